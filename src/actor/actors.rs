//! All actors of a corpus, in memory or on disk.

use super::file::{ActorEntries, ActorEntry, EntryIndex};
use super::index::{SharedNames, TypoIndex};
use super::merging::Joined;
use super::model::{Actor, ActorIndex, Brief, Dossier, Mention, Said};
use super::reading::{DocumentNames, ReadDocument};
use super::storage::{EncodedActors, StoredActors, encode};
use super::store::Store;
use crate::container::{Bytes, Unusable};
use crate::prose::{NameKind, Words};
use crate::text::{DocumentId, Passage};
use std::sync::{Arc, OnceLock};

/// Everyone the corpus names. Cheap to copy.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    home: Home,
    shared_names: SharedNames,
    /// Built on first use.
    typos: OnceLock<Arc<TypoIndex>>,
}

/// Where the actors are.
#[derive(Clone, Debug)]
enum Home {
    /// Joined from documents, and updated with them.
    Memory(Arc<Joined>),
    /// Read on demand from disk. Says nothing about single documents.
    Disk(Arc<StoredActors>),
}

impl Default for Home {
    fn default() -> Self {
        Self::Memory(Arc::default())
    }
}

impl Home {
    fn joined(&self) -> Option<&Joined> {
        match self {
            Self::Memory(joined) => Some(joined),
            Self::Disk(_) => None,
        }
    }
}

impl Actors {
    /// Finds and links the actors of a corpus. The user's file adds to what is found, and overrides it.
    pub fn of(documents: &[ReadDocument<'_>], known: &ActorEntries) -> Self {
        let known = Arc::new(EntryIndex::of(known.clone()));
        let names = documents
            .iter()
            .map(|d| (d.id, Arc::new(DocumentNames::of(d, &Words::default(), &known))))
            .collect();
        Self::of_file(known).updated(names)
    }

    /// The actors of the user's file alone.
    pub fn of_file(known: Arc<EntryIndex>) -> Self {
        Self::at(Home::Memory(Arc::new(Joined::of_file(known))))
    }

    /// The actors of exactly these documents. Documents that `self` already has (the same `Arc` of names) are not
    /// joined again. A series of updates gives the same result as joining from scratch.
    ///
    /// The cost depends on the documents that changed and on how many documents name the same actors, plus copying
    /// tables of pointers.
    pub fn updated(&self, documents: Vec<(DocumentId, Arc<DocumentNames>)>) -> Self {
        let next = match self.home.joined() {
            Some(joined) => joined.updated(documents),
            None => Joined::of_file(self.entry_index().clone()).updated(documents),
        };
        Self::at(Home::Memory(Arc::new(next)))
    }

    /// The actors encoded in these bytes; `None` unless they were made from what `key` identifies.
    pub fn restored(
        bytes: Bytes,
        key: u64,
        known: Arc<EntryIndex>,
    ) -> Result<Option<Self>, Unusable> {
        let stored = StoredActors::read(bytes, key, known)?;
        Ok(stored.map(|stored| Self::at(Home::Disk(Arc::new(stored)))))
    }

    fn at(home: Home) -> Self {
        Self { home, shared_names: SharedNames::default(), typos: OnceLock::new() }
    }

    /// Encodes these actors. `documents` is the number of documents in the corpus; `key` identifies what the actors
    /// were made from. `None` when they cannot be written, as actors already on disk cannot.
    pub fn encoded(&self, documents: usize, key: u64) -> Option<EncodedActors> {
        encode(self.home.joined()?, documents, key)
    }

    /// Whether they are on disk and read on demand.
    pub fn are_on_disk(&self) -> bool {
        self.home.joined().is_none()
    }

    /// Whether they were joined in memory from this many documents.
    pub fn are_joined_from(&self, documents: usize) -> bool {
        self.home.joined().is_some_and(|joined| joined.keys.len() == documents)
    }

    /// Whether they are on disk and were made from what `key` identifies.
    pub fn are_stored_as(&self, key: u64) -> bool {
        matches!(&self.home, Home::Disk(stored) if stored.key() == key)
    }

    /// What a document says about its actors; `None` for actors on disk.
    pub fn document_names(&self, document: DocumentId) -> Option<&Arc<DocumentNames>> {
        Some(&self.home.joined()?.document(document)?.names)
    }

    pub(super) fn store(&self) -> &dyn Store {
        match &self.home {
            Home::Memory(joined) => &**joined,
            Home::Disk(stored) => &**stored,
        }
    }

    pub(super) fn shared_names(&self) -> &SharedNames {
        &self.shared_names
    }

    pub(super) fn typos(&self, make: impl FnOnce() -> TypoIndex) -> &TypoIndex {
        self.typos.get_or_init(|| Arc::new(make()))
    }

    /// All actors, the most often named first.
    pub fn all(&self) -> impl Iterator<Item = (ActorIndex, &Actor)> {
        let order = self.store().ranking().order().iter();
        order.filter_map(|index| Some((*index, self.actor(*index)?)))
    }

    /// The full names and kinds of all actors, the most often named first. Does not cache actors on disk.
    pub fn full_names(&self) -> impl Iterator<Item = (ActorIndex, &str, NameKind)> {
        let order = self.store().ranking().order().iter();
        order.filter_map(|index| {
            let (name, kind) = self.store().full_name(*index)?;
            Some((*index, name, kind))
        })
    }

    /// How many actors are named more often.
    pub(super) fn rank(&self, index: ActorIndex) -> Option<u32> {
        self.store().ranking().rank(index)
    }

    /// One actor.
    pub fn actor(&self, index: ActorIndex) -> Option<&Actor> {
        self.store().actor(index)
    }

    /// The user's actors file that these actors were made with.
    pub fn entry_index(&self) -> &Arc<EntryIndex> {
        self.store().known()
    }

    /// The actor's entry in the user's file.
    pub fn entry(&self, index: ActorIndex) -> Option<&ActorEntry> {
        self.entry_index().actors().get(self.store().entry(index)?)
    }

    /// The mentions in one document of the corpus, in order.
    pub fn mentions(&self, document: DocumentId) -> &[Mention] {
        self.store().mentions(document)
    }

    /// The actor's dossier, built on first use.
    pub fn dossier(&self, index: ActorIndex) -> Option<Dossier> {
        self.store().dossier(index)
    }

    /// The beginning of the actor's dossier.
    pub fn brief(&self, index: ActorIndex) -> Option<Brief> {
        self.store().brief(index)
    }

    /// Where the corpus introduces an actor: [`Dossier::introduced`].
    pub fn introduced(&self, index: ActorIndex) -> Option<Passage> {
        self.store().introduced(index)
    }

    /// The speech that the corpus attributes to an actor: [`Dossier::said`].
    pub fn said(&self, index: ActorIndex) -> Option<Vec<Said>> {
        self.store().said(index)
    }

    /// Builds the indexes of all names now, not on first use. Slow for a large corpus; not for handlers.
    pub fn make_ready(&self) {
        self.store().make_ready();
    }
}
