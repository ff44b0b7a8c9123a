//! The dossier: everything the corpus says of one actor, with the places that say it.

use super::{ActorIndex, LinkRule};
use crate::prose::PartialDate;
use crate::text::{DocumentId, Span};

/// A span in a document of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
}

/// Words the corpus gives to the actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The words, without marks.
    pub words: Place,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The document's date.
    pub date: Option<PartialDate>,
}

/// Somebody named in the same sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Who.
    pub actor: ActorIndex,
    /// In how many sentences.
    pub count: usize,
}

/// One actor's dossier. Lists are in the order the card shows them, not cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    /// Who.
    pub actor: ActorIndex,
    /// Where the corpus introduces the actor: the first mention with a role, else by full name, else the first.
    pub introduced: Option<Place>,
    /// Quotations given to the actor.
    pub said: Vec<Said>,
    /// Places where the actor is named, newest document first, with the rule that links each.
    pub mentions: Vec<(Place, LinkRule)>,
    /// Who is named together with the actor, most often first.
    pub with: Vec<Companion>,
    /// Number of documents that name the actor.
    pub documents: usize,
    /// Date of the earliest and the latest document that has one.
    pub dates: Option<(PartialDate, PartialDate)>,
}
