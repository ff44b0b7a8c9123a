//! The types of completion's answer.

use super::index::CompletionIndex;
use crate::actor::ActorIndex;
use crate::text::{DocumentId, Passage, Span};
use crate::workspace::{NoteEntry, Snapshot};
use std::path::Path;

/// The most proposals of an answer.
pub(super) const MOST: usize = 50;

/// What a proposal inserts.
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

/// Why proposals are requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The user asked for them.
    Asked,
    /// Something was typed. Most editors accept the first proposal on Enter, so there are none for what may be
    /// complete.
    Typing,
}

/// Where proposals are requested, and everything they are made from.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) index: &'a CompletionIndex,
    /// The note's path.
    pub(super) path: &'a Path,
    pub(super) entry: &'a NoteEntry,
    /// The byte of the note.
    pub(super) offset: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn text(&self) -> &'a str {
        &self.entry.note.text
    }
}

/// One possible continuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The label in the list.
    pub label: String,
    /// The detail beside it: the title, the role, the speaker.
    pub detail: String,
    /// What it is.
    pub kind: ProposalKind,
    /// What is replaced, in bytes of the note, within one line.
    pub span: Span,
    /// The replacement.
    pub text: String,
    /// What editors filter by.
    pub filter: String,
}
