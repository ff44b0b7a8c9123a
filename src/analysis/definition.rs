//! Where the thing under the cursor comes from: the words in the source, the cited place, an actor's introduction.

use crate::text::Span;
use crate::workspace::Snapshot;
use std::path::{Path, PathBuf};

/// The answer to “go to definition”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What was asked about: the quotation, citation or name, in the document asked about.
    pub origin: Span,
    /// Where it leads, best first.
    pub targets: Vec<Destination>,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The document.
    pub path: PathBuf,
    /// What to select: exactly the matched words.
    pub span: Span,
    /// What belongs to it and is shown around it: the sentence or paragraph.
    pub context: Span,
}

/// Where the thing at a byte offset of a note or a source comes from.
pub fn definition(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Definition> {
    let _ = (snapshot, path, offset);
    None
}
