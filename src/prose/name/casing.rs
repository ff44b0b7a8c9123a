//! How a document writes its words: the evidence that a capital at a sentence's start belongs to a name.

use super::lexicon;
use super::token::{Shape, Token};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// How often each word stands in lower case, and how often with a capital where no capital is due; and behind that, what
/// a list of common English words says. One document is enough to judge it, so that what is read of a document never
/// depends on another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Casing {
    words: FxHashMap<u64, Counts>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    lower: u32,
    capital: u32,
}

impl Casing {
    /// Counts the words of a text.
    pub(crate) fn of(tokens: &[Token]) -> Self {
        let mut casing = Self::default();
        for token in tokens {
            match token.shape {
                Shape::Lower => casing.words.entry(token.key).or_default().lower += 1,
                Shape::Capital if !token.weak => {
                    casing.words.entry(token.key).or_default().capital += 1;
                }
                _ => {}
            }
        }
        casing
    }

    /// Whether the word is an ordinary one: mostly written in lower case. Of a common English word it takes two capitals
    /// where none is due, for each time it stands in lower case and one more, to make it a name.
    pub(crate) fn ordinary(&self, key: u64) -> bool {
        let counts = self.words.get(&key).copied().unwrap_or_default();
        counts.lower > counts.capital || counts.capital < 2 * (1 + counts.lower) && common(key)
    }

    /// Whether the word stands in lower case anywhere.
    pub(crate) fn written_small(&self, key: u64) -> bool {
        self.words.get(&key).is_some_and(|counts| counts.lower > 0)
    }

    /// Whether the word stands with a capital where none is due, and mostly so.
    pub(crate) fn proper(&self, key: u64) -> bool {
        self.words.get(&key).is_some_and(|c| c.capital > 0 && c.capital >= c.lower)
    }
}

/// Whether a word, in any case, is a common one of English.
pub(in crate::prose) fn common_word(word: &str) -> bool {
    common(lexicon::key(&word.to_lowercase()))
}

/// Whether the word is a common one of English, in any of its regular forms.
pub(crate) fn common(key: u64) -> bool {
    static WORDS: OnceLock<FxHashSet<u64>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let listed = include_str!("../data/words.txt");
        // A word of six letters has some twelve forms.
        let mut keys = FxHashSet::with_capacity_and_hasher(2 * listed.len(), FxBuildHasher);
        for word in listed.split_ascii_whitespace() {
            forms(word, |stem, ending| {
                keys.insert(lexicon::key_of_parts([stem, ending]));
            });
        }
        keys
    });
    words.contains(&key)
}

/// The regular forms of a word in lower case: plural, past, participle, comparison, doer, adverb. Which of them a word
/// really has is not asked: a form that there is not is written nowhere.
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
            // “shady” of “shade”, but not “trey” of “tree”.
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
            assert!(common(lexicon::key(word)), "{word}");
        }
        for word in ["Lindqvist", "Oslo", "Petra"] {
            assert!(!common(lexicon::key(word)), "{word}");
        }
    }
}
