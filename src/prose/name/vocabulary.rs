//! What single words can be: given names, titles, heads of organisations, bodies, surnames.

use crate::prose::data::WordList;
use crate::prose::word::{Class, lexicon};
use crate::text::key;

static ABSTRACT_ENDINGS: WordList =
    WordList::new(include_str!("../data/names/abstract-endings.txt"));
static BODIES: WordList = WordList::new(include_str!("../data/names/bodies.txt"));
static OPENING_BODIES: WordList = WordList::new(include_str!("../data/names/opening-bodies.txt"));
static PRIZES: WordList = WordList::new(include_str!("../data/names/prizes.txt"));
static SURNAMES: WordList = WordList::new(include_str!("../data/names/office-surnames.txt"));

/// Whether the word is a surname that precedes the given name, in East Asian order.
pub fn eastern_surname(word: &str) -> bool {
    lexicon::class_in_name(key(word)).intersects(Class::EASTERN_SURNAME)
}

/// Whether the word is a common given name.
pub fn given_name(word: &str) -> bool {
    lexicon::class_in_name(key(word)).intersects(Class::FORENAME)
}

/// Whether the word is a title or office that precedes names: “Mr”, “President”.
pub fn titles(word: &str) -> bool {
    lexicon::class_in_name(key(word)).intersects(Class::HONORIFIC | Class::OFFICE)
}

/// Whether the word is a head noun or legal form that can end any organisation's name: “Ministry”, “Ltd”.
pub fn organisation_head(word: &str) -> bool {
    lexicon::class_in_name(key(word)).intersects(Class::ORGANISATION | Class::LEGAL_FORM)
}

/// Whether a capitalised word names a body on its own: “Congress”, “the Herald”.
pub(super) fn names_body(word: &str) -> bool {
    BODIES.contains(word)
}

/// Whether a word at the start of a sentence is the name of a body.
pub(super) fn names_body_at_start(word: &str) -> bool {
    OPENING_BODIES.contains(word)
}

/// Whether a word is the noun of a prize that may be named after a person.
pub(super) fn is_prize(word: &str) -> bool {
    PRIZES.contains(word)
}

/// Whether an office is a surname too.
pub(super) fn is_surname(word: &str) -> bool {
    SURNAMES.contains(word)
}

/// Listed words that, alone and capitalised, are no name.
pub(super) const LISTED: Class = Class::ORGANISATION
    .union(Class::OFFICE)
    .union(Class::OFFICE_MODIFIER)
    .union(Class::PORTFOLIO)
    .union(Class::EVENT)
    .union(Class::PLACE)
    .union(Class::ORGANISATION_NOUN)
    .union(Class::HONORIFIC)
    .union(Class::CALENDAR)
    .union(Class::OFFICE_PLURAL)
    .union(Class::FUNCTION);

/// Whether the ending is that of an abstract noun or its plural.
pub(super) fn is_abstract_noun(word: &str) -> bool {
    word.len() > 5 && ABSTRACT_ENDINGS.has_ending_of(word)
}
