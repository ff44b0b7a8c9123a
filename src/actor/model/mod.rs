//! The types of the room: actors, mentions, dossiers. They know nothing about how they are made.

mod actor;
mod dossier;
mod office;
mod ranking;

pub(super) use actor::MOST_MEANT;
pub use actor::{Actor, ActorIndex, Alias, LinkRule, Mention, Role, speaker_in};
pub use dossier::{Brief, Companion, Dossier, First, MOST_IN_BRIEF, Said};
pub use office::{Dispute, RoleGroup, StatedOffice, Tenure, group_roles};
pub(super) use ranking::Ranking;
