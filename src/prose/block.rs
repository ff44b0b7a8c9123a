//! The blocks a text falls into: paragraphs, headings, list items, block quotations.

use super::lines;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// The blocks of a plain text: paragraphs. Every line is one, except that the lines of a text that was wrapped belong
    /// together until a paragraph ends.
    pub fn of_plain_text(text: &str) -> Vec<Block> {
        let paragraph =
            |span| Block { span, kind: BlockKind::Paragraph, depth: 0, continued: false };
        lines::paragraphs(text).into_iter().map(paragraph).collect()
    }

    /// The index of the one of some blocks, in order, that holds a span.
    pub fn holding(blocks: &[Block], span: Span) -> Option<usize> {
        let block = blocks.partition_point(|b| b.span.end < span.end);
        blocks.get(block).filter(|b| b.span.covers(span)).map(|_| block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let blocks: Vec<&str> =
            Block::of_plain_text(text).iter().map(|b| b.span.of(text)).collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn lines_are_paragraphs() {
        check(
            "A title\nOne paragraph.\n\nAnother.\r\n",
            &["A title", "One paragraph.", "Another."],
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let wrapped = "The council closed the old harbour bridge on\nMonday because of the ice, and asked everybody\nto use the ferry.";
        check(wrapped, &[wrapped]);
    }

    #[test]
    fn a_list_of_short_lines_is_not_wrapped() {
        check("The harbour\nThe bridge\nThe ferry", &["The harbour", "The bridge", "The ferry"]);
    }
}
