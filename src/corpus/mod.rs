//! The corpus: sources with their metadata, resolving cite keys, and finding quoted words.
//!
//! A corpus is immutable; a change makes a new one that shares what did not change. One file's content is in `source`
//! (the types), `reading` and `metadata`; all sources together in `collection`, `assembly` and `key`; quotations are
//! looked up by `lookup`, for which `search` aligns their words with stretches of a text (`alignment`) and `judgement`
//! says what the differences amount to.

mod alignment;
mod assembly;
mod authors;
mod boilerplate;
mod byline;
mod collection;
mod dateline;
mod dispute;
mod division;
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
pub use source::{Metadata, Source, SourceReading, Voice};
pub use voices::{VoiceKind, VoiceSpan};
