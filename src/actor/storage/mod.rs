//! Actors on disk: their order is read at once; who they are, their names, mentions and dossiers when somebody asks.

mod records;
mod stored;

pub use records::{EncodedActors, check};
pub(super) use stored::{StoredActors, encode};
