//! Reading English: sentences, quotation marks, speakers, names, dates. Notes and sources are read alike.
//!
//! Reading is pure and cannot fail. It sees a text and its blocks, and knows nothing about Markdown, files or actors;
//! its results are spans of that text.

mod block;
pub(crate) mod data;
mod date;
mod lines;
mod memory;
mod name;
mod quote;
mod reading;
#[cfg(test)]
mod reading_tests;
mod sentence;
mod speech;
mod word;

pub use block::{Block, BlockKind};
pub(crate) use date::MONTHS;
pub use date::PartialDate;
pub use memory::Memory;
pub(crate) use name::APOSTROPHES;
pub use name::{
    Description, Evidence, NAME_FEATURES, Name, NameCase, NameKind, NameWeights, Says, StateForm,
    StateName, comparable, eastern_surname, given_name, name_cases, names, organisation,
    organisation_head, read_names, read_names_weighing, seat_holds, state, state_names, titles,
};
pub use quote::mark::closing_mark;
pub use quote::meaning::{Meaning, Reason, Written};
pub use quote::quotation::{
    Attribution, AttributionRule, Confidence, Form, Kind, Quotation, with_doubt,
};
pub use quote::weight::{CONSTRUCTIONS, Construction, Measured, ReadIn, Weight, weight};
pub use reading::Reading;
pub use reading::{read, read_choosing, read_note, read_pronouns, read_words};
pub use sentence::is_abbreviated;
pub use speech::choice::{Case, Choice, Chooser};
pub use speech::features::{FEATURES, Features};
pub use speech::layout::title_speaker;
pub use speech::pronoun::evidence::{PRONOUN_FEATURES, PronounFeatures};
pub use speech::pronoun::resolver::PronounCase;
pub use speech::pronoun::weights::PronounWeights;
pub use speech::trees::{DEPTH, Model, Odds};
pub use word::{Words, is_common};
