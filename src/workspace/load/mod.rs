//! Loading: reading the files of a workspace, and rereading what changed.
//!
//! Nothing here touches a [`super::Workspace`]: a [`Plan`] goes in, a [`Loaded`] comes out, on any thread.
//!
//! - `loaded`: the result
//! - `loader`: reading everything, or sources outside any workspace
//! - `update`: rereading what changed
//! - `cached`: the cached state of a large corpus

mod cached;
mod loaded;
mod loader;
mod update;

pub use super::files::{encoded, extraction, files, text};
pub use super::folder::{
    DocumentKind, actors_path, corpus_folders, is_aside, is_beside_sources, is_read_aside, kind_of,
    may_touch,
};
pub use super::folder_reading::{actors_file, known_actors, sources_beside};
pub use super::plan::Plan;
pub use super::problem::{MAX_BYTES, Unreadable};
pub use super::root::root_of;
pub use cached::{actors_are_damaged, cache, persist, release, restored, verify};
pub use loaded::{Loaded, Progress};
pub use loader::{read, read_early, source_at, sources, sources_and_actors};
pub use update::update;
