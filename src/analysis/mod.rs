//! Answers: one file for each question an editor or a reader asks, computed from a snapshot alone.
//!
//! Every function here is pure: snapshot and place in, data out. No lock, no disk, no protocol type.

mod card;
mod definition;
mod findings;
mod fix_all;
mod hover;
mod markdown;
mod subject;

pub use crate::rules::{Finding, Fix, Related, Replacement};
pub use card::actor_card;
pub use definition::{Definition, Destination, definition};
pub use findings::findings;
pub use fix_all::{apply, fix_all};
pub use hover::{Hover, hover};
pub use subject::{Subject, subject};
