//! Loading: what the files of a workspace say, and reading again what changed.
//!
//! Nothing here touches a [`super::Workspace`]: a [`Plan`] goes in, a [`Loaded`] comes out, on whatever thread.
//!
//! - `loaded`: what comes out
//! - `resolved`: a plan with what the files of its folders say
//! - `loader`: reading everything
//! - `update`: reading again what changed
//! - `cached`: what the cache has of a large corpus
//! - `loose`: sources outside any workspace
//! - `report`: what is to be said of reading

mod cached;
mod loaded;
mod loader;
mod loose;
mod report;
mod resolved;
mod update;

pub use super::files::{encoded, extraction, files, text};
pub use super::folder::{
    DocumentKind, actors_path, corpus_folders, is_aside, is_beside_sources, is_read_aside, kind_of,
    may_touch,
};
pub use super::folder_reading::{actors_file, known_actors, sources_beside};
pub use super::plan::Plan;
pub use super::root::root_of;
pub use super::unreadable::{MAX_BYTES, Unreadable};
pub use cached::{actors_are_damaged, cache, persist, release, restored, verify};
pub use loaded::{Loaded, Progress};
pub use loader::{read, read_early, read_over};
pub use loose::sources;
pub(super) use report::Report;
pub use update::update;
