//! The immutable state that every answer is computed from.

use super::{Config, ConfigProblem, NoteEntry};
use crate::actor::{Actors, Mention};
use crate::corpus::{Corpus, Match};
use crate::text::{DocumentId, Text};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whether the corpus is known yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Readiness {
    /// The corpus is still being read: nothing may be called “not found”.
    #[default]
    Indexing,
    /// Everything was read.
    Ready,
}

/// Notes, corpus, actors and configuration at one moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The folders of the workspace.
    pub roots: Vec<PathBuf>,
    /// All notes by path.
    pub notes: HashMap<PathBuf, Arc<NoteEntry>>,
    /// All sources.
    pub corpus: Arc<Corpus>,
    /// All actors.
    pub actors: Arc<Actors>,
    /// The configuration in force.
    pub config: Arc<Config>,
    /// What is wrong with configuration files and documents that could not be read.
    pub problems: Arc<Vec<ConfigProblem>>,
    /// Whether the corpus is known yet.
    pub readiness: Readiness,
}

/// What the corpus says of one quotation of a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// Where the words stand, best first.
    pub matches: Vec<Match>,
    /// The actor whom the note names as speaker, when known.
    pub speaker: Option<Mention>,
}

impl Snapshot {
    /// The note at a path.
    pub fn note(&self, path: &Path) -> Option<&Arc<NoteEntry>> {
        self.notes.get(path)
    }

    /// The source at a path.
    pub fn source_at(&self, path: &Path) -> Option<DocumentId> {
        self.corpus.sources().find(|(_, s)| s.path == path).map(|(id, _)| id)
    }

    /// The text of any document, note or source, for lines and columns.
    pub fn lines(&self, path: &Path) -> Option<Text> {
        if let Some(entry) = self.note(path) {
            return Some(entry.lines.clone());
        }
        let id = self.source_at(path)?;
        self.corpus.source(id).map(|s| s.lines.clone())
    }
}
