//! Stored readings of a large corpus in the user's cache folder, so that it is read once.
//!
//! A manifest names the current files; each is written under another name, flushed to disk, renamed, and never changed
//! again. Whatever is wrong (another version, a torn file, a bad checksum) is deleted and rebuilt: a bad cache costs
//! time, never truth. One process writes at a time.
//!
//! - `folder`: the cache of one corpus, and the command line's cache options
//! - `extractions`: converted files
//! - `manifest`: the list of its current files
//! - `mapping`: a file mapped into memory
//! - `owner`: who owns a folder
//! - `unused`: removing caches of other versions and of deleted folders

mod extractions;
mod folder;
mod manifest;
mod mapping;
mod owner;
mod unused;

pub(super) use extractions::StoredExtraction;
pub(super) use folder::options;
pub use folder::{Cache, CachedSegment, Options, WriteLock, set_options};
pub use unused::{Removed, remove_unused};
