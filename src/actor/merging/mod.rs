//! Merging: the actors of the corpus from what its documents say, kept up to date as documents come, change and go.

mod dossier;
mod draft;
mod in_memory;
mod joined;
mod surnames;
mod update;

pub(super) use dossier::dossier;
pub(super) use in_memory::mentions;
pub(super) use joined::Joined;
