//! Whose voice each stretch of a document is: whose turn in a record of speech, whose text.
//!
//! [`record`] is the door: it finds the turns of a hearing, a briefing, an interview, a podcast, a play, minutes or a chat, whatever
//! the form of its labels. `head` reads what may be a label at the start of one line; `evidence` decides over the whole document
//! which of these are labels; `turn` says where the words of each end; `roster` says who is meant by a label.

mod address;
mod evidence;
mod head;
mod interview;
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
mod shown;
mod speech;
mod told;
mod turn;
mod vocabulary;

pub use model::{Record, Turn};
pub use record::record;
pub use vocabulary::is_asker;

#[cfg(test)]
mod tests;
