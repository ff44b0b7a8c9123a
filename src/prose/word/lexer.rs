//! Where the words of a text begin and end: the one place where text is cut into words. Names are made of parts of words;
//! parts join into whole words, and sentences are made of those.

use super::class::{Class, Shape};
use super::lexicon::{self, is_initial};
use super::part::{Gap, Part};
use crate::text::{Span, key, small_letters};
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// The words of a text: cut once for several readers ([`Words::of`]), or for one reader stretch by stretch on demand
/// ([`Words::default`]).
#[derive(Debug, Default)]
pub struct Words(Option<Vec<Part>>);

impl Words {
    /// All words of a text.
    pub fn of(text: &str) -> Self {
        Self(Some(parts(text, Span::new(0, text.len()))))
    }

    /// The parts of words in a stretch of `text`, in order.
    pub(in crate::prose) fn within(&self, text: &str, stretch: Span) -> Cow<'_, [Part]> {
        let Some(all) = &self.0 else { return Cow::Owned(parts(text, stretch)) };
        let first = |at: usize| all.partition_point(|part| part.span.start < at);
        Cow::Borrowed(all.get(first(stretch.start)..first(stretch.end)).unwrap_or_default())
    }
}

fn parts(text: &str, stretch: Span) -> Vec<Part> {
    let text = text.get(..stretch.end).unwrap_or_default();
    let mut parts: Vec<Part> = Vec::with_capacity(stretch.len() / 6 + 1);
    let mut undotted = 0;
    let (mut at, mut before) = (stretch.start, stretch.start);
    while let Some(start) = next_word(text, at) {
        let found = plain_part(text, start);
        let plain = found.is_some();
        let (end, shape) = found.unwrap_or_else(|| part(text, start, &mut undotted));
        let (span, between) = (Span::new(start, end), Span::new(before, start));
        let gap = match parts.last() {
            None => Gap::Sentence,
            // Only a space precedes most words.
            Some(_) if between.len() == 1 && text.as_bytes().get(before) == Some(&b' ') => {
                Gap::Space
            }
            Some(last) => Gap::of(between.of(text), last, text),
        };
        let weak = matches!(gap, Gap::Sentence | Gap::Quote);
        let key = key(span.of(text));
        parts.push(Part { span, key, class: lexicon::listed(key), shape, plain, gap, weak });
        (at, before) = (end, end);
        if !plain || text.as_bytes().get(end) == Some(&b'\'') {
            at += possessive(text.get(end..).unwrap_or_default());
        }
    }
    parts
}

/// The start of the next word.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
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
}

/// A whole word: `well-known`, `4,000`, `Lin’s` and `Mr.` are one.
#[derive(Clone, Copy, Debug)]
pub(in crate::prose) struct WholeWord<'w> {
    /// Bytes of the text, with a possessive and the stop of an abbreviation.
    pub(in crate::prose) span: Span,
    /// The parts it is joined from.
    pub(in crate::prose) parts: &'w [Part],
}

impl<'w> WholeWord<'w> {
    /// The word that starts with the first of these parts. Depends on nothing outside `within`.
    pub(in crate::prose) fn first(text: &str, parts: &'w [Part], within: Span) -> Option<Self> {
        let mut last = parts.first()?;
        let (start, mut end, mut count) = (last.span.start, last.span.end, 1);
        let bytes = text.as_bytes().get(..within.end).unwrap_or_default();
        // A space follows most words.
        while bytes.get(end).is_some_and(|b| !b.is_ascii() || b"-&'_,.".contains(b)) {
            end += usize::from(keeps_stop(text, Span::new(start, end), last, within));
            if matches!(bytes.get(end), Some(b'\'' | 0x80..)) {
                end += possessive(text.get(end..within.end).unwrap_or_default());
            }
            let Some(next) = parts.get(count).filter(|next| joins(bytes, end, next)) else { break };
            (last, end, count) = (next, next.span.end, count + 1);
        }
        Some(Self { span: Span::new(start, end), parts: parts.get(..count)? })
    }

    /// Its only part, if that is plain and all of it.
    pub(in crate::prose) fn plain(&self) -> Option<&'w Part> {
        self.parts.first().filter(|part| part.plain && part.span == self.span)
    }
}

/// Whether the text between byte `at` and the next part joins that to the word before.
fn joins(bytes: &[u8], at: usize, next: &Part) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    match bytes.get(at..next.span.start).unwrap_or_default() {
        // The last three: an apostrophe, a non-breaking hyphen, a soft hyphen.
        b"" | b"-" | b"&" | b"'" | b"_" | b"\xE2\x80\x99" | b"\xE2\x80\x91" | b"\xC2\xAD" => true,
        b"," => digit(at.wrapping_sub(1)) && digit(at + 1),
        _ => false,
    }
}

