//! How a document capitalises its words: evidence that a capital at the start of a sentence belongs to a name.

use super::class::Shape;
use super::part::Part;
use crate::prose::data;
use crate::text::key;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::sync::OnceLock;

/// How often each word occurs in lower case, and capitalised where that is not required; and as a fallback, a list of
/// common English words. One document is enough to judge it, so that its reading never depends on another.
#[derive(Clone, Debug, Default)]
pub(in crate::prose) struct Casing {
    /// An open-addressing table with linear probing: every word of a text is counted here, keys are already well mixed,
    /// and no map is as fast. Its size is a power of two.
    places: Vec<Counts>,
    /// The number of different words, at most half the table.
    used: usize,
}

/// The initial size.
const PLACES: usize = 1 << 10;

/// How often a word was seen; 0 in a free slot.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    word: u64,
    lower: u32,
    capital: u32,
}

impl Counts {
    fn is_free(self) -> bool {
        self.lower == 0 && self.capital == 0
    }
}

impl Casing {
    /// Counts the words of a text.
    pub(in crate::prose) fn of(words: &[Part]) -> Self {
        let mut casing = Self { places: vec![Counts::default(); PLACES], used: 0 };
        for part in words {
            let (lower, capital) = match part.shape {
                Shape::Lower => (1, 0),
                Shape::Capital if !part.weak => (0, 1),
                _ => continue,
            };
            casing.add(Counts { word: part.key, lower, capital });
        }
        casing
    }

    fn add(&mut self, more: Counts) {
        let place = self.place(more.word);
        let Some(counts) = self.places.get_mut(place) else { return };
        // Whether a word is new is random, so avoid a branch, which would be mispredicted.
        self.used += usize::from(counts.is_free());
        counts.word = more.word;
        counts.lower += more.lower;
        counts.capital += more.capital;
        if 2 * self.used > self.places.len() {
            self.grow();
        }
    }

    /// Grows the table.
    #[cold]
    fn grow(&mut self) {
        let places = vec![Counts::default(); 2 * self.places.len()];
        let counted = std::mem::replace(&mut self.places, places);
        self.used = 0;
        counted.into_iter().filter(|c| !c.is_free()).for_each(|c| self.add(c));
    }

    /// The slot of a word, or the free one for it.
    fn place(&self, word: u64) -> usize {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = word as usize & mask;
        while self.places.get(at).is_some_and(|c| c.word != word && !c.is_free()) {
            at = (at + 1) & mask;
        }
        at
    }

    fn counts(&self, word: u64) -> Counts {
        self.places.get(self.place(word)).copied().unwrap_or_default()
    }

    /// Whether the word is an ordinary one: mostly in lower case. A common English word counts as a name only if it has
    /// more than twice as many unrequired capitals as lower-case occurrences.
    pub(in crate::prose) fn ordinary(&self, word: u64) -> bool {
        let counts = self.counts(word);
        counts.lower > counts.capital || counts.capital < 2 * (1 + counts.lower) && common(word)
    }

    /// Whether the word occurs in lower case.
    pub(in crate::prose) fn written_small(&self, word: u64) -> bool {
        self.counts(word).lower > 0
    }

    /// Whether the word is mostly capitalised where that is not required.
    pub(in crate::prose) fn proper(&self, word: u64) -> bool {
        let counts = self.counts(word);
        counts.capital > 0 && counts.capital >= counts.lower
    }
}

/// Whether a word, in any case, is common in English.
pub fn is_common(word: &str) -> bool {
    common(key(word))
}

/// Whether the word is common in English, in any of its regular forms.
pub(in crate::prose) fn common(word: u64) -> bool {
    static WORDS: OnceLock<FxHashSet<u64>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let table = include_str!("../data/words.txt");
        // A word of six letters has about twelve forms.
        let mut keys = FxHashSet::with_capacity_and_hasher(2 * table.len(), FxBuildHasher);
        let mut whole = String::new();
        for word in data::entries(table) {
            forms(word, |stem, ending| {
                whole.clear();
                whole.extend([stem, ending]);
                keys.insert(key(&whole));
            });
        }
        keys
    });
    words.contains(&word)
}

/// The regular forms of a lower-case word: plural, past, participle, comparison, agent, adverb. Includes forms that do
/// not exist: no text has them.
fn forms(word: &str, mut form: impl FnMut(&str, &str)) {
    let mut all = |stem: &str, endings: &[&str]| endings.iter().for_each(|e| form(stem, e));
    let vowel = |c: Option<u8>| c.is_some_and(|c| b"aeiou".contains(&c));
    let mut letters = word.bytes().rev();
    let (last, before, third) = (letters.next(), letters.next(), letters.next());
    let shorter = word.get(..word.len().saturating_sub(1)).unwrap_or_default();
    all(word, &["", "s", "ing", "ly"]);
    match last {
        Some(b'e') => {
            all(word, &["d", "r", "rs", "st"]);
            all(shorter, &["ing", "ings"]);
            // “shady” from “shade”, but not “trey” from “tree”.
            if !vowel(before) {
                all(shorter, &["y"]);
            }
        }
        Some(b'y') if !vowel(before) => all(shorter, &["ies", "ied", "ier", "iest", "ily"]),
        _ => all(word, &["ed", "er", "ers", "est", "ings"]),
    }
    // “boxes”, “heroes”, but not “Welles”.
    if ["s", "x", "z", "ch", "sh", "o"].iter().any(|ending| word.ends_with(ending)) {
        all(word, &["es"]);
    }
    let doubles = !vowel(last) && vowel(before) && !vowel(third) && word.len() < 8;
    if let Some(last) = word.get(word.len().saturating_sub(1)..).filter(|_| doubles) {
        all(&format!("{word}{last}"), &["ed", "ing", "er", "ers"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_of_common_words_are_common() {
        for word in ["Plans", "planned", "making", "cities", "happily", "stopping", "leaders"] {
            assert!(common(key(word)), "{word}");
        }
        for word in ["Lindqvist", "Oslo", "Petra"] {
            assert!(!common(key(word)), "{word}");
        }
    }
}
