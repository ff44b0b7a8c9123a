//! Where a quotation's words stand in the corpus, and how well.

use crate::text::{DocumentId, Passage, Span};
use serde::Serialize;

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The quoted words, without their outer marks.
    pub words: &'a str,
    /// The source the note cites; it comes first among equals and has a lower floor of similarity.
    pub cited: Option<DocumentId>,
}

/// How well the words agree with the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The same words; quotation marks, dashes, spaces may differ.
    Verbatim,
    /// Only what is allowed in silence: the first letter's case, punctuation, nesting marks.
    Permitted,
    /// Changes, all of them marked with brackets or an ellipsis.
    Altered,
    /// A change that is not marked.
    Misquoted,
}

/// A place where the words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The source.
    pub source: DocumentId,
    /// From the first matched byte to the last, in the source's text.
    pub span: Span,
    /// The matched pieces, more than one where the reporter interrupts or an ellipsis skips.
    pub pieces: Vec<Span>,
    /// How well.
    pub verdict: Verdict,
    /// 1 for the same words, towards 0 for others.
    pub similarity: f32,
    /// What differs, in the order of the quotation.
    pub changes: Vec<Change>,
}

impl Match {
    /// Where the words stand.
    pub fn place(&self) -> Passage {
        Passage { document: self.source, span: self.span }
    }
}

/// One difference between a quotation and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What was done to the source's words.
    pub kind: ChangeKind,
    /// Bytes of the quoted words; empty for an omission.
    pub quoted: Span,
    /// Bytes of the source's text; empty for an addition.
    pub source: Span,
    /// Whether brackets or an ellipsis mark it.
    pub marked: bool,
    /// Whether it changes the meaning: a negation, number, date, modal, quantifier, unit or name.
    pub material: bool,
}

/// What was done to the source's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// Words stand for other words.
    Changed,
    /// Words of the source are left out.
    Omitted,
    /// Words that the source does not have.
    Added,
}
