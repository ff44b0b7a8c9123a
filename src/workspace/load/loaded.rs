//! The result of reading a workspace.

use crate::actor::{ActorEntries, Actors};
use crate::corpus::Corpus;
use crate::workspace::actors::{self, UserActors};
use crate::workspace::entry::NoteEntry;
use crate::workspace::folder::Folder;
use crate::workspace::problem::Problem;
use crate::workspace::unsupported::UnsupportedFiles;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The folders with their configuration.
    pub folders: Vec<Folder>,
    /// All notes on disk.
    pub notes: HashMap<PathBuf, Arc<NoteEntry>>,
    /// All sources.
    pub corpus: Corpus,
    /// All actors.
    pub actors: Actors,
    /// Files that could not be read, and problems of configurations.
    pub problems: Vec<Problem>,
    /// Files in source folders that are not sources.
    pub unsupported: UnsupportedFiles,
    /// Lines for the log: an index that had to be rebuilt, or could not be written.
    pub notices: Vec<String>,
}

impl Loaded {
    /// The result, with the actors of the corpus linked.
    pub fn of(
        folders: Vec<Folder>,
        notes: HashMap<PathBuf, Arc<NoteEntry>>,
        corpus: Corpus,
        known: &ActorEntries,
        problems: Vec<Problem>,
    ) -> Self {
        let actors = actors::of_corpus(&corpus, &UserActors::of(known.clone()));
        Self { folders, notes, corpus, actors, problems, ..Self::default() }
    }
}

/// The progress of reading.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Documents read.
    pub done: usize,
    /// Documents found.
    pub total: usize,
}
