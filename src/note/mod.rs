//! Notes: Markdown prose with quotations, citations and attributions. Parsing is pure and cannot fail.

mod citation;
mod flat;
mod front_matter;
mod markup;
mod reading;
mod standing;
mod suppression;
mod url;

pub use citation::{Citation, CitationStyle, Locator, Target};
pub use markup::Heading;
pub use suppression::Suppression;

use crate::prose::{self, Block, Confidence, Form, Kind, Reading};
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
    /// Who is said to have spoken.
    pub attribution: Option<Attribution>,
    /// Indexes of the citations that stand for it, nearest first.
    pub citations: Vec<usize>,
}

/// An attribution in a note; spans are bytes of the note.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the speaker.
    pub speaker: Span,
    /// The cue.
    pub cue: Option<Span>,
    /// What a pronoun stands for.
    pub antecedent: Option<Span>,
    /// The rule that found it.
    pub rule: prose::AttributionRule,
    /// How sure that rule is.
    pub confidence: Confidence,
}

impl Note {
    /// Reads a note.
    pub fn read(text: String) -> Self {
        reading::read(text)
    }

    /// The span of the note that a span of a quotation's `text` comes from.
    pub fn place(&self, quotation: &Quotation, span: Span) -> Span {
        self.prose.map.to_origin(span.shift(quotation.prose.start))
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
