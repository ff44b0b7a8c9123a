//! The corpus: sources with their metadata, resolving cite keys, and finding where quoted words stand.
//!
//! A corpus is immutable; a change makes a new one that shares what did not change. What a file says is in `source` (the types),
//! `reading` and `metadata`; all sources together in `collection`, `assembly` and `key`; a quotation is looked up by `lookup`,
//! which has `search` lay its words over stretches of a text (`alignment`) and `judgement` say what the difference amounts to.

mod alignment;
mod assembly;
mod authors;
mod boilerplate;
mod byline;
mod collection;
mod dateline;
mod dispute;
mod edge;
mod front_matter;
pub mod index;
mod interruption;
mod judgement;
mod key;
mod lookup;
mod matching;
mod material;
mod metadata;
mod overlay;
mod pattern;
mod reading;
mod search;
mod segment;
mod short;
mod signature;
mod source;
mod tally;
#[cfg(test)]
mod tests;
mod voice;
mod voices;

pub use byline::is_credit;
pub use collection::Corpus;
pub use dispute::{dispute, speaks_against};
pub use edge::{Bound, alike, before, behind};
pub use index::Head;
pub use key::Resolution;
pub use matching::{Change, ChangeKind, Match, Query, Verdict};
pub use source::{Metadata, Source, Voice};
pub use voices::{VoiceKind, VoiceSpan};
