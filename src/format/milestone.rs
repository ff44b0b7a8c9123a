//! Milestones: the points in a text at which its pages, chapters and times begin.

use serde::{Deserialize, Serialize};

/// What begins at a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unit {
    /// A page.
    Page,
    /// A chapter of a book, as its table of contents counts.
    Chapter,
    /// A cue of subtitles, by its time.
    Time,
}

/// A point in a text at which a numbered part begins. It ends where the next of the same unit begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// A byte of the text.
    pub at: usize,
    /// What begins there.
    pub unit: Unit,
    /// Its number: of pages and chapters from 1; of a time, the whole seconds from the beginning of the recording.
    pub number: u32,
    /// What the document calls it, if not by its number: a page’s printed label (`xii`), a chapter’s title.
    pub label: Option<String>,
}
