//! Where the words of a text begin and end: whole words, for sentences, and parts of words, for names. Both begin
//! alike; most words are plain, without parts.

use super::class::Shape;
use super::lexicon::{self, is_initial};
use crate::text::{Span, letters, small_letters};
use unicode_normalization::char::is_combining_mark;

/// The start of the next word before `to`.
pub(in crate::prose) fn next_word(text: &str, from: usize, to: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < to {
        // ASCII bytes, nearly all of a text, need no decoding.
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                return Some(at);
            }
            at += 1;
        } else {
            let c = text.get(at..)?.chars().next()?;
            if c.is_alphanumeric() {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
    None
}

/// The end of the whole word that begins at `start`, and whether it is plain: only ASCII letters and digits. Depends on
/// nothing outside `within`. `well-known`, `4,000`, `Lin’s` and `Mr.` are one word.
pub(in crate::prose) fn whole_word(text: &str, start: usize, within: Span) -> (usize, bool) {
    let bytes = text.as_bytes();
    let to = within.end;
    let end = start + letters(bytes.get(start..to).unwrap_or_default(), 0);
    let goes_on = |b: &u8| !b.is_ascii() || b"-&'_,.".contains(b);
    if end > start && !(end < to && bytes.get(end).is_some_and(goes_on)) {
        return (end, true);
    }
    let letter = |at: usize| {
        at < to && bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC3)
    };
    let digit = |at: usize| at < to && bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    while at < to {
        let Some(&byte) = bytes.get(at) else { break };
        at = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => at + 1,
            b'-' | b'&' | b'\'' | b'_' if letter(at + 1) => at + 1,
            b',' if digit(at.wrapping_sub(1)) && digit(at + 1) => at + 1,
            b'.' if keeps_stop(text, start, at, within) => at + 1,
            0..=0x7F => break,
            _ => match text.get(at..to).and_then(|t| t.chars().next()) {
                Some(c) if c.is_alphanumeric() => at + c.len_utf8(),
                Some(c @ ('’' | '\u{2011}')) if letter(at + 3) => at + c.len_utf8(),
                Some('\u{AD}') => at + 2,
                _ => break,
            },
        };
    }
    (at.max(start + 1), false)
}

/// Whether the full stop at `at` belongs to the word that begins at `start`.
fn keeps_stop(text: &str, start: usize, at: usize, within: Span) -> bool {
    let word = text.get(start..at).unwrap_or_default();
    if at + 1 < within.end && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
        return true;
    }
    let initial = match word.as_bytes() {
        b"I" => {
            let before = text.get(within.start..at).unwrap_or_default();
            is_initial(before, text.get(at + 1..within.end).unwrap_or_default())
        }
        [letter] => letter.is_ascii_uppercase(),
        _ => false,
    };
    let dotted = word.len() < 8
        && word.contains('.')
        && word.bytes().all(|b| b == b'.' || b.is_ascii_alphabetic())
        && word.split('.').all(|part| part.len() <= 2);
    // “Mitch Grey, R-Ky., said”
    let last = word.rsplit('-').next().unwrap_or(word);
    initial || dotted || lexicon::keeps_stop(last)
}

/// Finds the parts of words, one after another.
#[derive(Debug, Default)]
pub(in crate::prose) struct Parts {
    /// No abbreviation with stops ends before this byte.
    undotted: usize,
}

impl Parts {
    /// The end of the part that begins at `start`, and its shape: letters and digits, apostrophes inside, and the stops
    /// of `U.S.`
    pub(in crate::prose) fn part(&mut self, text: &str, start: usize) -> (usize, Shape) {
        plain_part(text, start).unwrap_or_else(|| {
            let end = self.end(text, start);
            (end, Shape::of(text.get(start..end).unwrap_or_default()))
        })
    }

    fn end(&mut self, text: &str, start: usize) -> usize {
        if start >= self.undotted {
            match dotted_end(text, start) {
                Ok(end) => return end,
                // If it fails at the first letter, it fails at all others, so scan the letters once.
                Err(end) => self.undotted = end,
            }
        }
        let rest = text.get(start..).unwrap_or_default();
        let mut chars = rest.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c) {
                continue;
            }
            let inside = matches!(c, '\'' | '’')
                && i > 0
                && chars.peek().is_some_and(|(_, next)| next.is_alphabetic())
                && possessive(rest.get(i..).unwrap_or_default()) == 0;
            if !inside {
                return start + i;
            }
        }
        text.len()
    }
}

/// The end and shape of a part of only ASCII letters, of which only the first may be a capital, as most are. `None` for
/// any other.
fn plain_part(text: &str, start: usize) -> Option<(usize, Shape)> {
    let bytes = text.as_bytes();
    let capital = bytes.get(start)?.is_ascii_uppercase();
    let first = start + usize::from(capital);
    let end = first + small_letters(bytes, first);
    let goes_on = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii() || *b == b'\'';
    // A single letter may be an initial or begin an abbreviation.
    let plain = end > start + 1 && !bytes.get(end).is_some_and(goes_on);
    let shape = if capital { Shape::Capital } else { Shape::Lower };
    plain.then_some((end, shape))
}

/// The length of the possessive at the start of `rest`, in bytes: “’s”, or nothing.
pub(in crate::prose) fn possessive(rest: &str) -> usize {
    let Some(after) = rest.strip_prefix(['\'', '’']) else { return 0 };
    let mut chars = after.chars();
    let is_one =
        matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric);
    if is_one { rest.len() - after.len() + 1 } else { 0 }
}

/// The end of an abbreviation of single letters with stops, `U.S.`; at least two letters. The error is where the
/// attempt ended.
fn dotted_end(text: &str, start: usize) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let mut end = start;
    let mut letters = 0;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
        letters += 1;
        // “U. S.”: some agencies write it with a space.
        let spaced = bytes.get(end) == Some(&b' ')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase)
            && bytes.get(end + 2) == Some(&b'.')
            && bytes.get(end - 2).is_some_and(u8::is_ascii_uppercase);
        if spaced {
            end += 1;
        }
    }
    let goes_on =
        || text.get(end..).and_then(|r| r.chars().next()).is_some_and(char::is_alphanumeric);
    if letters >= 2 && !goes_on() { Ok(end) } else { Err(end) }
}
