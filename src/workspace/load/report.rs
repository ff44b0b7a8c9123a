//! What is to be said of reading, besides what was read.

use crate::workspace::problem::Problem;
use crate::workspace::source_file::key_of;
use crate::workspace::unread::Unread;
use crate::workspace::unreadable::{Unreadable, unreadable};
use std::path::Path;

/// What is to be said of reading.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Report {
    pub(in crate::workspace) problems: Vec<Problem>,
    pub(in crate::workspace) unread: Vec<Unread>,
    /// For the log.
    pub(in crate::workspace) notices: Vec<String>,
}

impl Report {
    /// A source cannot be read.
    pub(in crate::workspace) fn leave_out(&mut self, path: &Path, why: &Unreadable) {
        self.problems.push(unreadable(path, why));
        self.unread.push(Unread::because(path.to_owned(), key_of(path), why));
    }
}
