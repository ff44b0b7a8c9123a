//! What others ask of single words: whether they are given names, titles, heads of organisations.

use super::lexicon::{self, Class};
use crate::text::key;

/// Whether the word is a surname that, in East Asian order, stands before the given name.
pub fn eastern_surname(word: &str) -> bool {
    lexicon::class(key(word)).has(Class::EASTERN_SURNAME)
}

/// Whether the word is a given name that many people have.
pub fn given_name(word: &str) -> bool {
    lexicon::class(key(word)).has(Class::FORENAME)
}

/// Whether the word is a title or office that stands before names: “Mr”, “President”.
pub fn titles(word: &str) -> bool {
    lexicon::class(key(word)).has(Class::HONORIFIC.or(Class::OFFICE))
}

/// Whether the word is a head noun or legal form that any organisation's name may end with: “Ministry”, “Ltd”.
pub fn organisation_head(word: &str) -> bool {
    lexicon::class(key(word)).has(Class::ORGANISATION.or(Class::LEGAL_FORM))
}
