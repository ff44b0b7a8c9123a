//! The edits of one document among several.

use crate::rules::Replacement;
use std::path::PathBuf;

/// The edits of one document, in order, none overlapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEdits {
    /// The document.
    pub path: PathBuf,
    /// What changes; bytes of the document.
    pub edits: Vec<Replacement>,
}
