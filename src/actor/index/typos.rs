//! Finds full names that differ from a name by one letter, by looking up all of it except half a word.

use crate::actor::model::ActorIndex;
use crate::actor::names::{and, hash};

/// The fewest letters of a word in which one changed letter makes a typo, not another word.
pub(crate) const LEAST_LETTERS: usize = 5;

/// The most candidates compared, in order. Only in made-up names do more share all except half a word.
const MOST_WEIGHED: usize = 256;

/// Actors by their full names without one half of a word; sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypoIndex(Vec<(u64, ActorIndex)>);

/// The half of a word without the typo.
#[derive(Clone, Copy)]
enum Half {
    Front,
    Back,
}

impl TypoIndex {
    /// An index of full names, as folded words.
    pub(crate) fn of(names: impl Iterator<Item = (ActorIndex, Vec<String>)>) -> Self {
        let mut all = Vec::new();
        for (index, words) in names.filter(|(_, words)| words.len() > 1) {
            each_without_one(&words, |others, word| {
                let letters: Vec<char> = word.chars().collect();
                if letters.len() >= LEAST_LETTERS {
                    let (front, back) = letters.split_at(letters.len() / 2);
                    all.push((key(others, letters.len(), Half::Front, front), index));
                    all.push((key(others, letters.len(), Half::Back, back), index));
                }
            });
        }
        all.sort_unstable();
        Self(all)
    }

    /// Candidates whose name may be this one with one letter inserted, deleted or changed, up to [`MOST_WEIGHED`].
    pub(crate) fn near(&self, words: &[String]) -> Vec<ActorIndex> {
        let mut found = Vec::new();
        each_without_one(words, |others, word| {
            let letters: Vec<char> = word.chars().collect();
            let lens = letters.len().saturating_sub(1)..=letters.len() + 1;
            for len in lens.filter(|len| *len >= LEAST_LETTERS) {
                let half = len / 2;
                let back = letters.len().checked_sub(len - half).and_then(|at| letters.get(at..));
                let halves = [(Half::Front, letters.get(..half)), (Half::Back, back)];
                for (half, letters) in halves.into_iter().filter_map(|(h, l)| Some((h, l?))) {
                    let key = key(others, len, half, letters);
                    let first = self.0.partition_point(|(other, _)| *other < key);
                    let same = self.0.iter().skip(first).take_while(|(other, _)| *other == key);
                    found.extend(same.take(MOST_WEIGHED).map(|(_, index)| *index));
                }
            }
        });
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Calls a function with each word and a hash of all other words with their positions.
fn each_without_one(words: &[String], mut each: impl FnMut(u64, &str)) {
    let hashes: Vec<u64> = words.iter().map(|word| hash(word)).collect();
    let mut behind: Vec<u64> = hashes
        .iter()
        .rev()
        .scan(0, |behind, hash| Some(std::mem::replace(behind, and(*behind, *hash))))
        .collect();
    let mut before = 0;
    for (word, hash) in words.iter().zip(&hashes) {
        each(and(before, behind.pop().unwrap_or_default()), word);
        before = and(before, *hash);
    }
}

fn key(others: u64, len: usize, half: Half, letters: &[char]) -> u64 {
    let text: String = letters.iter().collect();
    and(and(others, hash(&text)), (len as u64) << 1 | half as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::names::one_letter_off;
    use proptest::prelude::*;

    fn name() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[ab]{4,7}", 2..4)
    }

    proptest! {
        /// Every name one letter off in one word is found.
        #[test]
        fn no_typo_is_missed(names in prop::collection::vec(name(), 1..20), written in name()) {
            let numbered = (0u32..).map(ActorIndex).zip(names.clone());
            let near = TypoIndex::of(numbered).near(&written);
            for (index, name) in (0u32..).zip(&names) {
                let mut off = name.iter().zip(&written).filter(|(a, b)| a != b);
                let (first, second) = (off.next(), off.next());
                let is_typo = name.len() == written.len()
                    && second.is_none()
                    && first.is_some_and(|(a, b)| a.len() >= LEAST_LETTERS && one_letter_off(a, b));
                prop_assert!(!is_typo || near.contains(&ActorIndex(index)), "{name:?} for {written:?}");
            }
        }
    }
}
