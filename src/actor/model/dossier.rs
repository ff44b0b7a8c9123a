//! The dossier: everything the corpus says about one actor, with its places; and the brief, the part of it that a card
//! shows.

use super::actor::{ActorIndex, LinkRule, Role};
use super::office::{Dispute, StatedOffice, disputes, offices};
use super::ranking::Ranking;
use crate::prose::{Confidence, PartialDate};
use crate::text::{Passage, Span};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Words that the corpus attributes to the actor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The words, without marks.
    pub words: Passage,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The pronoun or description beside the words, when it is only taken to mean the actor.
    pub written: Option<Span>,
    /// How sure it is that the words are the actor's.
    pub confidence: Confidence,
    /// The document's date.
    pub date: Option<PartialDate>,
}

/// Another actor named in the same sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    /// Who.
    pub actor: ActorIndex,
    /// In how many sentences.
    pub count: usize,
}

/// One actor's dossier. Lists are complete and in the order of the card. Stored: a changed field raises the `VERSION`
/// of `actor/storage/records.rs`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Who.
    pub actor: ActorIndex,
    /// Where the corpus introduces the actor: the first mention with a role, else by full name, else the first.
    pub introduced: Option<Passage>,
    /// Quotations attributed to the actor.
    pub said: Vec<Said>,
    /// Places where the actor is named, newest document first, with the rule that links each.
    pub mentions: Vec<(Passage, LinkRule)>,
    /// Who is named together with the actor, most often first.
    pub with: Vec<Companion>,
    /// Number of documents that name the actor.
    pub documents: usize,
    /// The dates of the earliest and the latest dated document.
    pub dates: Option<(PartialDate, PartialDate)>,
    /// Offices as the user's file and sources state them.
    pub roles: Vec<Role>,
}

/// The most entries of each list in a brief. Cards show fewer.
pub const MOST_IN_BRIEF: usize = 8;

/// The beginning of a [`Dossier`], so that the card of an actor with thousands of mentions costs no more than any
/// other. Stored like the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// Where the corpus introduces the actor.
    pub introduced: Option<Passage>,
    /// Quotations attributed to the actor.
    pub said: First<Said>,
    /// Places where the actor is named.
    pub mentions: First<Passage>,
    /// Who is named together with the actor.
    pub with: First<Companion>,
    /// Number of documents that name the actor.
    pub documents: usize,
    /// The dates of the earliest and the latest dated document.
    pub dates: Option<(PartialDate, PartialDate)>,
    /// Offices as sources state them, without duplicates.
    pub offices: First<StatedOffice>,
    /// Statements about an office that cannot all be right, at most [`MOST_IN_BRIEF`].
    pub disputes: Vec<Dispute>,
}

/// The first [`MOST_IN_BRIEF`] entries of a list of the dossier, in its order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct First<T> {
    /// The entries.
    pub first: Vec<T>,
    /// The length of the whole list.
    pub all: usize,
}

impl<T> First<T> {
    fn of(list: impl ExactSizeIterator<Item = T>) -> Self {
        let all = list.len();
        Self { first: list.take(MOST_IN_BRIEF).collect(), all }
    }
}

impl Brief {
    /// The beginning of a dossier whose `with` is not in order yet.
    pub(crate) fn of(dossier: &Dossier, ranking: &Ranking) -> Self {
        let mut with: Vec<&Companion> = dossier.with.iter().collect();
        let order = |c: &&Companion| (Reverse(c.count), ranking.rank(c.actor));
        if with.len() > MOST_IN_BRIEF {
            with.select_nth_unstable_by(MOST_IN_BRIEF, |a, b| order(a).cmp(&order(b)));
        }
        let all = with.len();
        with.truncate(MOST_IN_BRIEF);
        with.sort_by_key(order);
        Self {
            introduced: dossier.introduced,
            said: First::of(dossier.said.iter().copied()),
            mentions: First::of(dossier.mentions.iter().map(|(place, _)| *place)),
            with: First { first: with.into_iter().cloned().collect(), all },
            documents: dossier.documents,
            dates: dossier.dates,
            offices: First::of(offices(&dossier.roles).into_iter()),
            disputes: disputes(&dossier.roles, MOST_IN_BRIEF),
        }
    }
}
