//! Reads RTF: follows its groups, and writes the words of those that are shown.

use super::control::{Destination, character, destination};
use super::encoding::{Fonts, Shown};
use super::flow::{Flow, Paragraph, Styles};
use super::tokens::{Token, Tokens};
use crate::format::builder::TextBuilder;
use crate::format::charset::Charset;
use crate::format::claims;
use crate::format::extraction::{Extraction, Properties};
use crate::format::illegible::Illegible;
use crate::format::symbols;

/// How deep groups may stand in each other; deeper ones are not read.
const MAX_GROUPS: usize = 1 << 10;

/// How deep boxes and notes may stand in each other; deeper ones are not read.
const MAX_FLOWS: usize = 4;

/// The longest title, name or mark, in bytes.
const MAX_FIELD: usize = 1 << 10;

/// Whether the bytes of a file begin as RTF does.
pub(in crate::format) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(b"{\\rtf")
}

/// Reads a document.
///
/// # Errors
/// Why it cannot be read.
pub(in crate::format) fn read(bytes: &[u8]) -> Result<Extraction<'static>, Illegible> {
    let mut reader = Reader::default();
    let mut is_whole = false;
    let start = memchr::memchr(b'{', bytes).unwrap_or(0);
    for token in Tokens(bytes.get(start..).unwrap_or_default()) {
        reader.token(token);
        is_whole = token == Token::Close && reader.groups.is_empty();
        if is_whole || reader.flow.text.is_full() || reader.notes.is_full() {
            break;
        }
    }
    while !reader.groups.is_empty() {
        reader.close();
    }
    reader.finish().map(|mut read| {
        if !is_whole {
            read.problems.push("ends in the middle".to_owned());
        }
        read
    })
}

/// The state of reading.
#[derive(Debug, Default)]
struct Reader {
    fonts: Fonts,
    styles: Styles,
    group: Group,
    groups: Vec<Group>,
    /// How many groups are open that are too deep to be read.
    deeper: usize,
    /// Bytes of text that are not decoded yet: a character may have several.
    bytes: Vec<u8>,
    /// How many bytes that repeat a Unicode character are to come.
    repeated: usize,
    /// The first half of a character outside the basic plane.
    high: Option<u16>,
    flow: Flow,
    outer: Vec<Flow>,
    notes: TextBuilder,
    /// The style being read.
    style: Style,
    mark: String,
    title: String,
    /// The first paragraph in the style for titles, and whether it has ended.
    own_title: String,
    is_titled: bool,
    author: String,
}

#[derive(Debug, Default)]
struct Style {
    number: i32,
    outline: Option<i32>,
    name: String,
}

/// What holds until the end of a group.
#[derive(Clone, Copy, Debug)]
struct Group {
    destination: Destination,
    /// Whether no word was read yet, and whether `\*` came first.
    is_new: bool,
    is_optional: bool,
    /// Whether the group began a note or a box.
    begins: Option<Inner>,
    font: i32,
    shown: Option<Shown>,
    is_hidden: bool,
    is_deleted: bool,
    /// How many bytes repeat a Unicode character.
    repeats: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inner {
    Note,
    Box,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            destination: Destination::Text,
            is_new: true,
            is_optional: false,
            begins: None,
            font: 0,
            shown: None,
            is_hidden: false,
            is_deleted: false,
            repeats: 1,
        }
    }
}

