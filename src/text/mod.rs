//! Text and places in it: byte spans, lines and columns in three encodings, folding with offset maps.
//!
//! The lowest floor: it knows no other. Every place inside the core is a byte [`Span`]; a line and column is only
//! computed when a person or an editor asks for one.

mod alternatives;
pub mod fold;
mod front_matter;
mod key;
pub mod language;
mod line_ends;
mod map;
mod name_case;
mod paragraph;
mod roman;
mod rope;
mod run;
pub mod scan;
pub mod script;
mod section_number;
mod span;
pub mod visible;
pub mod word;

pub use alternatives::alternatives;
pub use front_matter::front_matter;
pub use key::{Keyed, ascii_key, key};
pub use line_ends::with_line_ends_of;
pub use map::{Derived, MapBuilder, OffsetMap};
pub use name_case::name_case;
pub use paragraph::{Paragraphs, paragraph};
pub use roman::roman;
pub use rope::{Edit, Encoding, Position, Text};
pub use run::{letters, small_letters};
pub use script::transliterated;
pub use section_number::SectionNumber;
pub use span::{Cover, DocumentId, Passage, Span};
