//! From a file to a source of the corpus.

use super::problem::Problem;
use crate::corpus::Source;
use crate::format::Extraction;
use crate::text::Span;
use std::path::Path;

/// The source at a path, of what the reader of its format made of it.
pub(super) fn source(path: &Path, read: Extraction<'_>) -> Source {
    Source::of(key_of(path), path.to_owned(), read)
}

/// What is wrong with a source that could be read.
pub(super) fn faults(path: &Path, read: &Extraction<'_>) -> Vec<Problem> {
    let fault = |fault: &String| {
        let message = format!("{} {fault}", path.display());
        Problem { path: path.to_owned(), span: Span::default(), message }
    };
    read.problems.iter().map(fault).collect()
}

/// The key of the source at a path that no bibliography gives: the name of its file.
pub(super) fn key_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
