//! What is known about single words: listed classes, and endings for all other words.
//!
//! The closed classes are those of any English grammar. The verbs are only a start: most cues are found by position,
//! not by lists.

use super::class::Class;
use crate::prose::data::{self, WordList};
use crate::text::{Keyed, ascii_key, key};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const CLASSES: &str = include_str!("../data/word-classes.tsv");
const VERBS: &str = include_str!("../data/verbs.tsv");
const FORENAMES: &str = include_str!("../data/forenames.txt");

/// The classes of a word in a sentence, ignoring case.
pub(in crate::prose) fn class_in_sentence(word: &str) -> Class {
    // The words of a sentence have classes only if they are ASCII.
    of_listed(ascii_key(word).map_or(Class::empty(), listed), word)
}

/// The classes of a word of a sentence of which these are [`listed`].
pub(in crate::prose) fn of_listed(classes: Class, word: &str) -> Class {
    let capital = match word.as_bytes().first() {
        Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
        _ => word.starts_with(char::is_uppercase),
    };
    let known = classes & Class::OF_SENTENCES;
    let class = match known.is_empty() {
        // “Kelly” is not an adverb.
        true if capital && classes.intersects(Class::FORENAME) => Class::NOUN,
        true => by_ending(word),
        false => known,
    };
    if capital { class | Class::CAPITAL } else { class }
}

/// The classes of the word with this [`key`] in or beside a name.
pub(in crate::prose) fn class_in_name(word: u64) -> Class {
    listed(word) & Class::OF_NAMES
}

/// Whether this word with a full stop is followed by a capital in mid-sentence: `Mr.`
pub(in crate::prose) fn leads_on(word: &str) -> bool {
    stops(word).contains(Class::LEADS_ON)
}

/// Whether a full stop after this word ends no sentence: `e.g.`
pub(in crate::prose) fn ends_none(word: &str) -> bool {
    stops(word).contains(Class::ENDS_NONE)
}

fn stops(word: &str) -> Class {
    ascii_key(word).map_or(Class::empty(), listed)
}

/// All that the tables say of the word with this [`key`].
pub(super) fn listed(word: u64) -> Class {
    static LEXICON: LazyLock<Keyed<Class>> = LazyLock::new(lexicon);
    LEXICON.get(word).unwrap_or_default()
}

fn lexicon() -> Keyed<Class> {
    let mut words = Words(FxHashMap::default());
    let named = Class::names();
    for [word, classes] in data::rows(CLASSES) {
        let class = classes.split(' ').filter_map(|name| named.get(name).copied()).collect();
        words.add(word, class | implied(class));
        if class.intersects(Class::OFFICE | Class::HONORIFIC) && word.len() > 3 {
            words.add(&[word, "s"].concat(), Class::OFFICE_PLURAL);
        }
    }
    for [forms, strength] in data::rows(VERBS) {
        let cue = match strength {
            "say" => Class::CUE | Class::SAY,
            "cue" => Class::CUE,
            _ => Class::empty(),
        };
        words.verb(forms, cue);
    }
    data::entries(FORENAMES).for_each(|name| words.add(name, Class::FORENAME));
    Keyed::of(words.0.into_iter())
}

/// Classes implied by others.
fn implied(class: Class) -> Class {
    const NOUNS: Class = Class::TIME
        .union(Class::TITLE)
        .union(Class::PERSON)
        .union(Class::UTTERANCE)
        .union(Class::WORK);
    let mut implied = Class::empty();
    implied.set(Class::NOUN, class.intersects(NOUNS));
    implied.set(Class::AUXILIARY, class.contains(Class::BE));
    implied.set(Class::FINITE, class.intersects(Class::BE | Class::AUXILIARY));
    implied
}

struct Words(FxHashMap<u64, Class>);

impl Words {
    fn add(&mut self, word: &str, class: Class) {
        *self.0.entry(key(word)).or_default() |= class;
    }

