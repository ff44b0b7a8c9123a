//! Whether a pronoun, a title, a noun or a given name is used for men or for women.

use crate::prose::data;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The sex that a word implies.
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
    /// The sex that a form of “he” or “she” implies; `None` for any other word.
    pub(super) fn of_pronoun(word: &str) -> Option<Self> {
        let word = word.split(['\'', '’']).next().unwrap_or_default();
        let is = |forms: &[&str]| forms.iter().any(|form| form.eq_ignore_ascii_case(word));
        if is(&["he", "him", "his", "himself"]) {
            Some(Self::Man)
        } else {
            is(&["she", "her", "hers", "herself"]).then_some(Self::Woman)
        }
    }

    /// The sex that a title or a noun implies: “Mrs.”, “spokesman”.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        Self::listed(&WORDS, &word.trim_end_matches('.').to_lowercase())
    }

    /// Whether a noun means one person.
    pub(super) fn is_person(word: &str) -> bool {
        WORDS.value(word).is_some()
    }

    /// The sex of nearly all who have a given name; `None` if both sexes have it.
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

/// A table of words and values, parsed on first use.
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
    fn words_imply_a_sex() {
        assert_eq!(Sex::of_pronoun("He’s"), Some(Sex::Man));
        assert_eq!(Sex::of_pronoun("hers"), Some(Sex::Woman));
        assert_eq!(Sex::of_pronoun("they"), None);
        assert_eq!(Sex::of_word("Mrs."), Some(Sex::Woman));
        assert_eq!(Sex::of_word("spokesman"), Some(Sex::Man));
        assert_eq!(Sex::of_word("resident"), None);
        assert!(Sex::is_person("resident") && !Sex::is_person("campaign"));
        assert_eq!(Sex::of_forename("Ingrid"), Some(Sex::Woman));
        // Men and women have this name.
        assert_eq!(Sex::of_forename("Kim"), None);
    }
}
