//! Indexing a large corpus: reuses what the cache has, reads the rest and stores it, a segment at a time.
//!
//! - `indexer`: its phases
//! - `segments`: the segments of the cache, and which of their documents are gone
//! - `stamp`: what the system says about a file

mod indexer;
mod segments;
mod stamp;

pub(super) use indexer::{Indexer, Interrupted};
pub(super) use segments::restored;
pub(super) use stamp::{SourceFiles, stamp};
