//! The index of large corpora: immutable segments of flat arrays that are read where they lie, most often in a mapped file.
//!
//! This room makes bytes and reads bytes; where they are kept is the workspace's business.

mod build;
mod candidates;
mod format;
mod postings;
mod shingles;
mod stored;
#[cfg(test)]
mod tests;

pub use build::{Builder, Stamp};
pub use format::{Bytes, Image, Unusable};
pub(super) use stored::in_order;
pub use stored::{Head, Stored};

pub(super) use candidates::{Document, alone, exact, having_all, near, tellings};

/// The length of a title where there is none.
const NO_TITLE: u32 = u32::MAX;
