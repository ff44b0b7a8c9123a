//! The workspace: notes, corpus, actors and configuration, as immutable snapshots that every answer is computed from.
//!
//! Loading and watching live here too: this is the only room that reads the disk.

mod actors;
mod assessing;
mod assessment;
pub mod bibliography;
mod bounds;
pub mod cache;
mod citation_view;
mod citing;
pub mod config;
mod entry;
mod files;
mod finding;
mod folder;
mod folder_reading;
mod indexing;
mod keys;
pub mod load;
pub mod locating;
mod note_memo;
pub mod paths;
mod plan;
mod problem;
mod root;
mod scope;
mod snapshot;
mod source_file;
mod spoken;
mod state;
mod translation;
mod unsupported;
pub mod watch;

pub use assessing::certainly_meant;
pub use assessment::{AssessedQuotation, Assessment};
pub use citation_view::{CitationView, LocatorView};
pub(crate) use citing::names;
pub use config::{Config, Profile, Settings, Severity};
pub use entry::NoteEntry;
pub use finding::{Finding, FindingMemo, Fix, Piece, Related, Replacement, Whose};
pub use folder::Folder;
pub use keys::Keys;
pub use load::{Loaded, Plan};
pub use plan::Limits;
pub use problem::Problem;
pub(crate) use scope::{Files, resolve};
pub use scope::{Scope, Scopes};
pub use snapshot::{Buffer, Notes, Readiness, Snapshot};
pub use spoken::Spoken;
pub use state::{Reread, Workspace};
pub use translation::Translation;
pub use unsupported::{UnsupportedFile, UnsupportedFiles};
