//! Sentences: where they end in a block of prose.

use super::word::lexicon::{self, is_initial};
use crate::text::Span;

/// Bytes of the longest abbreviation that ends no sentence.
const LONGEST_ABBREVIATION: usize = "messrs".len();

/// Adds the sentences of one block, which depend on nothing but its words.
pub(super) fn of_block(text: &str, block: Span, found: &mut Vec<Span>) {
    let words = block.of(text);
    let mut start = 0;
    // How far it is known that no sentence ends.
    let mut goes_on = 0;
    while let Some(at) = next_stop(words, start.max(goes_on)) {
        let stops = stops(words, at);
        if let Some(end) = end_of_sentence(words, at, stops) {
            push(words, block.start, start, end, found);
            start = end;
        } else {
            // What holds for the first of several stops holds for the others.
            goes_on = at + stops;
        }
    }
    push(words, block.start, start, words.len(), found);
}

/// Where the next full stop, question or exclamation mark or ellipsis stands.
fn next_stop(words: &str, from: usize) -> Option<usize> {
    let rest = words.as_bytes().get(from..)?;
    let stop = memchr::memchr3(b'.', b'?', b'!', rest);
    // The first byte of “…” begins quotation marks and dashes as well.
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

/// How many bytes of stops stand side by side from `at` on.
fn stops(words: &str, at: usize) -> usize {
    let rest = words.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(['.', '?', '!', '…']).len()
}

/// Where the sentence ends whose last stops may be the bytes from `at` on; `None` when it goes on.
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

/// Whether a text that a full stop follows ends with an abbreviation or an initial.
pub fn is_abbreviated(before: &str) -> bool {
    let begins =
        |c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '\'' | '—' | '–' | '-');
    let word = before.rsplit(begins).next().unwrap_or_default();
    let mut letters = word.chars();
    let initial =
        matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase() && c != 'I');
    initial || word.len() <= LONGEST_ABBREVIATION && lexicon::ends_none(word)
}

/// How far back the start of a sentence is looked for, in bytes.
const REACH: usize = 8 << 10;

/// Where the sentence begins that ends before `end`, or the line when it holds no other.
pub(super) fn start_of_last(text: &str, end: usize) -> usize {
    let far = text.floor_char_boundary(end.saturating_sub(REACH));
    let before = text.get(far..end).unwrap_or_default();
    let line = far + before.rfind('\n').map_or(0, |n| n + 1);
    let mut found = Vec::new();
    of_block(text, Span::new(line, end), &mut found);
    found.last().map_or(line, |s| s.start)
}
