//! From a file to a source of the corpus, and what is to be said of those that are none.

use super::problem::{Problem, Unreadable, unreadable};
use super::unread::Unread;
use crate::corpus::Source;
use crate::format::Extraction;
use std::path::Path;

/// The source at a path, of what the reader of its format made of it.
pub(super) fn source(path: &Path, read: Extraction<'_>) -> Source {
    Source::of(key_of(path), path.to_owned(), read)
}

/// What is wrong with a source that could be read.
pub(super) fn faults(path: &Path, read: &Extraction<'_>) -> Vec<Problem> {
    let problems = read.problems.iter();
    problems.map(|it| Problem::of_file(path, format!("{} {it}", path.display()))).collect()
}

/// The key of the source at a path that no bibliography gives: the name of its file.
pub(super) fn key_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What is to be said of reading, besides what was read.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) problems: Vec<Problem>,
    pub(super) unread: Vec<Unread>,
    /// For the log.
    pub(super) notices: Vec<String>,
}

impl Report {
    /// A source cannot be read.
    pub(super) fn leave_out(&mut self, path: &Path, why: &Unreadable) {
        self.problems.push(unreadable(path, why));
        self.unread.push(Unread::because(path, why));
    }
}
