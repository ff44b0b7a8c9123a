//! The beginning of a dossier: as much as a card shows, whatever the corpus says of the actor.

use super::dossier::{Companion, Dossier, Said};
use super::office::{Dispute, StatedOffice, disputes, offices};
use super::ranking::Ranking;
use crate::prose::PartialDate;
use crate::text::Passage;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The most entries of a list that a brief has. Cards show fewer.
pub const MOST_IN_BRIEF: usize = 8;

/// The beginning of a [`Dossier`], which a card of somebody with thousands of mentions is made of as fast as any other. It is
/// stored as the dossier is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// Where the corpus introduces the actor.
    pub introduced: Option<Passage>,
    /// Quotations given to the actor.
    pub said: First<Said>,
    /// Places where the actor is named.
    pub mentions: First<Passage>,
    /// Who is named together with the actor.
    pub with: First<Companion>,
    /// Number of documents that name the actor.
    pub documents: usize,
    /// Date of the earliest and the latest document that has one.
    pub dates: Option<(PartialDate, PartialDate)>,
    /// Offices as sources state them, each once.
    pub offices: First<StatedOffice>,
    /// What sources say of an office and cannot all be right, at most [`MOST_IN_BRIEF`].
    pub disputes: Vec<Dispute>,
}

/// The first [`MOST_IN_BRIEF`] entries of a list of the dossier, in its order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct First<T> {
    /// These entries.
    pub first: Vec<T>,
    /// How many the whole list has.
    pub all: usize,
}

impl<T> First<T> {
    fn of(list: impl ExactSizeIterator<Item = T>) -> Self {
        let all = list.len();
        Self { first: list.take(MOST_IN_BRIEF).collect(), all }
    }
}

impl Brief {
    /// The beginning of a dossier of which all but the order of `with` is settled.
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