impl Reader {
    fn token(&mut self, token: Token<'_>) {
        if self.deeper > 0 {
            match token {
                Token::Open => self.deeper += 1,
                Token::Close => self.deeper -= 1,
                _ => {}
            }
            return;
        }
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Word(word, number) => self.word(word, number),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Byte(byte) => self.text(&[byte]),
            Token::Text(text) => self.text(text),
        }
    }

    fn open(&mut self) {
        self.flush();
        self.repeated = 0;
        if self.groups.len() >= MAX_GROUPS {
            self.deeper = 1;
            return;
        }
        self.groups.push(self.group);
        self.group = Group { is_new: true, is_optional: false, begins: None, ..self.group };
    }

    fn close(&mut self) {
        self.flush();
        self.repeated = 0;
        let ended = self.group;
        self.group = self.groups.pop().unwrap_or_default();
        match ended.destination {
            Destination::Styles => self.end_style(),
            Destination::Mark if self.group.destination == Destination::Text => {
                self.flow.mark = Some(std::mem::take(&mut self.mark).trim().to_owned());
            }
            _ => {}
        }
        if let Some(begun) = ended.begins {
            let outer = self.outer.pop().unwrap_or_default();
            let inner = std::mem::replace(&mut self.flow, outer).finish();
            match begun {
                Inner::Note => self.notes.append(inner),
                Inner::Box => self.flow.boxes.append(inner),
            }
        }
    }

    /// Ends the entry of a style, if one was read.
    fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        if !style.name.is_empty() {
            self.styles.insert(style.number, &style.name, style.outline);
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        self.flush();
        let (is_new, is_optional) = (self.group.is_new, self.group.is_optional);
        self.group.is_new = false;
        if self.group.destination == Destination::Skipped {
            return;
        }
        if is_new {
            match (word, destination(word)) {
                ("footnote", _) => return self.begin_flow(Inner::Note),
                ("shptxt" | "dptxbxtext", _) => return self.begin_flow(Inner::Box),
                // Results are shown in groups that are not.
                (_, Some(Destination::Text)) if word != "result" => {}
                (_, Some(destination)) => {
                    self.group.destination = destination;
                    return;
                }
                (_, None) if is_optional => {
                    self.group.destination = Destination::Skipped;
                    return;
                }
                _ => {}
            }
        }
        match self.group.destination {
            Destination::Fonts => self.fonts.entry(word, number),
            Destination::Styles => self.style_property(word, number),
            _ => self.property(word, number),
        }
    }

    fn style_property(&mut self, word: &str, number: Option<i32>) {
        match word {
            "s" => self.style.number = number.unwrap_or(0),
            // Styles of characters and tables are numbered with those of paragraphs.
            "cs" | "ts" | "ds" => self.style.number = -1,
            "outlinelevel" => self.style.outline = number,
            _ => {}
        }
    }

    fn begin_flow(&mut self, inner: Inner) {
        let is_shown = !self.group.is_hidden && !self.group.is_deleted;
        if self.outer.len() >= MAX_FLOWS || !is_shown {
            self.group.destination = Destination::Skipped;
            return;
        }
        let is_note = inner == Inner::Note || self.flow.is_note;
        self.outer.push(std::mem::replace(&mut self.flow, Flow { is_note, ..Flow::default() }));
        self.group.destination = Destination::Text;
        self.group.begins = Some(inner);
    }

    /// Takes in a control word that changes the look of what follows, or is a character.
    fn property(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        match word {
            "f" => {
                self.group.font = number.unwrap_or(0);
                self.group.shown = Some(self.fonts.shown(self.group.font));
            }
            "plain" => {
                self.group.font = self.fonts.default;
                self.group.shown = None;
                (self.group.is_hidden, self.group.is_deleted) = (false, false);
            }
            "v" => self.group.is_hidden = is_on,
            "deleted" => self.group.is_deleted = is_on,
            "uc" => self.group.repeats = number.and_then(|n| n.try_into().ok()).unwrap_or(1),
            "u" => self.unicode(number.unwrap_or(0)),
            "mac" | "ansicpg" | "deff" => self.fonts.header(word, number),
            _ if self.group.destination == Destination::Text => self.paragraph_word(word, number),
            _ => {
                if let Some(text) = character(word) {
                    self.write(text);
                }
            }
        }
    }

    fn paragraph_word(&mut self, word: &str, number: Option<i32>) {
        let flow = &mut self.flow;
        match word {
            "pard" => flow.paragraph = Paragraph::default(),
            "s" => flow.paragraph.style = number.unwrap_or(0),
            "outlinelevel" => flow.paragraph.outline = number,
            "ilvl" => flow.paragraph.level = number.unwrap_or(0),
            "intbl" => flow.paragraph.is_in_table = true,
            "par" | "sect" => self.end_paragraph(),
            "line" | "lbr" | "page" | "column" => flow.text.line_break(),
            "trowd" => flow.table = Default::default(),
            "cellx" => flow.table.add_column(),
            "cell" | "nestcell" => flow.end_cell(),
            "row" | "nestrow" => flow.end_row(),
            _ => {
                if let Some(text) = character(word) {
                    self.write(text);
                }
            }
        }
    }

    /// Ends a paragraph, unless its end is deleted or hidden.
    fn end_paragraph(&mut self) {
        if !self.group.is_deleted && !self.group.is_hidden {
            self.flow.end_paragraph();
            self.is_titled |= !self.own_title.is_empty();
        }
    }

    /// A character by its code, which is written as a signed number of 16 bits.
    fn unicode(&mut self, number: i32) {
        self.repeated = self.group.repeats;
        let Ok(unit) = u16::try_from(number & 0xffff) else { return };
        let units = [self.high.take().unwrap_or(unit), unit];
        let pair = if units == [unit; 2] { units.get(1..) } else { units.get(..) };
        for decoded in char::decode_utf16(pair.unwrap_or_default().iter().copied()) {
            match decoded {
                Ok(c) if symbols::is_picture(c) => {
                    let shown = self.group.shown == Some(Shown::Symbols);
                    if let Some(c) = symbols::shown(c).filter(|_| shown) {
                        self.write(c.encode_utf8(&mut [0; 4]));
                    }
                }
                Ok(c) => self.write(c.encode_utf8(&mut [0; 4])),
                Err(half) if half.unpaired_surrogate() < 0xdc00 => self.high = Some(unit),
                Err(_) => {}
            }
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' if self.group.is_new => self.group.is_optional = true,
            b'\\' | b'{' | b'}' => self.text(&[symbol]),
            _ => {
                self.flush();
                match symbol {
                    b'~' => self.write("\u{a0}"),
                    b'_' => self.write("\u{2011}"),
                    b'\r' | b'\n' if self.group.destination == Destination::Text => {
                        self.end_paragraph();
                    }
                    b'\t' => self.write("\t"),
                    // `\-` is a place where a word may be hyphenated.
                    _ => {}
                }
            }
        }
    }

    fn text(&mut self, bytes: &[u8]) {
        let repeated = self.repeated.min(bytes.len());
        self.repeated -= repeated;
        self.group.is_new = false;
        let bytes = bytes.get(repeated..).unwrap_or_default();
        match self.group.destination {
            Destination::Skipped | Destination::Silent => {}
            Destination::Fonts => self.fonts.name(bytes),
            _ => self.bytes.extend_from_slice(bytes),
        }
    }

    /// Decodes the bytes of text, and writes them.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let default = || self.fonts.shown(self.fonts.default);
        match self.group.shown.unwrap_or_else(default) {
            Shown::Encoded(encoding) => {
                self.write(&encoding.decode_without_bom_handling(&bytes).0);
            }
            Shown::Symbols => {
                let shown = bytes.iter().map(|byte| char::from(*byte)).filter_map(symbols::shown);
                let shown: String = shown.collect();
                self.write(&shown);
            }
            Shown::Pictures => {}
        }
        // The memory is used again.
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Writes characters to where the group's go.
    fn write(&mut self, words: &str) {
        let field = match self.group.destination {
            Destination::Text => {
                if !self.group.is_hidden && !self.group.is_deleted {
                    let is_title = self.flow.write(words, &self.styles) && self.outer.is_empty();
                    if is_title && !self.is_titled && self.own_title.len() + words.len() < MAX_FIELD
                    {
                        self.own_title.push_str(words);
                    }
                }
                return;
            }
            Destination::Styles => &mut self.style.name,
            Destination::Mark => &mut self.mark,
            Destination::Title => &mut self.title,
            Destination::Author => &mut self.author,
            Destination::Skipped | Destination::Silent | Destination::Fonts => return,
        };
        if field.len() + words.len() < MAX_FIELD {
            field.push_str(words);
        }
    }

    fn finish(mut self) -> Result<Extraction<'static>, Illegible> {
        self.flush();
        let properties = Properties {
            title: claims::own_title(&self.own_title).or_else(|| claims::title(&self.title)),
            author: claims::authors(self.author.split([';', ','])),
            ..Properties::default()
        };
        let mut text = self.flow.finish();
        text.append(self.notes);
        text.finish(Charset::UTF_8, properties)
    }
}
