//! Reading English: sentences, quotation marks, who speaks, names, dates. Notes and sources are read alike.
//!
//! Reading is pure and cannot fail. It sees a text and its blocks, and knows nothing of Markdown, files or actors;
//! all it says is spans of the text it was given.

mod attribution;
mod block;
mod block_quote;
mod candidate;
mod choice;
#[cfg(test)]
mod constructions;
mod cue;
mod data;
mod date;
mod facts;
mod group;
mod kind;
mod layout;
mod lexicon;
mod lines;
mod mark;
mod marks;
mod memory;
mod name;
mod past;
mod people;
mod phrase;
mod quotation;
mod read;
mod reading;
mod repetition;
mod sentence;
mod sight;
mod speaker;
#[cfg(test)]
mod tests;
mod token_kind;
mod tokens;
mod trees;
mod usage;
mod weight;

pub use block::{Block, BlockKind};
pub use choice::{Case, Choice, Chooser};
pub use date::PartialDate;
pub use facts::{FACTS, Facts};
pub use mark::closing_mark;
pub use memory::Memory;
pub(crate) use name::APOSTROPHES;
pub use name::{
    Description, Name, NameKind, Says, StateForm, StateName, comparable, eastern_surname,
    given_name, names, organisation, organisation_head, read_names, seat_holds, state, state_names,
    titles,
};
pub use quotation::{Attribution, AttributionRule, Confidence, Form, Kind, Quotation, with_doubt};
pub use read::{read, read_choosing, read_note, title_speaker};
pub use reading::Reading;
pub use sentence::is_abbreviated;
pub use trees::{DEPTH, Model, Odds};
pub use weight::{CONSTRUCTIONS, Construction, Measured, ReadIn, Weight, weight};
