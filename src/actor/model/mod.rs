//! What the room speaks of: actors, documents, mentions, dossiers. Leaves, which know nothing of how they come about.

mod actor;
mod brief;
mod document;
mod dossier;
mod mention;
mod office;
mod ranking;

pub use actor::{Actor, ActorIndex, Alias, LinkRule, Role};
pub use brief::{Brief, First, MOST_IN_BRIEF};
pub(super) use document::DocumentKey;
pub use document::ReadDocument;
pub use dossier::{Companion, Dossier, Said};
pub(super) use mention::MOST_MEANT;
pub use mention::{Mention, speaker_in};
pub use office::{Dispute, RoleGroup, StatedOffice, Tenure, group_roles};
pub(super) use ranking::Ranking;
