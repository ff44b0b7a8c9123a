//! A flow of paragraphs and tables: the text, or a box in it.

use super::paragraph::{Fields, Paragraph, Run};
use crate::format::builder::TextBuilder;
use crate::format::table::Table;

/// A flow of paragraphs and tables.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) text: TextBuilder,
    pub(super) paragraph: Paragraph,
    pub(super) run: Run,
    pub(super) fields: Fields,
    /// The tables that are open, one in the other.
    pub(super) tables: Vec<Table>,
    /// The boxes in the paragraph or table, whose words follow it: they do not interrupt its sentences.
    pub(super) boxes: TextBuilder,
    /// Whether the last block was an item, whose list may go on.
    pub(super) is_item: bool,
}

impl Flow {
    pub(super) fn begin_paragraph(&mut self) {
        let last = std::mem::take(&mut self.paragraph);
        self.paragraph.has_begun = last.is_joined && last.has_begun;
        self.run = Run::default();
    }

    pub(super) fn end_paragraph(&mut self) {
        self.fields.end_paragraph();
        if !self.paragraph.is_joined {
            self.place_boxes();
        }
    }

    /// Writes the boxes, unless a row of a table goes on.
    pub(super) fn place_boxes(&mut self) {
        if self.tables.is_empty() && !self.boxes.is_empty() {
            self.text.append(std::mem::take(&mut self.boxes));
            self.is_item = false;
        }
    }
}
