//! What is shown for the word under the cursor: an actor's card, a quotation's source, a citation's source.

use crate::text::Span;
use crate::workspace::Snapshot;
use std::path::Path;

/// A hover: Markdown that every editor shows well (bold, lists, quotes, links only).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The whole name, quotation or citation, in the document asked about.
    pub span: Span,
    /// The text, escaped where it comes from documents.
    pub markdown: String,
}

/// What to show at a byte offset of a note or a source.
pub fn hover(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    let _ = (snapshot, path, offset);
    None
}
