//! Actors the user knows: the actors file.

/// The content of the user's actors file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownActors {}
