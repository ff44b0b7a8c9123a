//! The index of large corpora: immutable segments of flat arrays, read in place, usually from a mapped file.
//!
//! This room makes and reads bytes; the workspace decides where they are kept.

mod build;
mod candidates;
mod format;
mod places;
mod postings;
mod shingles;
mod stored;
#[cfg(test)]
mod stored_form_tests;
#[cfg(test)]
mod tests;

pub use build::Builder;
pub use format::{Head, Stamp};
pub use stored::IndexSegment;
pub(super) use stored::in_order;

pub(super) use candidates::{Excerpt, StoredDocument, alone, exact, having_all, near, tellings};
