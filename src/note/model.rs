//! A note as read: its prose, and its parts.

use super::citation::Citation;
use crate::prose::{Attribution, Block, Form, Kind, Reading};
use crate::text::{Derived, Span};

/// A note as read. Spans are bytes of the note's text, unless they are said to be of its prose.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// The note's text.
    pub text: String,
    /// Its prose: the text without markup, code, URLs, HTML, front matter, math, struck words and citations, with a map
    /// back. Blocks are separated by a blank line; a soft wrap is a space. A line ends inside a block only at a hard
    /// break, after a hyphen, and before the attribution line of a block quotation.
    pub prose: Derived,
    /// The blocks of the prose; spans of the prose.
    pub blocks: Vec<Block>,
    /// For each block, its heading, as an index into the blocks.
    pub(super) over: Vec<Option<usize>>,
    /// The reading of the prose; spans of the prose.
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
    /// The quoted words as prose: no markup, no line wraps. This is looked up.
    pub text: String,
    /// The span of `text` in the note's prose; [`Note::place`] maps bytes of `text` to the note.
    pub prose: Span,
    /// Marks or a block.
    pub form: Form,
    /// What it is.
    pub kind: Kind,
    /// Whether it has a closing mark.
    pub closed: bool,
    /// The index of the quotation that contains it.
    pub parent: Option<usize>,
    /// The index of the quotation that this one continues after an interruption.
    pub continues: Option<usize>,
    /// The attribution to a speaker; spans are bytes of the note.
    pub attribution: Option<Attribution>,
    /// Indexes of its citations, nearest first.
    pub citations: Vec<usize>,
}

impl Note {
    /// The span of the note for a span of a quotation's `text`.
    pub fn place(&self, quotation: &Quotation, span: Span) -> Span {
        self.prose.map.to_origin(span.shift(quotation.prose.start))
    }

    /// The words at a span of the note, as prose: without markup.
    pub fn plain(&self, origin: Span) -> &str {
        self.prose.map.to_derived(origin).of(&self.prose.text).trim()
    }

    /// The index of the block that contains a span of the prose.
    pub fn block_of(&self, prose: Span) -> Option<usize> {
        Block::holding(&self.blocks, prose)
    }

    /// The headings above a block, from the nearest to the highest, as indexes into the blocks.
    pub fn headings_over(&self, block: usize) -> impl Iterator<Item = usize> {
        let over = |block: &usize| self.over.get(*block).copied().flatten();
        std::iter::successors(over(&block), over)
    }

    /// Whether the words of this one contain another quotation.
    pub fn has_quotations(&self, quotation: &Quotation) -> bool {
        let first = self.quotations.partition_point(|q| q.span.start < quotation.words.start);
        let inside = self.quotations.iter().skip(first);
        inside
            .take_while(|q| q.span.start < quotation.words.end)
            .any(|q| q.parent.is_some() && quotation.words.covers(q.span))
    }

    /// The first citation that begins at a byte offset or after it.
    pub fn citation_from(&self, offset: usize) -> Option<&Citation> {
        self.citations.get(self.citations.partition_point(|c| c.span.start < offset))
    }

    /// The innermost quotation at a byte offset.
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
    /// The rules it names, each with its span; empty means all.
    pub rules: Vec<(String, Span)>,
    /// What it silences, in bytes of the note.
    pub scope: Span,
}
