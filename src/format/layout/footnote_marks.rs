//! Footnote marks attached to words: `begun.3`, `begun.³`, `begun.[3]`.
//!
//! They count from one mark to the next, unlike figures that belong to words: “3.5”, “km²”, “No.7”.

use super::sheet::{Sheet, number_at};
use crate::text::Span;

/// The fewest marks that count.
const LEAST: usize = 2;

/// Blanks each kind of mark whose numbers count.
pub(super) fn blank(sheet: &mut Sheet<'_>) {
    let text = sheet.text;
    let mut kinds: [Vec<(u32, Span)>; 3] = Default::default();
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        let found = match byte {
            b'0'..=b'9' if bytes.get(at - 1).is_some_and(|b| !b.is_ascii_alphanumeric()) => {
                plain(text, at).map(|found| (0, found))
            }
            0xc2 | 0xe2 => raised(text, at).map(|found| (1, found)),
            b'[' => bracketed(text, at).map(|found| (2, found)),
            _ => None,
        };
        if let Some((kind, found)) = found
            && let Some(marks) = kinds.get_mut(kind)
        {
            marks.push(found);
        }
    }
    for marks in kinds {
        if counts(&marks) {
            marks.into_iter().for_each(|(_, span)| sheet.cut(span));
        }
    }
}

/// Whether numbers count from the first mark to the last: each is the next one, or a repeated one, as for a footnote
/// named again.
fn counts(marks: &[(u32, Span)]) -> bool {
    let (mut highest, mut next, mut again) = (0, 0, 0);
    for (number, _) in marks {
        match () {
            () if highest == 0 || *number == highest + 1 => (highest, next) = (*number, next + 1),
            () if *number <= highest && *number > 0 => again += 1,
            () => return false,
        }
    }
    let low = marks.first().is_some_and(|(number, _)| *number <= 40);
    next >= LEAST && low && again <= next
}

/// Whether a character ends a clause, or closes what does.
fn stops(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '”' | '’' | '"' | '\'' | ')')
}

/// The text directly before a mark: whether it is a stop after a word.
fn behind_word(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(24));
    let before = text.get(from..at).unwrap_or_default();
    let word = before.trim_end_matches(stops);
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
    word.len() < before.len() && letters > 1 && word.ends_with(char::is_lowercase)
}

fn ends_there(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.is_none_or(|c| c.is_whitespace() || matches!(c, '—' | '–'))
}

/// `begun.3`: after a stop that ends a word, and before a space.
fn plain(text: &str, at: usize) -> Option<(u32, Span)> {
    let (number, len) = number_at(text.get(at..)?, 3)?;
    // “No.7” and “pp.12” are numbers.
    const COUNTED: &[&str] =
        &["no", "nos", "pp", "vol", "fig", "art", "sec", "ch", "para", "cl", "reg", "ver", "eq"];
    let word = text.get(..at)?.trim_end_matches(stops);
    let word = word.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let counted = word.len() < 5 && COUNTED.iter().any(|name| name.eq_ignore_ascii_case(word));
    (behind_word(text, at) && !counted && ends_there(text, at + len))
        .then_some((number, Span::new(at, at + len)))
}

/// `begun³`, `begun.³`.
fn raised(text: &str, at: usize) -> Option<(u32, Span)> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let digit = |c: char| RAISED.chars().position(|r| r == c);
    let (before, rest) = text.split_at_checked(at)?;
    let last = before.chars().next_back()?;
    // “km²” and “m³” are units.
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    if digit(last).is_some() || !(letters > 2 || behind_word(text, at)) {
        return None;
    }
    let (mut number, mut len) = (0, 0);
    for c in rest.chars().take(3) {
        let Some(digit) = digit(c) else { break };
        (number, len) = (number * 10 + digit as u32, len + c.len_utf8());
    }
    (len > 0).then_some((number, Span::new(at, at + len)))
}

/// `begun.[3]`.
fn bracketed(text: &str, at: usize) -> Option<(u32, Span)> {
    let (number, len) = number_at(text.get(at + 1..)?, 3)?;
    let end = at + len + 2;
    let closed = text.get(at + 1 + len..end)? == "]";
    // A second mark directly after the first.
    let before = text.get(..at)?;
    let glued = behind_word(text, at) || before.ends_with(']');
    (closed && glued).then_some((number, Span::new(at, end)))
}
