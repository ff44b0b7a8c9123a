//! How the preceding text introduces a person by the full name: the given name, and the sex that a title implies.

use super::sex::Sex;
use crate::prose::word::class::Class;
use crate::prose::word::lexicon;
use crate::text::{Span, key};
use rustc_hash::FxHashMap;

/// What a text says about the bearer of a surname.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Introduced {
    /// The most frequent given name before the surname; the first of several.
    pub given: Option<Span>,
    /// The sex that the titles before it imply, if they agree.
    pub sex: Option<Sex>,
    /// Whether different given names precede it.
    pub several: bool,
}

/// How far back to look for an introduction, in bytes.
const REACH: usize = 16 << 10;

/// What the text before byte `end` says about the bearer of a surname.
pub(super) fn introduced(text: &str, surname: &str, end: usize) -> Introduced {
    let from = text.ceil_char_boundary(end.saturating_sub(REACH));
    let before = text.get(from..end).unwrap_or_default();
    let mut givens: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    let (mut men, mut women) = (0, 0);
    for at in memchr::memmem::find_iter(before.as_bytes(), surname.as_bytes()) {
        let behind = before.get(at + surname.len()..).unwrap_or_default();
        if behind.starts_with(char::is_alphanumeric) {
            continue;
        }
        let Some((start, word)) = word_before(before, at) else { continue };
        match Sex::of_word(word) {
            Some(Sex::Man) => men += 1,
            Some(Sex::Woman) => women += 1,
            None if is_given(word) => {
                let given = givens.entry(word).or_insert((0, start));
                given.0 += 1;
            }
            None => {}
        }
    }
    let several = givens.len() > 1;
    let most = givens.into_iter().max_by_key(|(_, (count, start))| (*count, usize::MAX - start));
    Introduced {
        given: most.map(|(word, (_, at))| Span::new(from + at, from + at + word.len())),
        sex: match (men, women) {
            (0, 0) => None,
            (_, 0) => Some(Sex::Man),
            (0, _) => Some(Sex::Woman),
            _ => None,
        },
        several,
    }
}

/// The word before byte `at` on the same line, skipping initials, and where it begins.
fn word_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let mut end = at;
    loop {
        let before = text.get(..end)?.strip_suffix(' ')?;
        let start = before.rfind(|c: char| c.is_whitespace() || "\"“'‘(—–".contains(c));
        let start = start.map_or(0, |n| n + before.get(n..).map_or(0, first_len));
        let word = before.get(start..)?;
        let initial = word.len() == 2 && word.ends_with('.');
        if !initial {
            return (!word.is_empty()).then_some((start, word));
        }
        end = start;
    }
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Whether a word may be a given name: it is capitalised and in no list of other words.
fn is_given(word: &str) -> bool {
    const OTHER: Class = Class::FUNCTION
        .union(Class::HONORIFIC)
        .union(Class::OFFICE)
        .union(Class::OFFICE_MODIFIER)
        .union(Class::ORGANISATION)
        .union(Class::PLACE)
        .union(Class::CALENDAR)
        .union(Class::DIRECTION)
        .union(Class::EVENT);
    let letters = word.chars().all(|c| c.is_alphabetic() || c == '-');
    let class = lexicon::class_in_name(key(word));
    letters
        && word.starts_with(char::is_uppercase)
        && (Sex::of_forename(word).is_some()
            || class.intersects(Class::FORENAME)
            || !class.intersects(OTHER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_given_name_wins() {
        let text = "Ingrid A. Solheim met her brother Tor Solheim. Ingrid Solheim left, said Ms. Solheim. Solheim";
        let found = introduced(text, "Solheim", text.len());
        assert_eq!(found.given.map(|given| given.of(text)), Some("Ingrid"));
        assert_eq!(found.sex, Some(Sex::Woman));
        assert!(introduced(text, "Solh", text.len()).given.is_none());
        let both = "Mr. Solheim met Mrs. Solheim.";
        assert_eq!(introduced(both, "Solheim", both.len()).sex, None);
    }
}
