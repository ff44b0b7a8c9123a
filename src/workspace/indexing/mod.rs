//! Indexing a large corpus: what the cache has is taken from there, the rest is read and put there, a segment at a time.
//!
//! - `indexer`: the phases of it
//! - `segments`: the segments of the cache, with what is gone of each
//! - `stamp`: what the system says of a file

mod indexer;
mod segments;
mod stamp;

pub(super) use indexer::{Indexer, Interrupted};
pub(super) use segments::restored;
pub(super) use stamp::{SourceFiles, stamp};
