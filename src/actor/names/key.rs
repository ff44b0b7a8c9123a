//! Keys of names: hashes, cheap to compare and copy.

use super::spelling::fold_into;
use xxhash_rust::xxh3::xxh3_64;

/// The hash of a word or of some letters.
pub(crate) fn hash(word: &str) -> u64 {
    xxh3_64(word.as_bytes())
}

/// Combines a hash with one more: FxHash's step and multiplier, enough for values that are already hashed.
pub(crate) fn and(before: u64, next: u64) -> u64 {
    (before.rotate_left(5) ^ next).wrapping_add(1).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The words of a name, hashed. In a corpus, a collision in 64 bits is rarer than two people with one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordsKey(u64);

impl WordsKey {
    /// Hashes the words as they are compared.
    pub(crate) fn of<S: AsRef<str>>(words: &[S]) -> Self {
        // Word by word: hashing whole words takes a tenth of the time of feeding one hasher piece by piece.
        Self(words.iter().fold(words.len() as u64, |before, word| and(before, hash(word.as_ref()))))
    }

    /// The key as a number.
    pub(crate) fn number(self) -> u64 {
        self.0
    }

    /// Hashes the words with the spellings folded in which transliterations vary.
    pub(crate) fn folded(words: &[String]) -> Self {
        let mut folded = String::new();
        Self(words.iter().fold(words.len() as u64, |before, word| {
            fold_into(word, &mut folded);
            and(before, hash(&folded))
        }))
    }
}
