//! Finds the speakers of a record of speech and their turns.
//!
//! [`record`] is the entry point: it finds the turns of a hearing, a briefing, an interview, a podcast, a play, minutes
//! or a chat, whatever its labels look like. `head` reads what may be a label at the start of a line; `evidence`
//! decides over the whole document which of these are labels; `turn` finds where each turn's words end; `roster`
//! resolves labels to speakers.

mod address;
mod evidence;
mod head;
mod interview;
mod introductions;
mod label;
mod legend;
mod line;
mod look;
mod mail;
mod matter;
mod model;
mod people;
mod record;
mod roster;
mod signals;
mod speech;
mod turn;
mod vocabulary;

pub use model::{Record, Turn};
pub use people::untitled;
pub use record::record;
pub use vocabulary::{changes_hands, is_asker, is_staff};

#[cfg(test)]
mod tests;
