//! The plain text of a message: paragraphs of wrapped lines, quoted lines, the signature.

use crate::format::builder::TextBuilder;
use crate::prose::BlockKind;

/// What the ends of lines mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// A wrapped line shows only by its length.
    Fixed,
    /// A line that ends with a space goes on in the next (RFC 3676).
    Spaced,
    /// The same, but the space is no part of the text.
    Joined,
}

/// A line that has room for this many more characters before the longest one was not wrapped.
const ROOM: usize = 20;

/// The longest lines of wrapped text are at least as long as this, and at most.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=100;

/// Writes a plain text.
pub(super) fn write(text: &str, flow: Flow, builder: &mut TextBuilder) {
    let widths = widths(text, flow);
    let mut writer = Writer { builder, deep: 0, before: Before::Nothing };
    for line in text.lines() {
        if writer.builder.is_full() {
            return;
        }
        let (deep, words) = unquoted(line, flow);
        let width = widths.get(level(deep)).copied().unwrap_or(*WRAPPED.end());
        writer.line(deep, words, flow, width);
    }
}

/// The levels of quoting whose lines have a width of their own: each was wrapped by another program.
const LEVELS: usize = 4;

fn level(deep: u8) -> usize {
    usize::from(deep).min(LEVELS - 1)
}

/// The characters to which the lines of each level are wrapped, with their marks.
fn widths(text: &str, flow: Flow) -> [usize; LEVELS] {
    let mut widths = [0; LEVELS];
    for line in text.lines() {
        let (deep, length) = (unquoted(line, flow).0, line.chars().count());
        if let Some(width) = widths.get_mut(level(deep))
            && WRAPPED.contains(&length)
        {
            *width = length.max(*width);
        }
    }
    widths.map(|width| if width == 0 { *WRAPPED.end() } else { width })
}

/// What precedes a line in its paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// A line that goes on, with or without a space.
    Wrapped(bool),
    /// A line that ends.
    Line,
}

struct Writer<'b> {
    builder: &'b mut TextBuilder,
    /// How deep the paragraph is quoted.
    deep: u8,
    before: Before,
}

impl Writer<'_> {
    fn line(&mut self, deep: u8, words: &str, flow: Flow, width: usize) {
        if words.trim().is_empty() {
            self.before = Before::Nothing;
            return;
        }
        let is_signature = matches!(words.trim_end(), "--" | "—");
        if deep != self.deep || is_signature {
            self.before = Before::Nothing;
        }
        // In quoted text each line of its own is a block, so that each has its mark.
        if self.before == Before::Nothing || self.before == Before::Line && deep > 0 {
            match deep {
                0 => self.builder.begin(BlockKind::Paragraph, 0),
                _ => self.builder.begin(BlockKind::Quote, deep),
            }
        } else if self.before == Before::Line {
            self.builder.line_break();
        } else if self.before == Before::Wrapped(true) {
            self.builder.text(" ");
        }
        self.deep = deep;
        let goes_on = match flow {
            Flow::Fixed => words.chars().count() + usize::from(deep) + ROOM > width,
            Flow::Spaced | Flow::Joined => words.ends_with(' '),
        };
        self.before = match goes_on && !is_signature {
            true => Before::Wrapped(flow != Flow::Joined),
            false => Before::Line,
        };
        self.builder.text(words.trim_end());
    }
}

/// How deep a line is quoted, and its words.
fn unquoted(line: &str, flow: Flow) -> (u8, &str) {
    let (mut deep, mut rest) = (0u8, line);
    loop {
        // Flowed text has its marks side by side; a space after them is no part of a line.
        let next = if flow == Flow::Fixed { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
        let Some(inner) = next.strip_prefix('>') else { break };
        (deep, rest) = (deep.saturating_add(1), inner);
    }
    (deep, rest.strip_prefix(' ').unwrap_or(rest))
}
