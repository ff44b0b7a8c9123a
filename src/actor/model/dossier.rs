//! The dossier: everything the corpus says of one actor, with the places that say it.

use super::actor::{ActorIndex, LinkRule, Role};
use crate::prose::{Confidence, PartialDate};
use crate::text::{Passage, Span};
use serde::{Deserialize, Serialize};

/// Words the corpus gives to the actor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The words, without marks.
    pub words: Passage,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The pronoun or the description beside the words, where the actor is only taken to be meant by it.
    pub written: Option<Span>,
    /// How sure it is that the words are the actor's.
    pub confidence: Confidence,
    /// The document's date.
    pub date: Option<PartialDate>,
}

/// Somebody named in the same sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    /// Who.
    pub actor: ActorIndex,
    /// In how many sentences.
    pub count: usize,
}

/// One actor's dossier. Lists are in the order the card shows them, not cut. It is stored: a field that changes raises the
/// `VERSION` of `actor/storage/records.rs`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Who.
    pub actor: ActorIndex,
    /// Where the corpus introduces the actor: the first mention with a role, else by full name, else the first.
    pub introduced: Option<Passage>,
    /// Quotations given to the actor.
    pub said: Vec<Said>,
    /// Places where the actor is named, newest document first, with the rule that links each.
    pub mentions: Vec<(Passage, LinkRule)>,
    /// Who is named together with the actor, most often first.
    pub with: Vec<Companion>,
    /// Number of documents that name the actor.
    pub documents: usize,
    /// Date of the earliest and the latest document that has one.
    pub dates: Option<(PartialDate, PartialDate)>,
    /// Offices as the user's file and sources state them.
    pub roles: Vec<Role>,
}
