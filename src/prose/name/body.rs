//! Bodies that a single word names: “Congress”, “the Herald”.

use crate::prose::data::WordList;

static BODIES: WordList = WordList::new(include_str!("../data/names/bodies.txt"));

static OPENING_BODIES: WordList = WordList::new(include_str!("../data/names/opening-bodies.txt"));

/// Whether a word at the start of a sentence is the name of a body.
pub(super) fn opens_sentence(word: &str) -> bool {
    OPENING_BODIES.contains(word)
}

/// Whether a word with a capital is the name of a body by itself.
pub(super) fn one_word(word: &str) -> bool {
    BODIES.contains(word)
}
