//! The blocks a text falls into: paragraphs, headings, list items, block quotations.

use crate::text::Span;
use serde::Serialize;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or heading.
    Heading,
    /// A paragraph inside a list item.
    Item,
    /// A paragraph inside a block quotation.
    Quote,
    /// The text of a footnote.
    Footnote,
    /// A cell of a table, a definition, a caption: prose that follows nothing.
    Other,
}

/// A stretch of prose that sentences and attributions do not cross (quotations may).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the text the blocks belong to.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// For an item or a paragraph of a block quotation: how deep it stands, from 1. Otherwise 0; for a heading its level.
    pub depth: u8,
    /// Whether it goes on inside the container of the block before it: the second paragraph of one list item or of one
    /// block quotation. The first block of each item or block quotation, and any other block, does not.
    pub continued: bool,
}

impl Block {
    /// The blocks of a plain text: paragraphs, and lines that look like headings.
    pub fn of_plain_text(text: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let from = start + (line.len() - line.trim_start().len());
                let span = Span::new(from, from + trimmed.len());
                blocks.push(Block { span, kind: BlockKind::Paragraph, depth: 0, continued: false });
            }
            start += line.len();
        }
        blocks
    }
}
