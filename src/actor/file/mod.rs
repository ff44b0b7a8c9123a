//! The user's actors file: what it says, found by the names in it, and written into.

mod edit;
mod entry;
mod finder;
mod index;

pub use edit::{ActorsFile, Added};
pub use entry::{KnownActor, KnownActors, KnownProblem, Membership};
pub use index::KnownNames;
