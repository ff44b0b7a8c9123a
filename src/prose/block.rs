//! The blocks a text falls into: paragraphs, headings, list items, block quotations.

use super::lines;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What kind of block it is.
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
    /// A table cell, a definition, a caption: prose that continues nothing.
    Other,
}

/// A stretch of prose that sentences and attributions do not cross; quotations may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Block {
    /// Bytes of the text the blocks belong to.
    pub span: Span,
    /// What kind it is.
    pub kind: BlockKind,
    /// For a list item or a paragraph of a block quotation: its depth, from 1. For a heading its level; otherwise 0.
    pub depth: u8,
    /// Whether it continues the container of the block before: the second paragraph of a list item or block quotation.
    /// False for the first block of each, and for any other block.
    pub continued: bool,
}

impl Block {
    /// The blocks of a plain text: paragraphs. Every line is one, except that the lines of a hard-wrapped text are
    /// joined up to the end of a paragraph.
    pub fn of_plain_text(text: &str) -> Vec<Block> {
        let paragraph =
            |span| Block { span, kind: BlockKind::Paragraph, depth: 0, continued: false };
        lines::paragraphs(text).into_iter().map(paragraph).collect()
    }

    /// The index of the block that contains a span; `blocks` are in order.
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
