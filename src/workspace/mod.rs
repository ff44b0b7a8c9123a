//! The workspace: notes, corpus, actors and configuration, as immutable snapshots that every answer is computed from.
//!
//! Loading and watching live here too: this is the only room that reads the disk.

mod config;
mod entry;
pub mod load;
mod snapshot;

pub use config::{Config, ConfigProblem, Profile, Settings, Severity};
pub use entry::NoteEntry;
pub use snapshot::{Placed, Readiness, Snapshot};

use crate::text::{Edit, Encoding};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The one place where state changes. Every change replaces the snapshot; none of them waits or reads the disk except
/// those of [`load`].
#[derive(Debug, Default)]
pub struct Workspace {
    snapshot: Arc<Snapshot>,
}

impl Workspace {
    /// A workspace over these folders, still empty and [`Readiness::Indexing`].
    pub fn new(roots: Vec<PathBuf>, settings: Settings) -> Self {
        let _ = (roots, settings);
        Self::default()
    }

    /// The state now. Cheap: a few reference counts.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.clone()
    }

    /// A document was opened in the editor: from now on its buffer counts, not the disk.
    pub fn open(&mut self, path: &Path, text: &str, version: i32) {
        let _ = (path, text, version);
    }

    /// An open document was edited. Unknown documents are ignored.
    pub fn edit(&mut self, path: &Path, edits: &[Edit], encoding: Encoding, version: i32) {
        let _ = (path, edits, encoding, version);
    }

    /// An open document was closed: the disk counts again; a note that is not on disk is forgotten.
    pub fn close(&mut self, path: &Path) {
        let _ = path;
    }
}
