//! What completion answers with.

use super::index::CompletionIndex;
use crate::actor::ActorIndex;
use crate::text::{DocumentId, Passage, Span};
use crate::workspace::{NoteEntry, Snapshot};
use std::path::Path;

/// The most proposals of an answer.
pub(super) const MOST: usize = 50;

/// What a proposal puts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalKind {
    /// The key of a source.
    Key(DocumentId),
    /// A paragraph of a source.
    Locator(Passage),
    /// The name of an actor.
    Actor(ActorIndex),
    /// The words of a quotation.
    Quotation(Passage),
}

/// Why proposals are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Somebody asked for them.
    Asked,
    /// Something was typed, and most editors take the first proposal on Enter: what may be written whole has none.
    Typing,
}

/// Where proposals are wanted, and all that they come from.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) index: &'a CompletionIndex,
    /// The note's path.
    pub(super) path: &'a Path,
    pub(super) entry: &'a NoteEntry,
    /// A byte of the note.
    pub(super) offset: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn text(&self) -> &'a str {
        &self.entry.note.text
    }
}

/// One thing that may come next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What a list shows.
    pub label: String,
    /// What is shown beside it: the title, the role, the speaker.
    pub detail: String,
    /// What it is.
    pub kind: ProposalKind,
    /// What is replaced: bytes of the note, within one line.
    pub span: Span,
    /// By what.
    pub text: String,
    /// What editors compare with what was typed.
    pub filter: String,
}
