//! What was read of a large corpus, kept in the user's cache folder so that it is read once.
//!
//! A manifest names the files that count; each is written under another name, flushed to the disk and renamed, and never
//! changed again. Whatever is off (another version, a torn file, a checksum that disagrees) is deleted and made anew: a
//! bad cache costs time, never truth. One process writes at a time.
//!
//! - `folder`: the cache of one corpus, and what the command line says of caches
//! - `manifest`: which of its files count
//! - `mapping`: a file mapped into memory
//! - `owner`: whose a folder is
//! - `unused`: removing the caches of other versions and of folders that are gone

mod folder;
mod manifest;
mod mapping;
mod owner;
mod unused;

pub(super) use folder::options;
pub use folder::{Cache, CachedSegment, Options, WriteLock, set_options};
pub use unused::{Removed, remove_unused};
