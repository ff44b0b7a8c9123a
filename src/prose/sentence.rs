//! Sentences: where they end in a block of prose.

use super::word::lexicon::{self, is_initial};
use crate::text::Span;

/// Bytes of the longest abbreviation that ends no sentence.
const LONGEST_ABBREVIATION: usize = "messrs".len();

/// Adds the sentences of one block, which depend only on its words.
pub(super) fn of_block(text: &str, block: Span, found: &mut Vec<Span>) {
    let words = block.of(text);
    let mut start = 0;
    // No sentence ends before this byte.
    let mut goes_on = 0;
    while let Some(at) = next_stop(words, start.max(goes_on)) {
        let stops = stops(words, at);
        if let Some(end) = end_of_sentence(words, at, stops) {
            push(words, block.start, start, end, found);
            start = end;
        } else {
            // The decision for the first of several stops is valid for the others.
            goes_on = at + stops;
        }
    }
    push(words, block.start, start, words.len(), found);
}

/// The next full stop, question or exclamation mark or ellipsis.
fn next_stop(words: &str, from: usize) -> Option<usize> {
    let rest = words.as_bytes().get(from..)?;
    let stop = memchr::memchr3(b'.', b'?', b'!', rest);
    // The first byte of “…” also begins quotation marks and dashes.
    let before = rest.get(..stop.unwrap_or(rest.len())).unwrap_or_default();
    let ellipsis = memchr::memchr_iter(0xE2, before)
        .find(|at| words.get(from + at..).is_some_and(|w| w.starts_with('…')));
    ellipsis.or(stop).map(|at| from + at)
}

fn push(words: &str, offset: usize, start: usize, end: usize, found: &mut Vec<Span>) {
    let Some(sentence) = words.get(start..end) else { return };
    let from = start + (sentence.len() - sentence.trim_start().len());
    let trimmed = sentence.trim();
    if !trimmed.is_empty() {
        found.push(Span::new(offset + from, offset + from + trimmed.len()));
    }
}

/// The bytes of adjacent stops from `at` on.
fn stops(words: &str, at: usize) -> usize {
    let rest = words.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(['.', '?', '!', '…']).len()
}

/// The end of the sentence whose last stops may be the bytes from `at` on; `None` if it continues.
fn end_of_sentence(words: &str, at: usize, stops: usize) -> Option<usize> {
    let rest = words.get(at..)?;
    let tail = rest.get(stops..)?;
    let closers = tail.len()
        - tail
            .trim_start_matches(['"', '”', '’', '\'', ')', ']', '»', '›', '」', '』', '*', '_'])
            .len();
    let after = tail.get(closers..)?;
    let end = at + stops + closers;
    if after.is_empty() {
        return Some(end);
    }
    if !after.starts_with(char::is_whitespace) {
        return None;
    }
    let next = after.trim_start().chars().next()?;
    let opens = next.is_uppercase() || next.is_numeric() || "\"“„‘‚'([«»‹›「『*".contains(next);
    if !opens {
        return None;
    }
    if rest.starts_with('.')
        && stops == 1
        && closers == 0
        && (is_abbreviated(words.get(..at)?) || is_initial(words.get(..at)?, after))
    {
        return None;
    }
    Some(end)
}

/// Whether a text followed by a full stop ends with an abbreviation or an initial.
pub fn is_abbreviated(before: &str) -> bool {
    let begins =
        |c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '\'' | '—' | '–' | '-');
    let word = before.rsplit(begins).next().unwrap_or_default();
    let mut letters = word.chars();
    let initial =
        matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase() && c != 'I');
    initial || word.len() <= LONGEST_ABBREVIATION && lexicon::ends_none(word)
}

/// How far back to look for the start of a sentence, in bytes.
const REACH: usize = 8 << 10;

/// The start of the sentence that ends before `end`, or of the line if it is the only one.
pub(super) fn start_of_last(text: &str, end: usize) -> usize {
    let far = text.floor_char_boundary(end.saturating_sub(REACH));
    let before = text.get(far..end).unwrap_or_default();
    let line = far + before.rfind('\n').map_or(0, |n| n + 1);
    let mut found = Vec::new();
    of_block(text, Span::new(line, end), &mut found);
    found.last().map_or(line, |s| s.start)
}
