//! Where a quotation's words are in the corpus, and how well they match.

use crate::text::{DocumentId, Passage, Span};
use serde::Serialize;

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The quoted words, without their outer marks.
    pub words: &'a str,
    /// The source that the note cites; preferred among equals, with a lower similarity floor.
    pub cited: Option<DocumentId>,
}

/// How well the words agree with the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The same words; quotation marks, dashes, spaces may differ.
    Verbatim,
    /// Only silently permitted changes: the first letter's case, punctuation, nesting marks.
    Permitted,
    /// Changes, all of them marked with brackets or an ellipsis.
    Altered,
    /// A change that is not marked.
    Misquoted,
}

/// A place of the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The source.
    pub source: DocumentId,
    /// From the first matched byte to the last, in the source's text.
    pub span: Span,
    /// The matched pieces; several when the reporter interrupts or an ellipsis skips.
    pub pieces: Vec<Span>,
    /// How well the words match.
    pub verdict: Verdict,
    /// 1 for the same words, towards 0 for different ones.
    pub similarity: f32,
    /// What differs, in the order of the quotation.
    pub changes: Vec<Change>,
}

impl Match {
    /// The place in its source.
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
    /// Words in the place of other words.
    Changed,
    /// Words of the source are left out.
    Omitted,
    /// Words that the source does not have.
    Added,
}
