//! Turns files into sources of the corpus, and reports those that are none.

use super::problem::{Problem, Unreadable, unreadable};
use super::unsupported::UnsupportedFile;
use crate::corpus::Source;
use crate::format::{self, Extraction};
use std::path::Path;

/// The source at a path, from its extracted content.
pub(super) fn source(path: &Path, read: Extraction<'_>) -> Source {
    Source::of(key_of(path), path.to_owned(), read)
}

/// The problems of a source that could be read.
pub(super) fn faults(path: &Path, read: &Extraction<'_>) -> Vec<Problem> {
    let problems = read.problems.iter();
    problems.map(|it| Problem::of_file(path, format!("{} {it}", path.display()))).collect()
}

/// The key of the source at a path without a bibliography: its file name.
pub(super) fn key_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What reading has to report, besides its results.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) problems: Vec<Problem>,
    pub(super) unsupported: Vec<UnsupportedFile>,
    /// Lines for the log.
    pub(super) notices: Vec<String>,
}

impl Report {
    /// Reports a source that cannot be read.
    pub(super) fn leave_out(&mut self, path: &Path, why: &Unreadable) {
        if format::of(path).is_some() || !why.is_about_content() {
            self.problems.push(unreadable(path, why));
        }
        self.unsupported.push(UnsupportedFile::because(path, why));
    }
}
