//! The actors of a corpus in memory, joined from what each document says.

use super::surnames::Surnames;
use crate::actor::file::EntryIndex;
use crate::actor::index::{Lookup, Patterns};
use crate::actor::linking::{DocumentKey, KindVotes, Link, Linkage};
use crate::actor::model::{Actor, ActorIndex, Dossier, Mention, Ranking, Role};
use crate::actor::names::WordsKey;
use crate::actor::reading::{DocumentNames, NameForm, NameUse};
use crate::prose::NameKind;
use crate::text::{DocumentId, Passage};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

/// Everyone the corpus names. A copy shares most of its parts: an update leaves what it does not touch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Joined {
    pub(crate) known: Arc<EntryIndex>,
    pub(crate) documents: FxHashMap<DocumentKey, JoinedDocument>,
    /// The documents by their id in the corpus.
    pub(crate) keys: FxHashMap<DocumentId, DocumentKey>,
    /// The key of the next document.
    pub(super) next: u32,
    pub(super) kinds: KindVotes,
    pub(super) surnames: Surnames,
    /// By [`ActorIndex`]; unused ones are empty.
    pub(super) slots: Vec<Option<Arc<JoinedActor>>>,
    pub(super) free: Vec<ActorIndex>,
    pub(super) by_identity: FxHashMap<Identity, ActorIndex>,
    pub(super) ranking: Ranking,
    /// The actors that share a plain id.
    pub(super) slugs: FxHashMap<WordsKey, Arc<Vec<ActorIndex>>>,
    /// All actors by name: built on first use or by `make_ready`, then kept up to date.
    pub(super) lookup: OnceLock<Lookup>,
    pub(crate) patterns: Patterns,
}

impl Joined {
    /// An actor and where it comes from.
    pub(crate) fn slot(&self, index: ActorIndex) -> Option<&Arc<JoinedActor>> {
        self.slots.get(index.0 as usize)?.as_ref()
    }

    /// A document of the corpus.
    pub(crate) fn document(&self, id: DocumentId) -> Option<&JoinedDocument> {
        self.documents.get(self.keys.get(&id)?)
    }

    /// All actors, the most often named first.
    pub(crate) fn all(&self) -> impl Iterator<Item = (ActorIndex, &Actor)> {
        let order = self.ranking.order().iter();
        order.filter_map(|index| Some((*index, &self.slot(*index)?.actor)))
    }
}

/// What identifies an actor across documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Identity {
    /// An entry of the user's file, by index.
    Entry(usize),
    /// A state, by its code.
    State(&'static str),
    /// The full name, folded for spelling.
    Named(NameKind, WordsKey),
}

/// A document that the actors are joined from.
#[derive(Clone, Debug)]
pub(crate) struct JoinedDocument {
    pub(crate) id: DocumentId,
    pub(crate) names: Arc<DocumentNames>,
    pub(super) linkage: Arc<Linkage>,
    /// The actor of each cluster.
    pub(crate) actors: Arc<[ActorIndex]>,
    /// The same by actor: each with its clusters, in order.
    pub(super) clusters: Arc<[(ActorIndex, u32)]>,
    /// Built on first use.
    pub(crate) mentions: OnceLock<Arc<Vec<Mention>>>,
}

impl JoinedDocument {
    pub(super) fn unlinked(id: DocumentId, names: Arc<DocumentNames>) -> Self {
        Self {
            id,
            names,
            linkage: Arc::default(),
            actors: Arc::new([]),
            clusters: Arc::new([]),
            mentions: OnceLock::new(),
        }
    }

    /// The link of a place.
    pub(crate) fn link(&self, named: &NameUse) -> Option<&Link> {
        self.linkage.links.get(named.form as usize)
    }

    /// Who is named at a place.
    pub(crate) fn actor(&self, named: &NameUse) -> Option<ActorIndex> {
        self.actors.get(self.link(named)?.cluster).copied()
    }

    /// A place, with the form of the name there and its link.
    pub(crate) fn place(&self, place: u32) -> Option<(&NameUse, &NameForm, &Link)> {
        let named = self.names.uses.get(place as usize)?;
        Some((named, self.names.form(named)?, self.link(named)?))
    }

    /// The places that name an actor, in order: indexes into [`DocumentNames::uses`].
    pub(crate) fn places(&self, actor: ActorIndex) -> Cow<'_, [u32]> {
        let first = self.clusters.partition_point(|(other, _)| *other < actor);
        let own = self.clusters.get(first..).unwrap_or_default();
        let own = own.iter().take_while(|(other, _)| *other == actor);
        let mut own = own.filter_map(|(_, cluster)| {
            let cluster = self.linkage.clusters.get(*cluster as usize)?;
            Some(cluster.places.as_slice())
        });
        let first = own.next().unwrap_or_default();
        let Some(second) = own.next() else { return Cow::Borrowed(first) };
        let all = [first, second].into_iter().chain(own);
        let mut places: Vec<u32> = all.flatten().copied().collect();
        places.sort_unstable();
        Cow::Owned(places)
    }
}

/// An actor and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct JoinedActor {
    pub(crate) identity: Identity,
    /// The documents that name it.
    pub(crate) documents: Vec<DocumentKey>,
    pub(crate) actor: Actor,
    /// Offices as sources state them.
    pub(crate) roles: Vec<Role>,
    pub(super) count: usize,
    pub(super) first: Option<Passage>,
    /// Built on first use.
    pub(crate) dossier: OnceLock<Arc<Dossier>>,
}

impl JoinedActor {
    /// The most often named actors come first; among equals, those named earliest.
    pub(crate) fn rank(&self) -> Rank<'_> {
        (Reverse(self.count), self.first.is_none(), self.first, &self.actor.name)
    }
}

/// The sort key of an actor among all.
pub(crate) type Rank<'a> = (Reverse<usize>, bool, Option<Passage>, &'a str);
