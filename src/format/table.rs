//! Which paragraphs of a table share a line: those that begin the cells of a row.

use super::builder::TextBuilder;
use crate::prose::BlockKind;

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: usize,
    /// Whether the cell has no words yet.
    is_new_cell: bool,
    /// Whether the row has words.
    has_words: bool,
    is_deleted_row: bool,
}

impl Table {
    /// Takes note of a column.
    pub(super) fn add_column(&mut self) {
        self.columns += 1;
    }

    /// Takes note that a row begins.
    pub(super) fn begin_row(&mut self) {
        (self.has_words, self.is_deleted_row) = (false, false);
    }

    /// Takes note that a cell begins.
    pub(super) fn begin_cell(&mut self) {
        self.is_new_cell = true;
    }

    /// Takes note that the row is deleted.
    pub(super) fn delete_row(&mut self) {
        self.is_deleted_row = true;
    }

    /// Whether the row is deleted.
    pub(super) fn is_deleted(&self) -> bool {
        self.is_deleted_row
    }

    /// Whether its cells are cells: a table of one column is a frame around paragraphs.
    pub(super) fn is_table(&self) -> bool {
        self.columns != 1
    }

    /// Begins the block of a paragraph with words, on the line of its row if it begins a cell.
    pub(super) fn begin_block(&mut self, text: &mut TextBuilder) {
        let had_words = std::mem::replace(&mut self.has_words, true);
        match std::mem::take(&mut self.is_new_cell) && had_words {
            true => text.begin_cell(),
            false => text.begin(BlockKind::Other, 0),
        }
    }
}
