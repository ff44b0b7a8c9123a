//! By what names, actors and documents are told apart, in a few bytes that are cheap to compare and to copy.

use super::cluster::folded;
use crate::prose::NameKind;
use xxhash_rust::xxh3::Xxh3;

/// The words of a name, hashed. Two names of a corpus that collide in 64 bits are rarer than two people of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordsKey(u64);

impl WordsKey {
    /// The words as they are compared.
    pub(super) fn of<S: AsRef<str>>(words: &[S]) -> Self {
        let mut hasher = Xxh3::new();
        for word in words {
            hasher.update(word.as_ref().as_bytes());
            hasher.update(b" ");
        }
        Self(hasher.digest())
    }

    /// The words with the letters folded that transliterations vary.
    pub(super) fn folded(words: &[String]) -> Self {
        let folded: Vec<String> = words.iter().map(|word| folded(word)).collect();
        Self::of(&folded)
    }
}

/// A document among those the actors are made from. It stays the same from one update to the next, also when the document's
/// number in the corpus changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct DocumentKey(pub(super) u32);

/// What identifies an actor across documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Identity {
    /// An entry of the user's file, by its number.
    Known(usize),
    /// A state, by its code.
    State(&'static str),
    /// The full name, folded for spelling.
    Named(NameKind, WordsKey),
}
