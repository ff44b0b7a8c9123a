//! Actors on disk: their order is read at once; names, mentions and dossiers on demand.

mod records;
mod stored;
#[cfg(test)]
mod stored_form_tests;

pub use records::{EncodedActors, check};
pub(super) use stored::{StoredActors, encode};
