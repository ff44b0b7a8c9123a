//! The lines of a document while its layout is analysed, and what to blank.

use crate::text::Span;
use memchr::memchr_iter;
use std::borrow::Cow;

/// The non-blank lines of a document, and what turned out not to be words.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Vec<Line>,
    /// Bytes to blank; may overlap, in any order.
    blanks: Vec<Span>,
    /// Bytes to replace in place.
    marks: Vec<(usize, u8)>,
}

/// A line with more than white space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its first byte, including white space, and the one after its last word. Documents are smaller than 4 GB.
    start: u32,
    /// Its words that are not blanked, without white space around them.
    from: u32,
    to: u32,
    /// The number of its page, from 0, counting form feeds.
    pub(super) page: u32,
    /// Its number among all lines, blank ones included, from 0.
    pub(super) number: u32,
    /// Whether the whole line is layout.
    pub(super) dropped: bool,
}

impl Line {
    /// What is left of it, without white space around it.
    pub(super) fn words(&self) -> Span {
        Span::new(self.from as usize, self.to as usize)
    }
}

impl<'t> Sheet<'t> {
    /// The lines of a text. `None` if nothing in it can be layout, which is checked first, without building the list.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        if u32::try_from(bytes.len()).is_err() || !may_have_layout(bytes) {
            return None;
        }
        let mut lines = Vec::new();
        let (mut start, mut page) = (0, 0);
        let ends = memchr_iter(b'\n', bytes).chain(std::iter::once(bytes.len()));
        for (number, end) in ends.enumerate() {
            let line = text.get(start..end).unwrap_or_default();
            let rest = line.trim_start();
            let lead = line.len() - rest.len();
            page += line.bytes().take(lead).filter(|b| *b == b'\x0c').count() as u32;
            let words = rest.trim_end();
            if !words.is_empty() {
                let from = start + lead;
                lines.push(Line {
                    start: start as u32,
                    from: from as u32,
                    to: (from + words.len()) as u32,
                    page,
                    number: number as u32,
                    dropped: false,
                });
            }
            // A page may also end after the last word of its last line.
            page += rest.bytes().skip(words.len()).filter(|b| *b == b'\x0c').count() as u32;
            start = end + 1;
        }
        Some(Self { text, lines, blanks: Vec::new(), marks: Vec::new() })
    }

    /// What is left of a line.
    pub(super) fn words(&self, at: usize) -> &'t str {
        self.lines.get(at).map_or("", |line| line.words().of(self.text))
    }

    /// Whether a line was dropped, or nothing of it is left.
    pub(super) fn is_gone(&self, at: usize) -> bool {
        self.lines.get(at).is_none_or(|line| line.dropped || line.from == line.to)
    }

    /// Whether a blank line or a page end separates a line from the previous non-blank one.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.lines.get(at)) else { return true };
        self.lines.get(at).is_none_or(|l| l.number > before.number + 1 || l.page > before.page)
    }

    /// Cuts bytes off the beginning of a line, and the white space after them.
    pub(super) fn cut_head(&mut self, at: usize, len: usize) {
        let text = self.text;
        let Some(line) = self.lines.get_mut(at) else { return };
        let span = line.words();
        let rest = span.of(text).get(len..).unwrap_or_default();
        let cut = span.len() - rest.trim_start().len();
        self.blanks.push(Span::new(span.start, span.start + len.min(span.len())));
        line.from = (span.start + cut) as u32;
        line.dropped |= line.from >= line.to;
    }

    /// Cuts bytes off the end of a line, and the white space before them.
    pub(super) fn cut_tail(&mut self, at: usize, len: usize) {
        let text = self.text;
        let Some(line) = self.lines.get_mut(at) else { return };
        let span = line.words();
        let kept = span.len().saturating_sub(len);
        let rest = span.of(text).get(..kept).unwrap_or_default().trim_end();
        self.blanks.push(Span::new(span.start + kept, span.end));
        line.to = (span.start + rest.len()) as u32;
        line.dropped |= line.from >= line.to;
    }

    /// Blanks bytes inside a line.
    pub(super) fn cut(&mut self, span: Span) {
        self.blanks.push(span);
    }

    /// Restarts a line at the first byte after `from`; what precedes it was [cut](Self::cut).
    pub(super) fn narrow(&mut self, at: usize, from: usize) {
        let text = self.text;
        let Some(line) = self.lines.get_mut(at) else { return };
        let rest = Span::new(from.clamp(line.from as usize, line.to as usize), line.to as usize);
        line.from = (rest.end - rest.of(text).trim_start().len()) as u32;
        line.dropped |= line.from >= line.to;
    }

    /// Replaces one ASCII byte with another.
    pub(super) fn mark(&mut self, at: usize, by: u8) {
        self.marks.push((at, by));
    }

    /// Blanks a whole line.
    pub(super) fn drop_line(&mut self, at: usize) {
        let Some(line) = self.lines.get_mut(at) else { return };
        self.blanks.push(line.words());
        line.dropped = true;
        line.to = line.from;
    }

    /// The text with everything blanked.
    pub(super) fn finish(mut self) -> Cow<'t, str> {
        if self.blanks.is_empty() {
            return Cow::Borrowed(self.text);
        }
        self.blanks.sort_unstable();
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for span in &self.blanks {
            let start = span.start.max(at);
            if start >= span.end {
                continue;
            }
            out.push_str(self.text.get(at..start).unwrap_or_default());
            let blanked = Span::new(start, span.end).of(self.text);
            blanked.chars().for_each(|c| out.push(blank_like(c)));
            at = span.end;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        let mut bytes = out.into_bytes();
        let ends = self.lines.iter().filter(|line| line.dropped);
        let ends = ends.filter_map(|line| {
            // A line of only multi-byte characters has no room for the form feed.
            let start = line.start as usize;
            let here = bytes.get(start..)?.iter().take_while(|b| **b != b'\n');
            let space = here.take(MOST_COLUMNS).position(|b| *b == b' ')?;
            Some((start + space, b'\x0c'))
        });
        let marks: Vec<(usize, u8)> = ends.chain(self.marks).collect();
        for (at, by) in marks {
            if let Some(byte) = bytes.get_mut(at).filter(|byte| byte.is_ascii()) {
                *byte = by;
            }
        }
        match String::from_utf8(bytes) {
            Ok(text) if text.len() == self.text.len() => Cow::Owned(text),
            _ => Cow::Borrowed(self.text),
        }
    }
}

