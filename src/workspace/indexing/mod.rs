//! Indexing a large corpus: what the cache has is taken from there, the rest is read and put there, a segment at a time.
//!
//! - `indexer`: the phases of it
//! - `segments`: the segments of the cache, with what is gone of each
//! - `limits`: when a corpus is large
//! - `stamp`: what the system says of a file
//! - `threads`: work shared out among threads

mod indexer;
mod limits;
mod segments;
mod stamp;
mod threads;

pub(super) use indexer::{Indexer, Interrupted};
pub use limits::Limits;
pub(super) use segments::restored;
pub(super) use stamp::{SourceFiles, stamp};
