//! The text of a document as a rope: edits, and conversion between byte offsets and positions by line and column.

use super::Span;
use ropey::Rope;

/// The unit of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: what editors use unless told otherwise.
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A place between two characters: line and column from 0, the column in some [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 0. Lines end only at `\n`, `\r\n` and `\r`, as in the protocol.
    pub line: u32,
    /// Column, from 0.
    pub column: u32,
}

impl Position {
    /// Line and column, both from 0.
    pub fn new(line: u32, column: u32) -> Self {
        Self { line, column }
    }
}

/// A document's text. Cloning shares it, so a snapshot costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Text(Rope);

/// One change to a text, as sent by an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced: from and to, in the encoding agreed with the editor. `None` means the whole text.
    pub range: Option<(Position, Position)>,
    /// The replacement.
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

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of lines; a text that ends with a line end has an empty last line.
    pub fn line_count(&self) -> usize {
        self.0.len_lines()
    }

    /// The byte span of a line (from 0) without its line end; the empty span at the end if there is no such line.
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

    /// The line (from 0) of the byte at `offset`; past the end, the last.
    pub fn line_of(&self, offset: usize) -> usize {
        self.0.byte_to_line(offset.min(self.len()))
    }

    /// The position of a byte offset. Past the end clamps to the end; inside a character clamps to its start, and
    /// between `\r` and `\n` to the end of the line.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        /// Up to this many bytes are counted directly, which is faster than the rope; a line may be a whole document.
        const COUNTED: usize = 4 << 10;
        let offset = offset.min(self.len());
        let line = self.0.byte_to_line(offset);
        let start = self.0.line_to_byte(line);
        let column = if offset - start <= COUNTED {
            self.counted(Span::new(start, offset), encoding)
        } else {
            self.asked(line, offset, encoding)
        };
        Position::new(narrow(line), narrow(column))
    }

    /// The column of a byte, counted from the start of its line.
    fn counted(&self, span: Span, encoding: Encoding) -> usize {
        let (chunks, mut at, ..) = self.0.chunks_at_byte(span.start);
        let (mut columns, mut last) = (0, None);
        for chunk in chunks {
            if at >= span.end {
                break;
            }
            let to = chunk.floor_char_boundary(span.end - at);
            let bytes = chunk.as_bytes().get(span.start.saturating_sub(at)..to).unwrap_or_default();
            columns += match encoding {
                Encoding::Utf8 => bytes.len(),
                Encoding::Utf16 => bytes.iter().map(|b| begins(*b) + usize::from(*b >= 0xf0)).sum(),
                Encoding::Utf32 => bytes.iter().map(|b| begins(*b)).sum(),
            };
            last = bytes.last().copied().or(last);
            at += chunk.len();
        }
        // Within a line, a carriage return is only before the `\n` that ends it.
        columns - usize::from(last == Some(b'\r'))
    }

    /// The same from the sums in the rope.
    fn asked(&self, line: usize, offset: usize, encoding: Encoding) -> usize {
        let start = self.0.line_to_char(line);
        let end = self.0.byte_to_char(self.line(line).end);
        let char = self.0.byte_to_char(offset).min(end);
        match encoding {
            Encoding::Utf8 => self.0.char_to_byte(char) - self.0.line_to_byte(line),
            Encoding::Utf16 => self.0.char_to_utf16_cu(char) - self.0.char_to_utf16_cu(start),
            Encoding::Utf32 => char - start,
        }
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

    /// Applies one edit. A range out of bounds clamps; an inverted one is reversed.
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

/// 1 if a byte begins a character.
fn begins(byte: u8) -> usize {
    usize::from(byte & 0xc0 != 0x80)
}

/// Lines and columns are 32 bits wide in the protocol; larger documents are never opened.
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// A naive text without the rope: the protocol's lines and columns as directly as possible.
    struct Plain(String);

    impl Plain {
        /// The spans of the lines without their ends, which are `\n`, `\r\n` and `\r` only.
        fn lines(&self) -> Vec<Span> {
            let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
            while let Some(c) = self.0[at..].chars().next() {
                let end = if self.0[at..].starts_with("\r\n") { 2 } else { c.len_utf8() };
                if c == '\n' || c == '\r' {
                    lines.push(Span::new(start, at));
                    start = at + end;
                }
                at += end;
            }
            lines.push(Span::new(start, at));
            lines
        }

        fn offset(&self, position: Position, encoding: Encoding) -> usize {
            let Some(line) = self.lines().get(position.line as usize).copied() else {
                return self.0.len();
            };
            let (mut column, mut at) = (0, line.start);
            for c in line.of(&self.0).chars() {
                column += width(c, encoding);
                if column > position.column as usize {
                    break;
                }
                at += c.len_utf8();
            }
            at
        }

        fn apply(&mut self, edit: &Edit, encoding: Encoding) {
            let (from, to) = match edit.range {
                None => (0, self.0.len()),
                Some((from, to)) => (self.offset(from, encoding), self.offset(to, encoding)),
            };
            self.0.replace_range(from.min(to)..from.max(to), &edit.text);
        }
    }

    fn width(c: char, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// Texts with everything odd: all line ends, breaks that end no line (form feed, vertical tab, next line, line and
    /// paragraph separator), characters of every width, combining marks.
    fn text() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "a",
            "b ",
            "“",
            "é",
            "e\u{301}",
            "文",
            "𝄞",
            "👩\u{200d}👧",
            "\u{feff}",
            "\0",
            "\n",
            "\r\n",
            "\r",
            "\u{c}",
            "\u{b}",
            "\u{85}",
            "\u{2028}",
            "\u{2029}",
        ]);
        prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn position() -> impl Strategy<Value = Position> {
        let number = prop_oneof![9 => 0..12_u32, 1 => Just(u32::MAX)];
        (number.clone(), number).prop_map(|(line, column)| Position::new(line, column))
    }

    fn edit() -> impl Strategy<Value = Edit> {
        let range = prop::option::weighted(0.9, (position(), position()));
        (range, text()).prop_map(|(range, text)| Edit { range, text })
    }

    proptest! {
        #[test]
        fn edits_give_the_text_that_the_protocol_means(
            start in text(), edits in prop::collection::vec(edit(), 0..12), encoding in prop::sample::select(&ENCODINGS),
        ) {
            let (mut text, mut plain) = (Text::new(&start), Plain(start));
            for edit in &edits {
                text.apply(edit, encoding);
                plain.apply(edit, encoding);
                prop_assert_eq!(text.to_string(), plain.0.as_str());
                prop_assert_eq!(&text, plain.0.as_str());
            }
            let lines: Vec<_> = (0..text.line_count()).map(|line| text.line(line)).collect();
            prop_assert_eq!(lines, plain.lines());
        }

        #[test]
        fn a_position_leads_where_the_protocol_means(start in text(), position in position()) {
            let (text, plain) = (Text::new(&start), Plain(start));
            for encoding in ENCODINGS {
                prop_assert_eq!(text.offset(position, encoding), plain.offset(position, encoding));
            }
        }

        #[test]
        fn offset_to_position_to_offset_is_the_identity(start in text()) {
            let text = Text::new(&start);
            for offset in (0..=start.len()).filter(|&at| start.is_char_boundary(at)) {
                // Between `\r` and `\n` there is no position: it becomes the end of the line.
                let within = start[..offset].ends_with('\r') && start[offset..].starts_with('\n');
                let wanted = offset - usize::from(within);
                for encoding in ENCODINGS {
                    let position = text.position(offset, encoding);
                    prop_assert_eq!(text.offset(position, encoding), wanted, "{:?}", position);
                    prop_assert_eq!(position.line as usize, text.line_of(offset));
                }
            }
        }

        #[test]
        fn offsets_inside_a_character_or_past_the_end_clamp(start in text(), past in 0..9_usize) {
            let text = Text::new(&start);
            for encoding in ENCODINGS {
                let end = text.position(start.len(), encoding);
                prop_assert_eq!(text.position(start.len() + past, encoding), end);
                for offset in 0..start.len() {
                    let floor = start.floor_char_boundary(offset);
                    prop_assert_eq!(text.position(offset, encoding), text.position(floor, encoding));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_column_is_counted_as_the_rope_has_it(start in text()) {
            let text = Text::new(&start);
            for (offset, encoding) in (0..=start.len()).flat_map(|at| ENCODINGS.map(|e| (at, e))) {
                let line = text.line_of(offset);
                let counted = text.counted(Span::new(text.line(line).start, offset), encoding);
                prop_assert_eq!(counted, text.asked(line, offset, encoding));
            }
        }
    }

    #[test]
    fn columns_are_counted_in_the_unit_agreed() {
        let text = Text::new("ab\ne\u{301}𝄞x\n");
        let x = "ab\ne\u{301}𝄞".len();
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 4), (Encoding::Utf32, 3)]
        {
            assert_eq!(text.position(x, encoding), Position::new(1, column));
        }
    }

    #[test]
    fn a_copy_keeps_its_text_when_the_original_is_edited() {
        let mut text = Text::new("before");
        let copy = text.clone();
        text.apply(&Edit { range: None, text: "after".to_owned() }, Encoding::Utf16);
        assert_eq!((copy.to_string(), text.to_string()), ("before".into(), "after".into()));
    }
}
