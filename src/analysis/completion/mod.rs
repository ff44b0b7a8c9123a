//! Completion at the cursor: a cite key, a place in a source, a name, the rest of a quotation.
//!
//! `typed` sees what is being written, `index` knows what there is, one file for each kind of thing proposes, and
//! `answer` dispatches.

mod answer;
mod folding;
mod index;
mod keys;
mod name_index;
mod names;
mod proposal;
mod quotations;
mod run;
mod typed;

pub use answer::completion;
pub use index::CompletionIndex;
pub use proposal::{Occasion, Proposal, ProposalKind};
