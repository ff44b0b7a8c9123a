//! A generational memo: results for the last version of something, carried over to the next.
//!
//! A key is everything that its value depends on, so a value is never stale, and a reading with a memo equals one
//! without. A value not used for a whole generation is dropped, so a memo holds what the last two versions needed.

use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

/// Values by everything they depend on, as long as each new version uses them.
#[derive(Clone, Debug)]
pub struct Memo<K, V> {
    previous: FxHashMap<K, V>,
    current: FxHashMap<K, V>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { previous: FxHashMap::default(), current: FxHashMap::default() }
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// Begins a new version: drops what the last one did not use.
    pub fn next_generation(&mut self) {
        self.previous = std::mem::take(&mut self.current);
        // Most keys are asked for again, and to grow is to hash all of them once more.
        self.current.reserve(self.previous.len());
    }

    /// The value of a key: from this generation, else the last, else computed now.
    pub fn get_or_compute(&mut self, key: K, compute: impl FnOnce(&K) -> V) -> V {
        match self.current.entry(key) {
            Entry::Occupied(held) => held.get().clone(),
            Entry::Vacant(free) => {
                let previous = self.previous.remove(free.key());
                let value = previous.unwrap_or_else(|| compute(free.key()));
                free.insert(value).clone()
            }
        }
    }

    /// Whether there was no version before this one.
    pub fn is_empty(&self) -> bool {
        self.previous.is_empty() && self.current.is_empty()
    }

    /// Number of values held.
    pub fn len(&self) -> usize {
        self.previous.len() + self.current.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;

    #[test]
    fn a_value_is_computed_once_while_each_generation_asks_for_it() {
        let mut memo = Memo::default();
        let mut computed = 0;
        for _ in 0..3 {
            memo.next_generation();
            for _ in 0..2 {
                assert_eq!(memo.get_or_compute("ice", |word| (computed += 1, word.len()).1), 3);
            }
        }
        assert_eq!(computed, 1);
    }

    #[test]
    fn what_a_generation_does_not_ask_for_is_dropped_with_the_next() {
        let mut memo = Memo::default();
        memo.get_or_compute("ice", |word| word.len());
        memo.next_generation();
        assert_eq!(memo.len(), 1);
        memo.next_generation();
        assert!(memo.is_empty());
    }
}
