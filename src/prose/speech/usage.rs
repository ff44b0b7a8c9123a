//! Whether a text uses a word inside its sentences: a word that only headings and labels have is no name yet.

use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};

/// So many words are looked for in the text itself; for more of them an index of it is made.
const FEW: usize = 16;
/// The longest word that is looked for, in bytes.
const LONGEST: usize = 64;

/// The words inside the sentences of a text.
#[derive(Debug)]
pub(super) struct Usage<'t> {
    text: &'t str,
    /// What was asked before.
    known: RefCell<FxHashMap<String, bool>>,
    /// The text from each such word on, at most [`LONGEST`] bytes, in the order of the alphabet.
    index: OnceCell<Vec<&'t str>>,
}

impl<'t> Usage<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, known: RefCell::default(), index: OnceCell::new() }
    }

    /// Whether some word inside a sentence begins with this one: a small letter or a comma, and a blank, stand before it.
    pub(super) fn has(&self, word: &str) -> bool {
        if word.is_empty() || word.len() > LONGEST {
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
                let end = self.text.floor_char_boundary(at + LONGEST);
                self.text.get(at..end).unwrap_or_default()
            })
            .collect();
        words.sort_unstable();
        words
    }
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
