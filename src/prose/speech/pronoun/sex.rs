//! Whether words name a man or a woman: pronouns, titles and nouns, and given names that only one of them bears.

use crate::prose::data;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose::speech) enum Sex {
    /// “she”
    Woman,
    /// “he”
    Man,
}

static WORDS: Table = Table::new(include_str!("../../data/person-words.tsv"));
static FORENAMES: Table = Table::new(include_str!("../../data/forename-sexes.tsv"));

impl Sex {
    /// Whom a pronoun can mean; `None` for any other word than “he”, “she” and their forms.
    pub(super) fn of_pronoun(word: &str) -> Option<Self> {
        let word = word.split(['\'', '’']).next().unwrap_or_default();
        let is = |forms: &[&str]| forms.iter().any(|form| form.eq_ignore_ascii_case(word));
        if is(&["he", "him", "his", "himself"]) {
            Some(Self::Man)
        } else {
            is(&["she", "her", "hers", "herself"]).then_some(Self::Woman)
        }
    }

    /// By a title or a noun: “Mrs.”, “spokesman”.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        Self::listed(&WORDS, &word.trim_end_matches('.').to_lowercase())
    }

    /// Whether a noun is for one person.
    pub(super) fn is_person(word: &str) -> bool {
        WORDS.value(word).is_some()
    }

    /// By a given name, when the lists agree on it.
    pub(super) fn of_forename(name: &str) -> Option<Self> {
        Self::listed(&FORENAMES, name)
    }

    fn listed(table: &Table, word: &str) -> Option<Self> {
        match table.value(word)? {
            "f" => Some(Self::Woman),
            "m" => Some(Self::Man),
            _ => None,
        }
    }
}

/// The values of the entries of a table, which is read on first use.
struct Table {
    lines: &'static str,
    values: OnceLock<FxHashMap<&'static str, &'static str>>,
}

impl Table {
    const fn new(lines: &'static str) -> Self {
        Self { lines, values: OnceLock::new() }
    }

    fn value(&self, word: &str) -> Option<&'static str> {
        let values = || data::rows(self.lines).map(|[word, value]| (word, value)).collect();
        self.values.get_or_init(values).get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_men_from_women() {
        assert_eq!(Sex::of_pronoun("He’s"), Some(Sex::Man));
        assert_eq!(Sex::of_pronoun("hers"), Some(Sex::Woman));
        assert_eq!(Sex::of_pronoun("they"), None);
        assert_eq!(Sex::of_word("Mrs."), Some(Sex::Woman));
        assert_eq!(Sex::of_word("spokesman"), Some(Sex::Man));
        assert_eq!(Sex::of_word("resident"), None);
        assert!(Sex::is_person("resident") && !Sex::is_person("campaign"));
        assert_eq!(Sex::of_forename("Ingrid"), Some(Sex::Woman));
        // Men and women bear it.
        assert_eq!(Sex::of_forename("Kim"), None);
    }
}