    /// All forms of a verb given as `base`, `base*`, `base/past` or `base/past/participle`.
    fn verb(&mut self, forms: &str, class: Class) {
        let class = class | Class::VERB;
        let mut forms = forms.split('/');
        let raw = forms.next().unwrap_or_default();
        let base = raw.trim_end_matches('*');
        let last = base.chars().next_back().unwrap_or('x');
        let stem = match last {
            'e' if !base.ends_with("ee") => base.strip_suffix('e').unwrap_or(base).to_owned(),
            _ if raw.ends_with('*') => format!("{base}{last}"),
            _ => base.to_owned(),
        };
        let vowel_y = ["ay", "ey", "oy"].iter().any(|end| base.ends_with(end));
        let hisses = ["s", "x", "o", "sh", "ch"].iter().any(|end| base.ends_with(end));
        let (third, regular) = match base.strip_suffix('y') {
            Some(short) if !vowel_y => ([short, "ies"].concat(), [short, "ied"].concat()),
            _ if hisses => ([base, "es"].concat(), [&stem, "ed"].concat()),
            _ => ([base, "s"].concat(), [&stem, "ed"].concat()),
        };
        let past = forms.next().unwrap_or(&regular);
        self.add(base, class | Class::BASE | Class::NOUN);
        self.add(&third, class | Class::FINITE);
        self.add(&[&stem, "ing"].concat(), class | Class::ING);
        self.add(past, class | Class::FINITE);
        self.add(forms.next().unwrap_or(past), class | Class::PARTICIPLE);
    }
}

/// A guess from the ending of an unlisted word.
fn by_ending(word: &str) -> Class {
    let long = word.len() > 4;
    match word.as_bytes() {
        [b'0'..=b'9', ..] => Class::NUMBER,
        [.., b'l', b'y'] if long => Class::ADVERB,
        // No English verb ends in j or q: Beijing, Chongqing.
        [.., b'j' | b'q', b'i', b'n', b'g'] => Class::NOUN,
        [.., b'i', b'n', b'g'] if long => Class::VERB | Class::ING,
        [.., b'e', b'd'] if word.len() > 3 => Class::VERB | Class::FINITE | Class::PARTICIPLE,
        _ => Class::NOUN,
    }
}

/// Words that begin a sentence more often than they are a surname.
static OPENERS: WordList = WordList::new(include_str!("../data/sentence-openers.txt"));

/// Words capitalised only at the start of a sentence, after which “I” is the pronoun: “So am I.”
const NO_GIVEN_NAME: &[&str] = &[
    "Am", "And", "Are", "But", "Can", "Could", "Did", "Do", "Had", "Have", "May", "Might", "Must",
    "Nor", "Or", "Shall", "Should", "So", "Than", "Was", "Were", "Will", "Would", "Yet", "If",
    "As",
];

/// Whether a full stop between these words follows the initials of a name: the “I” of “Charles I. Brill”, which after
/// other words is the pronoun, and the letters of “J.R.R. Brill”.
pub(in crate::prose) fn is_initial(before: &str, after: &str) -> bool {
    let next = after.split_whitespace().next().unwrap_or_default();
    let letters = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    let named = next.starts_with(char::is_uppercase) && !OPENERS.contains(letters);
    let mut words = before.rsplit(|c: char| c.is_whitespace()).filter(|word| !word.is_empty());
    let opening = ['“', '"', '‘', '\'', '(', '[', '—', '–'];
    let word = words.next().unwrap_or_default().trim_start_matches(opening);
    let mut parts = word.split('.');
    let lone = |part: &str| {
        let mut letters = part.chars();
        matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase())
    };
    if word.contains('.') {
        // “in Lund, N.D. Mayor Brill” is a place.
        let placed = words
            .next()
            .is_some_and(|word| word.ends_with(',') && word.starts_with(char::is_uppercase));
        return named && !placed && parts.all(lone);
    }
    let given = words.next().is_none_or(|given| {
        // A quotation before it ends with a mark.
        let quoted = given.ends_with(['”', '"', '’', '\'', '»']);
        let given = given.trim_start_matches(opening);
        let name = given.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
        quoted
            || given.starts_with(char::is_uppercase)
                && (name || given.strip_suffix('.').is_some_and(lone))
                && !NO_GIVEN_NAME.contains(&given)
    });
    // “said I. M. Brill”
    let initials = letters.len() == 1 && next.ends_with('.');
    named && word == "I" && (given || initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_in_the_tables_is_one() {
        let named = Class::names();
        for [word, classes] in data::rows(CLASSES) {
            assert!(classes.split(' ').all(|name| named.contains_key(name)), "{word}");
        }
        for [verb, strength] in data::rows(VERBS) {
            assert!(["", "cue", "say"].contains(&strength), "{verb}");
        }
    }

    #[test]
    fn a_verb_has_all_its_forms() {
        for (word, form) in [
            ("quips", Class::FINITE),
            ("Quipped", Class::PARTICIPLE),
            ("denies", Class::FINITE),
            ("urging", Class::ING),
            ("told", Class::PARTICIPLE),
        ] {
            assert!(class_in_sentence(word).contains(form | Class::SAY), "{word}");
        }
        assert!(!class_in_sentence("took").contains(Class::PARTICIPLE));
    }
}
