//! Answers: one file for each question an editor or a reader asks, computed from a snapshot alone.
//!
//! Every function here is pure: snapshot and place in, data out. No lock, no disk, no protocol type.

mod card;
mod completion;
mod definition;
mod findings;
mod fix_all;
mod hints;
mod hover;
mod lenses;
mod links;
mod markdown;
mod references;
mod rename;
mod subject;
mod symbols;

pub use crate::rules::{Finding, Fix, Related, Replacement};
pub use card::actor_card;
pub use completion::{Proposal, ProposalKind, completion};
pub use definition::{Definition, Destination, definition};
pub use findings::findings;
pub use fix_all::{apply, fix_all};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use lenses::{Lens, lenses};
pub use links::{DocumentLink, document_links};
pub use references::{Occurrence, highlights, references};
pub use rename::{DocumentEdits, Refusal, Renamable, renamable, rename};
pub use subject::{Subject, subject};
pub use symbols::{Symbol, SymbolKind, document_symbols, workspace_symbols};