/// Whether a full stop after the last part of a word belongs to the word.
fn keeps_stop(text: &str, word: Span, last: &Part, within: Span) -> bool {
    let bytes = text.as_bytes().get(..within.end).unwrap_or_default();
    if bytes.get(word.end) != Some(&b'.') || bytes.get(word.end - 1) == Some(&b'.') {
        return false;
    }
    if bytes.get(word.end + 1).is_some_and(u8::is_ascii_alphanumeric) {
        return true;
    }
    let written = word.of(text);
    let initial = match written.as_bytes() {
        b"I" => {
            let before = text.get(within.start..word.end).unwrap_or_default();
            is_initial(before, text.get(word.end + 1..within.end).unwrap_or_default())
        }
        [letter] => letter.is_ascii_uppercase(),
        _ => false,
    };
    let dotted = written.len() < 8
        && written.contains('.')
        && written.bytes().all(|b| b == b'.' || b.is_ascii_alphabetic())
        && written.split('.').all(|part| part.len() <= 2);
    // “Mitch Grey, R-Ky., said”
    initial || dotted || last.is(Class::KEEPS_STOP)
}

/// The end of the part that begins at `start`, and how it is written: letters and digits, apostrophes inside, and the stops of
/// `U.S.` Up to `undotted` no letters with stops are an abbreviation.
fn part(text: &str, start: usize, undotted: &mut usize) -> (usize, Shape) {
    let rest = text.get(start..).unwrap_or_default();
    let abbreviation = (start >= *undotted).then(|| dotted_end(text, start)).and_then(|found| {
        // What is none is none from its second letter on either: the letters are gone through once.
        found.map_err(|end| *undotted = end).ok()
    });
    let ends = |&(i, c): &(usize, char)| {
        let inside = |rest: &str| {
            let next = rest.chars().nth(1);
            next.is_some_and(char::is_alphabetic) && possessive(rest) == 0
        };
        !(c.is_alphanumeric()
            || !c.is_ascii() && is_combining_mark(c)
            || matches!(c, '\'' | '’') && i > 0 && rest.get(i..).is_some_and(inside))
    };
    let end = abbreviation
        .unwrap_or_else(|| rest.char_indices().find(ends).map_or(text.len(), |(i, _)| start + i));
    (end, Shape::of(text.get(start..end).unwrap_or_default()))
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
fn possessive(rest: &str) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole words of a text, with `|` between their parts.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let all = Span::new(0, text.len());
        for words in [Words::of(text), Words::default()] {
            let parts = words.within(text, all);
            let (mut rest, mut found) = (&*parts, Vec::new());
            while let Some(word) = WholeWord::first(text, rest, all) {
                let mut shown = word.span.of(text).to_owned();
                for part in word.parts.iter().skip(1).rev() {
                    shown.insert(part.span.start - word.span.start, '|');
                }
                found.push(shown);
                rest = &rest[word.parts.len()..];
            }
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn parts_join_into_whole_words() {
        check("well-known AT&T, 4,000.", &["well-|known", "AT&|T", "4,|000"]);
        check("Lin’s O'Dell’s boys’ don't", &["Lin’s", "O'Dell’s", "boys", "don't"]);
        check("non\u{2011}stop hy\u{AD}phen -end", &["non\u{2011}|stop", "hy\u{AD}|phen", "end"]);
    }

    #[test]
    fn a_stop_belongs_to_an_abbreviation_or_initial() {
        check(
            "Mr. Grey, R-Ky., left U.S. soil.",
            &["Mr.", "Grey", "R-|Ky.", "left", "U.S.", "soil"],
        );
        check(
            "Charles I. Brill. It was I. Then",
            &["Charles", "I.", "Brill", "It", "was", "I", "Then"],
        );
        check(
            "The U.S.-led Ph.D. at a.example",
            &["The", "U.S.-|led", "Ph.|D.", "at", "a.|example"],
        );
    }

    #[test]
    fn a_combining_mark_is_part_of_its_word() {
        check("Jose\u{301} Mari\u{301}n’s", &["Jose\u{301}", "Mari\u{301}n’s"]);
    }

    #[test]
    fn a_stretch_has_the_words_that_begin_in_it() {
        let text = "“Yes,” said Lin Hao.";
        let stretch = Span::new(text.find("said").unwrap(), text.len());
        for words in [Words::of(text), Words::default()] {
            let parts = words.within(text, stretch);
            let found: Vec<&str> = parts.iter().map(|part| part.span.of(text)).collect();
            assert_eq!(found, ["said", "Lin", "Hao"]);
        }
    }
}
