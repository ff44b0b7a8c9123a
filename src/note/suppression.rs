//! Directives in a note that silence rules: `<!-- onrecord-ignore rule -->`, `<!-- onrecord-ignore-file -->`.

use crate::text::Span;

/// One directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// The rules it names; empty means all.
    pub rules: Vec<String>,
    /// What it silences: bytes of the note.
    pub scope: Span,
}
