//! Text and places in it: byte spans, lines and columns in three encodings, folding with offset maps.
//!
//! The lowest floor: it knows no other. Every place inside the core is a byte [`Span`]; a line and column
//! is made only where a person or an editor asks for one.

mod alternatives;
mod cover;
pub mod fold;
mod key;
mod keyed;
pub mod language;
mod line_ends;
mod map;
mod paragraph;
mod position;
mod rope;
mod run;
pub mod scan;
pub mod script;
mod span;
mod transliteration;
pub mod visible;
pub mod word;

pub use alternatives::alternatives;
pub use cover::Cover;
pub use key::{ascii_key, key};
pub use keyed::Keyed;
pub use line_ends::with_line_ends_of;
pub use map::{Derived, MapBuilder, OffsetMap};
pub use paragraph::{Paragraphs, paragraph};
pub use position::{Encoding, Position};
pub use rope::{Edit, Text};
pub use run::{letters, small_letters};
pub use span::{DocumentId, Passage, Span};
pub use transliteration::transliterated;
