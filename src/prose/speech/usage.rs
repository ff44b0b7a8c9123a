//! How a text uses words elsewhere: whether one occurs inside its sentences, and how often those of a short quotation
//! occur, with and without marks.

use crate::text::Span;
use memchr::memmem;
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};

/// Up to this many words are searched in the text itself; for more, an index is built.
const FEW: usize = 16;
/// The longest word to look up, in bytes.
const LONGEST_WORD: usize = 64;

/// The words inside the sentences of a text.
#[derive(Debug)]
pub(super) struct Usage<'t> {
    text: &'t str,
    /// Earlier queries.
    known: RefCell<FxHashMap<String, bool>>,
    /// The text from each such word on, at most [`LONGEST_WORD`] bytes, sorted.
    index: OnceCell<Vec<&'t str>>,
}

impl<'t> Usage<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, known: RefCell::default(), index: OnceCell::new() }
    }

    /// Whether a word inside a sentence begins like this one: preceded by a small letter or comma, and a space.
    pub(super) fn has(&self, word: &str) -> bool {
        if word.is_empty() || word.len() > LONGEST_WORD {
            return false;
        }
        let mut known = self.known.borrow_mut();
        if let Some(used) = known.get(word) {
            return *used;
        }
        let used = if known.len() < FEW {
            self.text.match_indices(word).any(|(at, _)| self.is_inside(at))
        } else {
            let index = self.index.get_or_init(|| self.words());
            let first = index.partition_point(|inside| *inside < word);
            index.get(first).is_some_and(|inside| inside.starts_with(word))
        };
        known.insert(word.to_owned(), used);
        used
    }

    fn is_inside(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|t| t.strip_suffix(' '));
        let before = before.and_then(|t| t.chars().next_back());
        before.is_some_and(|c| c.is_lowercase() || c == ',')
    }

    fn words(&self) -> Vec<&'t str> {
        let blanks = memchr::memchr_iter(b' ', self.text.as_bytes()).map(|at| at + 1);
        let inside = blanks.filter(|at| self.is_inside(*at));
        let mut words: Vec<&str> = inside
            .map(|at| {
                let end = self.text.floor_char_boundary(at + LONGEST_WORD);
                self.text.get(at..end).unwrap_or_default()
            })
            .collect();
        words.sort_unstable();
        words
    }
}

/// The longest quotation to look up, in bytes.
const LONGEST: usize = 40;
/// How far to either side to search for words without marks, in bytes.
const REACH: usize = 6000;

/// The short quotations of a text, and how often each occurs in marks.
#[derive(Debug)]
pub(super) struct Repetitions<'t> {
    text: &'t str,
    counts: FxHashMap<&'t str, usize>,
}

impl<'t> Repetitions<'t> {
    /// Counts quotations; `words` exclude the marks.
    pub(super) fn of(text: &'t str, words: impl Iterator<Item = Span>) -> Self {
        let mut counts = FxHashMap::default();
        for words in words {
            if let Some(key) = key(text, words) {
                *counts.entry(key).or_default() += 1;
            }
        }
        Self { text, counts }
    }

    /// How often words occur elsewhere in marks, and how often nearby without; 0 for long ones.
    pub(super) fn count(&self, words: Span) -> (usize, usize) {
        let Some(key) = key(self.text, words) else { return (0, 0) };
        let marked = self.counts.get(key).copied().unwrap_or_default();
        let bytes = self.text.as_bytes();
        let from = words.start.saturating_sub(REACH);
        let to = (words.end + REACH).min(bytes.len());
        let near = bytes.get(from..to).unwrap_or_default();
        let letter = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        let all = memmem::find_iter(near, key.as_bytes())
            .filter(|at| {
                let before = at.checked_sub(1).and_then(|b| near.get(b));
                !letter(before) && !letter(near.get(at + key.len()))
            })
            .take(32)
            .count();
        (marked.saturating_sub(1), all.saturating_sub(marked))
    }
}

/// The most bytes of a quotation with few letters.
const MOST_SIGNS: usize = 1000;

/// The words under which a quotation is counted; `None` for a long one.
fn key(text: &str, words: Span) -> Option<&str> {
    if words.len() > MOST_SIGNS {
        return None;
    }
    let key = words.of(text).trim_matches(|c: char| !c.is_alphanumeric());
    (!key.is_empty() && key.len() <= LONGEST).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_inside_a_sentence_only() {
        let text = "Moreno\n\nMoreno left. Then Lind, Okafor and Élise Ruiz-Marín came to\nNovak.";
        let expected = [
            ("Moreno", false),
            ("Then", false),
            ("Lind", true),
            ("Okafor", true),
            ("Okafo", true),
            ("Okafors", false),
            ("Élise", true),
            ("Ruiz", true),
            ("Novak", false),
            ("and", true),
            ("", false),
        ];
        let few = Usage::of(text);
        let many = Usage::of(text);
        (0..FEW).for_each(|n| assert!(!many.has(&format!("none{n}"))));
        for (word, used) in expected {
            assert_eq!((few.has(word), many.has(word)), (used, used), "{word}");
        }
    }
}
