//! The text of a document as a rope: edits, and the way between byte offsets and positions.

use super::{Encoding, Position, Span};
use ropey::Rope;

/// A document's text. Cloning shares the text, so a snapshot costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Text(Rope);

/// One change to a text, as an editor sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced: from and to, in the encoding agreed with the editor. `None` means the whole text.
    pub range: Option<(Position, Position)>,
    /// What stands there afterwards.
    pub text: String,
}

impl Text {
    /// The text of a document.
    pub fn new(text: &str) -> Self {
        Self(Rope::from_str(text))
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.len_bytes()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of lines; a text that ends with a line end has an empty last line.
    pub fn line_count(&self) -> usize {
        self.0.len_lines()
    }

    /// The byte span of a line (from 0) without its line end; the empty span at the end when there is no such line.
    pub fn line(&self, line: usize) -> Span {
        if line >= self.0.len_lines() {
            return Span::new(self.len(), self.len());
        }
        let start = self.0.line_to_byte(line);
        let text = self.0.line(line);
        let mut chars = text.chars_at(text.len_chars());
        let mut end = start + text.len_bytes();
        while let Some(c @ ('\n' | '\r')) = chars.prev() {
            end -= c.len_utf8();
        }
        Span::new(start, end)
    }

    /// The line (from 0) that the byte at `offset` is on; past the end, the last.
    pub fn line_of(&self, offset: usize) -> usize {
        self.0.byte_to_line(offset.min(self.len()))
    }

    /// The position of a byte offset. Past the end clamps to the end; inside a character clamps to its start, and
    /// between `\r` and `\n` to the end of the line.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let char = self.0.byte_to_char(offset.min(self.len()));
        let line = self.0.char_to_line(char);
        let start = self.0.line_to_char(line);
        let end = self.0.byte_to_char(self.line(line).end);
        let char = char.min(end);
        let column = match encoding {
            Encoding::Utf8 => self.0.char_to_byte(char) - self.0.line_to_byte(line),
            Encoding::Utf16 => self.0.char_to_utf16_cu(char) - self.0.char_to_utf16_cu(start),
            Encoding::Utf32 => char - start,
        };
        Position::new(narrow(line), narrow(column))
    }

    /// The byte offset of a position. A line past the end clamps to the end of the text, a column past the end of its
    /// line to the end of the line, a column inside a character to its start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.0.len_lines() {
            return self.len();
        }
        let span = self.line(line);
        let column = position.column as usize;
        let offset = match encoding {
            Encoding::Utf8 => {
                let wanted = (span.start + column).min(span.end);
                self.0.char_to_byte(self.0.byte_to_char(wanted))
            }
            Encoding::Utf16 => {
                let start = self.0.char_to_utf16_cu(self.0.line_to_char(line));
                let wanted = start.saturating_add(column).min(self.0.len_utf16_cu());
                self.0.char_to_byte(self.0.utf16_cu_to_char(wanted))
            }
            Encoding::Utf32 => {
                let wanted =
                    self.0.line_to_char(line).saturating_add(column).min(self.0.len_chars());
                self.0.char_to_byte(wanted)
            }
        };
        offset.min(span.end)
    }

    /// Applies one edit. A range out of bounds clamps; an inverted one is read the other way round.
    pub fn apply(&mut self, edit: &Edit, encoding: Encoding) {
        match edit.range {
            None => *self = Text::new(&edit.text),
            Some((from, to)) => {
                let (from, to) = (self.offset(from, encoding), self.offset(to, encoding));
                let start = self.0.byte_to_char(from.min(to));
                let end = self.0.byte_to_char(from.max(to));
                self.0.remove(start..end);
                self.0.insert(start, &edit.text);
            }
        }
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == *other
    }
}

/// Lines and columns are 32 bits wide in the protocol; a document larger than that is never opened.
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
