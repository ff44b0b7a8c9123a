//! Findings: what is wrong in a note, by which rule, related places, and how to fix it.

use super::config::Severity;
use crate::memo::Memo;
use crate::text::{Span, visible};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;

/// One problem in a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule's name, stable: `misquote`.
    pub rule: &'static str,
    /// Its severity here.
    pub severity: Severity,
    /// The words it is about, in bytes of the document.
    pub span: Span,
    /// The quotation it is about, if any: bytes of the document, including its marks.
    #[serde(skip)]
    pub about: Option<Span>,
    /// The words, the place, and what to do: one or two sentences of plain text.
    pub message: String,
    /// Related places, the source's words first.
    pub related: Vec<Related>,
    /// The quotation as a diff against its place, when that is the point; else empty.
    pub diff: Vec<Piece>,
    /// Fixes, best first.
    pub fixes: Vec<Fix>,
}

/// A piece of a quotation in a diff against its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Which text has these words.
    pub whose: Whose,
    /// The words, on one line, with the spaces next to their neighbours.
    pub text: String,
}

/// Which of two texts has some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// Both.
    Both,
    /// Only the source: the note changed or omitted them.
    Source,
    /// Only the note.
    Note,
}

/// Another place that matters to a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// The document.
    pub path: PathBuf,
    /// Bytes of the document.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A way to fix a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What it does, as a menu entry.
    pub title: String,
    /// The edits, in the document of the finding, none overlapping.
    pub edits: Vec<Replacement>,
    /// Whether it may be applied without asking.
    pub safe: bool,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// The rules' findings in the blocks of a note, each with the index of its rule, by a fingerprint of everything the
/// rules saw. Spans are relative to a byte of the note that moves with the block.
pub type FindingMemo = Memo<u128, Arc<Vec<(usize, Finding)>>>;

impl Finding {
    /// A finding with only a message.
    pub fn new(rule: &'static str, severity: Severity, span: Span, message: String) -> Self {
        let (related, diff, fixes) = (Vec::new(), Vec::new(), Vec::new());
        Self { rule, severity, span, about: None, message, related, diff, fixes }
    }

    /// The same finding, moved `by` bytes towards the end of the document.
    pub fn shifted(&self, by: usize) -> Self {
        let mut finding = self.clone();
        finding.span = finding.span.shift(by);
        finding.about = finding.about.map(|about| about.shift(by));
        let edits = finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.span = edit.span.shift(by));
        finding
    }

    /// With invisible characters in its messages named; text for the note is left as it is.
    pub fn made_visible(mut self) -> Self {
        let related = self.related.iter_mut().map(|related| &mut related.message);
        let titles = self.fixes.iter_mut().map(|fix| &mut fix.title);
        visible::name_in(related.chain(titles).chain([&mut self.message]));
        self
    }

    /// Whether it belongs to a quotation of the document, which has these citations: it is about that one, or about
    /// none and lies on its words or citations.
    pub fn stands_on(&self, quotation: Span, mut citations: impl Iterator<Item = Span>) -> bool {
        match self.about {
            Some(about) => about == quotation,
            None => self.span.overlaps(quotation) || citations.any(|c| c.overlaps(self.span)),
        }
    }

    /// Whether a selection or cursor, in bytes of the document, touches it.
    pub fn is_at(&self, place: Span) -> bool {
        self.span.touches(place.start) || self.span.overlaps(place)
    }
}

impl Fix {
    /// Adds a doubt about the fix to its title.
    pub fn doubt(&mut self, doubt: Option<&str>) {
        self.title.extend(doubt.map(|doubt| format!(" ({doubt})")));
    }

    /// A fix that must not be applied without asking.
    pub fn new(title: impl Into<String>, edits: Vec<Replacement>) -> Self {
        Self { title: title.into(), edits, safe: false }
    }

    /// Such a fix with one replacement.
    pub fn one(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self::new(title, vec![Replacement::new(span, text)])
    }
}

impl Replacement {
    /// Replaces a span with a text.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}