/// How far to look for room in a blanked line.
const MOST_COLUMNS: usize = 400;

/// White space to replace a character: of as many bytes, and as many UTF-16 units. There is none of four bytes;
/// characters of four stay, and are usually emoji.
fn blank_like(c: char) -> char {
    match c.len_utf8() {
        _ if c.is_whitespace() => c,
        1 => ' ',
        2 => '\u{a0}',
        3 => '\u{2003}',
        _ => c,
    }
}

/// Whether anything in a text can be layout: a page end, an arrow between times, an inline page number, or a line with
/// a figure at one of its edges. In most documents nearly every line is checked, but only at its edges.
fn may_have_layout(bytes: &[u8]) -> bool {
    let inline = |at: usize| {
        bytes.get(at + 1).is_some_and(|next| matches!(next, b'*' | b'P' | b'p' | b'0'..=b'9'))
    };
    if memchr::memchr(b'\x0c', bytes).is_some() || memchr_iter(b'[', bytes).any(inline) {
        return true;
    }
    if memchr::memmem::find(bytes, "¹".as_bytes()).is_some() {
        return true;
    }
    let mut start = 0;
    memchr_iter(b'\n', bytes).chain([bytes.len()]).any(|end| {
        let line = bytes.get(start..end).unwrap_or_default();
        start = end + 1;
        let skip = |b: &u8| b.is_ascii_whitespace() || b"-[(|<{.".contains(b) || *b >= 0x80;
        let first = line.iter().find(|b| !skip(b)).copied();
        let last = line.iter().rev().find(|b| !b.is_ascii_whitespace() && !b"-])|}".contains(b));
        let digit = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_digit());
        let page = line.len() < 80 && matches!(first, Some(b'P' | b'p'));
        digit(first) || digit(last.copied()) || page
    })
}

/// Whether a line breaks off in mid-sentence: its last word is not followed by a mark that ends one.
pub(in crate::format) fn is_unended(words: &str) -> bool {
    let closes = |c: char| c.is_whitespace() || "\"'’”»)]*_".contains(c);
    let last = words.trim_end_matches(closes).chars().next_back();
    last.is_some_and(|c| {
        c.is_alphanumeric() || matches!(c, ',' | '-' | '\u{ad}' | '‐' | '–' | '—' | ';')
    })
}

/// Whether a line continues a sentence: it begins with a lower-case letter.
pub(super) fn goes_on(words: &str) -> bool {
    let opens = |c: char| "\"'‘“«(*_".contains(c);
    words.trim_start_matches(opens).chars().next().is_some_and(char::is_lowercase)
}

/// The digits at the start of a text, as a number, and how many; at most `most`.
pub(super) fn number_at(text: &str, most: usize) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..len)?.parse().ok()?;
    (1..=most).contains(&len).then_some((number, len))
}
