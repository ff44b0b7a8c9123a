//! What the room speaks of: actors, documents, mentions, dossiers. Leaves, which know nothing of how they come about.

mod actor;
mod brief;
mod document;
mod dossier;
mod mention;
mod office;
mod ranking;

pub use actor::{Actor, ActorIndex, ActorKind, Alias, LinkRule, Role};
pub use brief::{Brief, First, MOST_IN_BRIEF};
pub use document::Document;
pub(super) use document::DocumentKey;
pub use dossier::{Companion, Dossier, Said};
pub(super) use mention::MOST_MEANT;
pub use mention::{Mention, speaker_in};
pub use office::{Alike, Dispute, Office, Tenure, alike};
pub(super) use ranking::Ranking;
