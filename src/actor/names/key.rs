//! Keys of names: hashes that are cheap to compare and to copy.

use super::spelling::fold_into;
use xxhash_rust::xxh3::xxh3_64;

/// The hash of a word or of some letters.
pub(crate) fn hash(word: &str) -> u64 {
    xxh3_64(word.as_bytes())
}

/// The hash of a row of words and one more: FxHash's step and multiplier, enough for values that are hashed already.
pub(crate) fn and(before: u64, next: u64) -> u64 {
    (before.rotate_left(5) ^ next).wrapping_add(1).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The words of a name, hashed. Two names of a corpus that collide in 64 bits are rarer than two people of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordsKey(u64);

impl WordsKey {
    /// The words as they are compared.
    pub(crate) fn of<S: AsRef<str>>(words: &[S]) -> Self {
        // Word by word: a hash of one piece takes a tenth of the time of one that is fed piece by piece.
        Self(words.iter().fold(words.len() as u64, |before, word| and(before, hash(word.as_ref()))))
    }

    /// The key as a number.
    pub(crate) fn number(self) -> u64 {
        self.0
    }

    /// The words with the letters folded that transliterations vary.
    pub(crate) fn folded(words: &[String]) -> Self {
        let mut folded = String::new();
        Self(words.iter().fold(words.len() as u64, |before, word| {
            fold_into(word, &mut folded);
            and(before, hash(&folded))
        }))
    }
}
