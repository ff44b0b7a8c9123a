//! Findings: what is wrong in a note, by which rule, where else to look, and how to put it right.

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
    /// How much it weighs here.
    pub severity: Severity,
    /// The words it is about; bytes of the document.
    pub span: Span,
    /// The quotation that it is about, where it is about one: bytes of the document, with its marks.
    #[serde(skip)]
    pub about: Option<Span>,
    /// The words, the place, and what to do, in one or two sentences of plain text.
    pub message: String,
    /// Other places that matter, the source's words first.
    pub related: Vec<Related>,
    /// The quotation as a difference to its place, when that is what is wrong; else empty.
    pub diff: Vec<Piece>,
    /// Ways to put it right, the best first.
    pub fixes: Vec<Fix>,
}

/// A piece of a quotation shown against its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Who has these words.
    pub whose: Whose,
    /// The words, on one line, with the spaces to their neighbours.
    pub text: String,
}

/// Which of two texts has some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// Both.
    Both,
    /// Only the source: the note changed them or left them out.
    Source,
    /// Only the note.
    Note,
}

/// Another place that matters to a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// The document.
    pub path: PathBuf,
    /// Bytes of it.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A way to put a finding right.
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

/// What the rules found in the blocks of a note, each finding with the number of its rule, by a fingerprint of all that they
/// saw there. Places count from a byte of the note that moves with the block.
pub type FindingMemo = Memo<u128, Arc<Vec<(usize, Finding)>>>;

impl Finding {
    /// A finding with nothing but its message.
    pub fn new(rule: &'static str, severity: Severity, span: Span, message: String) -> Self {
        let (related, diff, fixes) = (Vec::new(), Vec::new(), Vec::new());
        Self { rule, severity, span, about: None, message, related, diff, fixes }
    }

    /// The same finding, its places in the document moved `by` bytes towards the end.
    pub fn shifted(&self, by: usize) -> Self {
        let mut finding = self.clone();
        finding.span = finding.span.shift(by);
        finding.about = finding.about.map(|about| about.shift(by));
        let edits = finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.span = edit.span.shift(by));
        finding
    }

    /// With what nobody sees named in the words that people read; what is written into the note stays as it is.
    pub fn made_visible(mut self) -> Self {
        let related = self.related.iter_mut().map(|related| &mut related.message);
        let titles = self.fixes.iter_mut().map(|fix| &mut fix.title);
        visible::name_in(related.chain(titles).chain([&mut self.message]));
        self
    }

    /// Whether it stands on a quotation of the document, which has these citations: it is about that one, or about none and
    /// lies on its words or its citations.
    pub fn stands_on(&self, quotation: Span, mut citations: impl Iterator<Item = Span>) -> bool {
        match self.about {
            Some(about) => about == quotation,
            None => self.span.overlaps(quotation) || citations.any(|c| c.overlaps(self.span)),
        }
    }

    /// Whether it is found where a selection or a cursor, bytes of the document, is.
    pub fn is_at(&self, place: Span) -> bool {
        self.span.touches(place.start) || self.span.overlaps(place)
    }
}

impl Fix {
    /// Adds what is uncertain about the fix to its title.
    pub fn doubt(&mut self, doubt: Option<&str>) {
        self.title.extend(doubt.map(|doubt| format!(" ({doubt})")));
    }

    /// A fix that is not to be applied without asking.
    pub fn new(title: impl Into<String>, edits: Vec<Replacement>) -> Self {
        Self { title: title.into(), edits, safe: false }
    }

    /// Such a fix of one replacement.
    pub fn one(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self::new(title, vec![Replacement::new(span, text)])
    }
}

impl Replacement {
    /// The replacement of a span by a text.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}
