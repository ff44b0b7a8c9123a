//! How often the words of a short quotation stand in a text, with and without marks: terms and titles come back.

use crate::text::Span;
use memchr::memmem;
use rustc_hash::FxHashMap;

/// The longest quotation that is looked for, in bytes.
const LONGEST: usize = 40;
/// How far to either side words without marks are looked for, in bytes.
const REACH: usize = 6000;

/// The short quotations of a text, with how often each stands in marks.
#[derive(Debug)]
pub(super) struct Repetitions<'t> {
    text: &'t str,
    counts: FxHashMap<&'t str, usize>,
}

impl<'t> Repetitions<'t> {
    /// Counts quotations; `words` are theirs, without marks.
    pub(super) fn of(text: &'t str, words: impl Iterator<Item = Span>) -> Self {
        let mut counts = FxHashMap::default();
        for words in words {
            if let Some(key) = key(text, words) {
                *counts.entry(key).or_default() += 1;
            }
        }
        Self { text, counts }
    }

    /// How often words stand elsewhere in marks, and how often nearby without; 0 for long ones.
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

/// The most bytes that a quotation of few letters has.
const MOST_SIGNS: usize = 1000;

/// The words by which a quotation is counted; `None` for a long one.
fn key(text: &str, words: Span) -> Option<&str> {
    if words.len() > MOST_SIGNS {
        return None;
    }
    let key = words.of(text).trim_matches(|c: char| !c.is_alphanumeric());
    (!key.is_empty() && key.len() <= LONGEST).then_some(key)
}
