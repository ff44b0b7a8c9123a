//! Whether words name a man or a woman: pronouns, titles and nouns, and given names that only one of them bears.

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    /// “she”
    Woman,
    /// “he”
    Man,
}

const WORDS: &str = include_str!("../../data/person-words.tsv");
const FORENAMES: &str = include_str!("../../data/forename-sexes.tsv");

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
        Self::listed(WORDS, &word.trim_end_matches('.').to_lowercase())
    }

    /// Whether a noun is for one person.
    pub(super) fn is_person(word: &str) -> bool {
        found(WORDS, word).is_some()
    }

    /// By a given name, when the lists agree on it.
    pub(super) fn of_forename(name: &str) -> Option<Self> {
        Self::listed(FORENAMES, name)
    }

    fn listed(table: &str, word: &str) -> Option<Self> {
        match found(table, word)? {
            "f" => Some(Self::Woman),
            "m" => Some(Self::Man),
            _ => None,
        }
    }
}

/// The value of an entry of a table that is in the order of its bytes. It is searched as it lies, so that nothing is built
/// for the few words that are looked up.
fn found<'t>(table: &'t str, word: &str) -> Option<&'t str> {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', bytes.get(low..middle)?).map_or(low, |n| low + n + 1);
        let end = memchr::memchr(b'\n', bytes.get(middle..high)?).map_or(high, |n| middle + n);
        let line = table.get(start..end)?;
        let (name, value) = line.split_once('\t').unwrap_or((line, ""));
        match name.cmp(word) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => return Some(value.trim_end()),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_and_no_other_word() {
        for table in [WORDS, FORENAMES] {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                let (word, value) = line.split_once('\t').unwrap();
                assert_eq!(found(table, word), Some(value), "{word}");
            }
            assert_eq!(found(table, "zzz"), None);
            assert_eq!(found(table, "Aaa"), None);
            assert_eq!(found(table, ""), None);
        }
    }

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
