//! A flow of paragraphs, lists and tables: the text, a note, or a box.

use super::lists::List;
use super::styles::Style;
use crate::format::builder::TextBuilder;
use crate::format::table::Table;

/// A flow.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) text: TextBuilder,
    pub(super) paragraph: Option<Paragraph>,
    pub(super) lists: Vec<List>,
    pub(super) tables: Vec<Table>,
    /// The boxes in the paragraph or table, whose words follow it.
    pub(super) boxes: TextBuilder,
    pub(super) is_note: bool,
}

/// A paragraph being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: Style,
    /// The level of the heading that it is.
    pub(super) heading: Option<u8>,
    pub(super) has_begun: bool,
    pub(super) is_hidden: bool,
    pub(super) is_title_of_all: bool,
}

impl Flow {
    /// Writes the boxes, unless a row of a table goes on.
    pub(super) fn place_boxes(&mut self) {
        if self.tables.is_empty() && !self.boxes.is_empty() {
            self.text.append(std::mem::take(&mut self.boxes));
        }
    }
}
