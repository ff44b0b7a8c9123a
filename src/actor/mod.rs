//! Actors: who is named in the corpus, under which names, in which roles, and what is known of them.
//!
//! Knows only prose and text; the workspace hands it documents and notes. Its folders are the stages from a text to an
//! answer, each using those above it:
//!
//! - `names`: names as words, `model`: what an actor is, and `file`: the user's actors file (`exchange`: others' files);
//! - `reading`: what one document says about the actors it names;
//! - `linking`: which of its names mean the same actor;
//! - `index`: actors by their names;
//! - `merging`: the actors of the corpus, in memory; `storage`: on disk; `store`: what is asked of both;
//! - `actors`: one or the other; `queries`: what is looked up in them.

mod actors;
pub mod exchange;
mod file;
mod index;
mod linking;
mod merging;
mod model;
mod names;
mod queries;
mod reading;
mod storage;
mod store;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod update_tests;

pub use actors::Actors;
pub use file::{ActorEntries, ActorEntry, ActorsFile, Added, EntryIndex, EntryProblem, Membership};
pub use model::{
    Actor, ActorIndex, Alias, Brief, Companion, Dispute, Dossier, First, LinkRule, MOST_IN_BRIEF,
    Mention, Role, RoleGroup, Said, StatedOffice, Tenure, group_roles, speaker_in,
};
pub use names::{FullName, Likeness, ends_name, likeness, may_be_one};
pub use queries::NameMemo;
pub use reading::{
    AttributedSpeech, DocumentNames, FormInterner, NameForm, NameUse, ReadDocument, StatedRole,
};
pub use storage::{EncodedActors, check};
