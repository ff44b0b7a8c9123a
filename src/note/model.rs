//! A note as it was read: its prose, and what stands in it.

use super::citation::Citation;
use crate::prose::{Attribution, Block, Form, Kind, Reading};
use crate::text::{Derived, Span};

/// A note as read. Spans are bytes of the note's text unless they are said to be of its prose.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// The note's text.
    pub text: String,
    /// Its prose: the text without markup, code, URLs, HTML, front matter, math, struck words and citations, with the
    /// way back. Blocks are separated by an empty line; a soft wrap is a space. A line ends inside a block only at a hard
    /// break, behind a hyphen, and before the attribution line of a block quotation.
    pub prose: Derived,
    /// The blocks of the prose; spans of the prose.
    pub blocks: Vec<Block>,
    /// For each block the heading that it stands under, by its index among the blocks.
    pub(super) over: Vec<Option<usize>>,
    /// What the reader made of the prose; spans of the prose.
    pub reading: Reading,
    /// Quotations in order.
    pub quotations: Vec<Quotation>,
    /// Citations in order.
    pub citations: Vec<Citation>,
    /// Directives that silence rules.
    pub suppressions: Vec<Suppression>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// YAML or TOML at the start, with its fences.
    pub front_matter: Option<Span>,
}

/// A quotation in a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The stretch with its marks (for a block quotation, its paragraphs).
    pub span: Span,
    /// The stretch without the outer marks.
    pub words: Span,
    /// The quoted words as prose: no markup, no line wraps. What is looked up.
    pub text: String,
    /// Where `text` stands in the note's prose; [`Note::place`] leads from a byte of `text` to the note.
    pub prose: Span,
    /// Marks or a block.
    pub form: Form,
    /// What it is.
    pub kind: Kind,
    /// Whether its closing mark is there.
    pub closed: bool,
    /// The index of the quotation it is nested in.
    pub parent: Option<usize>,
    /// The index of the quotation this one goes on from after an interruption.
    pub continues: Option<usize>,
    /// Who is said to have spoken; spans are bytes of the note.
    pub attribution: Option<Attribution>,
    /// Indexes of the citations that stand for it, nearest first.
    pub citations: Vec<usize>,
}

impl Note {
    /// The span of the note that a span of a quotation's `text` comes from.
    pub fn place(&self, quotation: &Quotation, span: Span) -> Span {
        self.prose.map.to_origin(span.shift(quotation.prose.start))
    }

    /// The words at some bytes of the note as its prose has them: without markup.
    pub fn plain(&self, origin: Span) -> &str {
        self.prose.map.to_derived(origin).of(&self.prose.text).trim()
    }

    /// The index of the block that holds a span of the prose.
    pub fn block_of(&self, prose: Span) -> Option<usize> {
        Block::holding(&self.blocks, prose)
    }

    /// The headings that a block stands under, from the nearest to the highest, by their indexes among the blocks.
    pub fn headings_over(&self, block: usize) -> impl Iterator<Item = usize> {
        let over = |block: &usize| self.over.get(*block).copied().flatten();
        std::iter::successors(over(&block), over)
    }

    /// Whether another quotation stands inside the words of this one.
    pub fn has_quotations(&self, quotation: &Quotation) -> bool {
        let first = self.quotations.partition_point(|q| q.span.start < quotation.words.start);
        let inside = self.quotations.iter().skip(first);
        inside
            .take_while(|q| q.span.start < quotation.words.end)
            .any(|q| q.parent.is_some() && quotation.words.covers(q.span))
    }

    /// The citation that begins first at a byte offset or behind it.
    pub fn citation_from(&self, offset: usize) -> Option<&Citation> {
        self.citations.get(self.citations.partition_point(|c| c.span.start < offset))
    }

    /// The quotation at a byte offset, the innermost one.
    pub fn quotation_at(&self, offset: usize) -> Option<usize> {
        self.quotations.iter().rposition(|q| q.span.touches(offset))
    }

    /// The citation at a byte offset.
    pub fn citation_at(&self, offset: usize) -> Option<usize> {
        self.citations.iter().position(|c| c.span.touches(offset))
    }
}

/// A heading of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The whole heading in the note.
    pub span: Span,
    /// From 1, the highest, to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
}

/// A directive that silences rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// The rules it names, each with its place; empty means all.
    pub rules: Vec<(String, Span)>,
    /// What it silences: bytes of the note.
    pub scope: Span,
}
