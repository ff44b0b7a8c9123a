//! Something wrong with a file of the workspace.

use crate::text::Span;
use std::path::PathBuf;

/// Something wrong with a file: its configuration, or that it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Where in it; empty at the start when it is about the whole file.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}
