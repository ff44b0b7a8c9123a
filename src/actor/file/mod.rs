//! The user's actors file: reading it, indexing its names, and editing it.

mod edit;
mod entry;
mod finder;
mod index;

pub use edit::{ActorsFile, Added};
pub use entry::{ActorEntries, ActorEntry, EntryProblem, Membership};
pub(super) use entry::{parse_date, parse_kind};
pub use index::EntryIndex;
