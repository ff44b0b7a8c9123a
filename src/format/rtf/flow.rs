//! A flow of paragraphs and tables: the text, a note, or a box.

use crate::format::builder::TextBuilder;
use crate::format::headings;
use crate::format::quotes::QUOTES;
use crate::format::table::Table;
use crate::prose::BlockKind;
use std::collections::BTreeMap;

/// The most styles that are kept.
const MAX_STYLES: usize = 1 << 16;

/// A flow.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) text: TextBuilder,
    pub(super) paragraph: Paragraph,
    pub(super) table: Table,
    /// The mark of the next paragraph, if it is an item.
    pub(super) mark: Option<String>,
    pub(super) has_begun: bool,
    /// The boxes in the paragraph or row, whose words follow it.
    pub(super) boxes: TextBuilder,
    pub(super) is_note: bool,
}

/// The properties of paragraphs, which hold until they are reset.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: i32,
    /// The outline level, from 0.
    pub(super) outline: Option<i32>,
    /// The level of an item, from 0.
    pub(super) level: i32,
    pub(super) is_in_table: bool,
}

/// The styles of paragraphs, by number.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<i32, Style>);

#[derive(Debug, Default)]
struct Style {
    heading: Option<u8>,
    is_title: bool,
    is_quote: bool,
}

impl Styles {
    /// Adds a style.
    pub(super) fn insert(&mut self, number: i32, name: &str, outline: Option<i32>) {
        let name = name.trim().trim_end_matches(';').to_lowercase();
        let style = Style {
            heading: outline.and_then(level).or_else(|| headings::level(&name)),
            is_title: name == "title",
            is_quote: QUOTES.contains(&name),
        };
        if self.0.len() < MAX_STYLES {
            self.0.insert(number, style);
        }
    }
}

/// The level of a heading by its outline level.
fn level(outline: i32) -> Option<u8> {
    u8::try_from(outline).ok().filter(|level| *level < 9).map(|level| level + 1)
}

impl Flow {
    /// Writes words of the paragraph. Returns whether they are of a title.
    pub(super) fn write(&mut self, words: &str, styles: &Styles) -> bool {
        let style = styles.0.get(&self.paragraph.style);
        if !self.has_begun {
            if words.trim().is_empty() {
                return false;
            }
            self.has_begun = true;
            self.begin(style);
        }
        self.text.text(words);
        style.is_some_and(|style| style.is_title)
    }

    fn begin(&mut self, style: Option<&Style>) {
        let text = &mut self.text;
        text.mark("");
        let mark = self.mark.take();
        let is_cell = self.paragraph.is_in_table && self.table.is_table();
        let outline = self.paragraph.outline.and_then(level);
        if self.is_note {
            text.begin(BlockKind::Footnote, 0);
        } else if is_cell {
            self.table.begin_block(text);
        } else if let Some(level) = outline.or(style.and_then(|style| style.heading)) {
            text.begin(BlockKind::Heading, level);
            text.mark(&mark.unwrap_or_default());
        } else if let Some(mark) = mark {
            let depth = u8::try_from(self.paragraph.level.clamp(0, 8)).unwrap_or(0) + 1;
            text.begin(BlockKind::Item, depth);
            let is_number = mark.contains(char::is_alphanumeric);
            text.mark(if is_number { &mark } else { "•" });
        } else if style.is_some_and(|style| style.is_quote) {
            text.begin(BlockKind::Quote, 1);
        } else {
            text.begin(BlockKind::Paragraph, 0);
        }
    }

    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.text.end();
        self.has_begun = false;
        self.mark = None;
        if !self.paragraph.is_in_table {
            self.place_boxes();
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.end_paragraph();
        self.table.begin_cell();
    }

    pub(super) fn end_row(&mut self) {
        self.end_paragraph();
        self.table.begin_row();
        self.table.begin_cell();
        self.place_boxes();
    }

    /// Writes the boxes.
    pub(super) fn place_boxes(&mut self) {
        if !self.boxes.is_empty() {
            self.text.append(std::mem::take(&mut self.boxes));
        }
    }

    /// The text, with the boxes of its last paragraph.
    pub(super) fn finish(mut self) -> TextBuilder {
        self.place_boxes();
        self.text
    }
}
