//! Answers: one file for each question of an editor or a reader, computed from a snapshot alone.
//!
//! Every function here is pure: snapshot and place in, data out. No lock, no disk, no protocol type.

mod actor_edits;
mod card;
mod completion;
mod counted;
mod definition;
mod dossier_view;
mod edits;
mod findings;
#[cfg(test)]
mod fixture;
mod folding;
mod hints;
mod hover;
mod lenses;
mod moves;
mod neighbourhood;
mod quoting;
mod references;
mod rename;
mod selection;
mod subject;
mod suppression;
mod symbols;
mod tokens;
mod trial;
mod unfinished;

mod workspace_symbols;

pub use crate::workspace::{Finding, Fix, Related, Replacement};
pub use actor_edits::{ActorEdit, actor_edits};
pub use card::{Card, CardBlock, Chunk, Style, StyledText, actor_card, sentence_card, source_card};
pub use completion::{CompletionIndex, Occasion, Proposal, ProposalKind, completion};
pub use counted::counted;
pub use definition::{
    Definition, Destination, DocumentLink, definition, document_links, introduction,
};
pub use dossier_view::{Company, DossierView, Event, EventKind, RoleLine, dossier_view};
pub use edits::{DocumentEdits, apply};
pub use findings::findings;
pub use folding::{Fold, folds};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover, hover_or_findings};
pub use lenses::{Lens, lenses};
pub use moves::{Move, moved_citations};
pub use quoting::{Party, PartyAt, Quoting, party_at, quoted_by, quotes};
pub use references::{Occurrence, highlights, references};
pub use rename::{Renamable, renamable, rename, rename_known};
pub use selection::selections;
pub use subject::{NoteQuotation, Subject, subject};
pub use suppression::{suppress_everywhere, suppress_here};
pub use symbols::{Symbol, SymbolKind, document_symbols};
pub use tokens::{Token, TokenKind, TokenState, tokens};
pub use trial::{fix_all, sound_fixes};
pub use unfinished::unfinished;
pub use workspace_symbols::workspace_symbols;
