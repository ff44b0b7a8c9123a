//! One quotation as a rule sees it. Spans are places of its [`Excerpt`](super::Excerpt) unless they are said to be of its prose.

use crate::actor::Mention;
use crate::corpus::Match;
use crate::prose::{Confidence, Form, Kind, Weight};
use crate::text::Span;
use crate::workspace::{AssessedQuotation, CitationView};

/// A quotation in a note.
#[derive(Debug, Hash)]
pub struct QuotationView<'n> {
    /// The stretch with its marks (for a block quotation, its paragraphs).
    pub span: Span,
    /// The stretch without the outer marks.
    pub words: Span,
    /// The quoted words as prose: no markup, no line wraps.
    pub text: &'n str,
    /// The place of `text` in the excerpt's prose.
    pub prose: Span,
    /// The same with its marks.
    pub marked_prose: Span,
    /// Marks or a block.
    pub form: Form,
    /// What it is.
    pub kind: Kind,
    /// Whether its closing mark is there.
    pub closed: bool,
    /// Whether it is inside another one.
    pub is_nested: bool,
    /// Whether another one is inside it.
    pub holds_quotations: bool,
    /// The quotation that this one continues after an interruption.
    pub continues: Option<Continued>,
    /// Whether the note names its speaker: in its sentence, its paragraph, its attribution line or the heading above.
    /// Continuing with the speaker of an earlier paragraph or list item is a guess and does not count.
    pub has_speaker: bool,
    /// The attribution to its speaker.
    pub attribution: Option<AttributionView<'n>>,
    /// Its citations, nearest first.
    pub citations: Vec<CitationView<'n>>,
    /// The index of the first of these that resolves to a source.
    pub(super) leading: Option<usize>,
    /// Whether the first of these belongs to other quotations too.
    pub shares_citation: bool,
    /// The citation directly after it.
    pub citation_behind: Option<Span>,
    /// What the corpus says about its words.
    pub lookup: &'n AssessedQuotation,
}

/// What counts about a quotation that another one continues.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Continued {
    /// Whether the note names a speaker for it.
    pub has_speaker: bool,
    /// Whether it has a citation.
    pub is_cited: bool,
}

/// Who spoke, according to a note. The words may be in another block, of which nothing else is visible.
#[derive(Debug, Hash)]
pub struct AttributionView<'n> {
    /// The words for the speaker.
    pub speaker: Span,
    /// These words as written.
    pub written: &'n str,
    /// These words without markup.
    pub plain: &'n str,
    /// The cue, and its words.
    pub cue: Option<(Span, &'n str)>,
    /// Whether the speaker is a pronoun with an antecedent.
    pub has_antecedent: bool,
    /// How sure the rule is that found it.
    pub confidence: Confidence,
    /// What it may be used for.
    pub weight: Weight,
    /// The mention among these words that means the speaker, with its words.
    pub mention: Option<(Mention, &'n str)>,
    /// All mentions among them: their spans and words.
    pub names: Vec<(Span, &'n str)>,
}

impl AttributionView<'_> {
    /// Whether a mention is at a place.
    pub fn is_mentioned(&self, place: Span) -> bool {
        self.names.iter().any(|(name, _)| name.overlaps(place))
    }
}

impl<'n> QuotationView<'n> {
    /// Whether it is speech, as far as that shows.
    pub fn is_speech(&self) -> bool {
        matches!(self.kind, Kind::Speech | Kind::Unknown)
    }

    /// Whether the note cites the source of a match for it.
    pub fn cites(&self, found: &Match) -> bool {
        self.lookup.cited.contains(&found.source)
    }

    /// Whether the note cites the source of a match for it, or none.
    pub fn may_cite(&self, found: &Match) -> bool {
        self.lookup.cited.is_empty() || self.cites(found)
    }

    /// The first citation that resolves to a source.
    pub fn first_cited(&self) -> Option<&CitationView<'n>> {
        self.citations.get(self.leading?)
    }
}
