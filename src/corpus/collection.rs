//! The corpus: all sources, in memory or stored, and what is known of each.

use super::index::{self, Head, IndexSegment};
use super::pattern::Pattern;
use super::segment::Segment;
use super::source::{Source, SourceReading};
use crate::text::DocumentId;
use crate::text::language::Languages;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// All sources. A [`DocumentId`] is the index of one.
///
/// A small corpus is held in memory. Most of a large one is stored: sources are read on demand, and found through the
/// index stored with them.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    pub(super) locations: Vec<Location>,
    pub(super) in_memory: Vec<Arc<Source>>,
    /// The index of the sources in memory.
    pub(super) segments: Vec<MemorySegment>,
    pub(super) stored: Vec<StoredSegment>,
    pub(super) by_path: FxHashMap<Arc<Path>, DocumentId>,
    /// The indexes of the sources in memory ordered by key; built on first use.
    pub(super) by_key: OnceLock<Vec<u32>>,
    /// The languages of all sources together; computed on first use.
    pub(super) languages: OnceLock<Languages>,
}

/// Where a source is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Location {
    /// Its index among those in memory.
    InMemory(u32),
    /// A stored segment, and the index of a document in it.
    Stored(u32, u32),
}

/// A stored segment, with the ids that its documents have in this corpus; `None` for those that are gone.
#[derive(Clone, Debug)]
pub(super) struct StoredSegment {
    pub(super) stored: Arc<IndexSegment>,
    pub(super) ids: Arc<Vec<Option<DocumentId>>>,
}

/// A segment of the index in memory, with the ids that its documents have in this corpus; `None` for those that are
/// gone.
#[derive(Clone, Debug)]
pub(super) struct MemorySegment {
    pub(super) segment: Arc<Segment>,
    pub(super) ids: Vec<Option<DocumentId>>,
    /// The same in reverse.
    pub(super) numbers: FxHashMap<DocumentId, usize>,
}

impl MemorySegment {
    pub(super) fn of(segment: Arc<Segment>, ids: Vec<Option<DocumentId>>) -> Self {
        let numbers = ids.iter().enumerate().filter_map(|(n, id)| Some(((*id)?, n))).collect();
        Self { segment, ids, numbers }
    }
}

/// A source, by where it is.
enum Document<'a> {
    InMemory(&'a Arc<Source>),
    Stored(&'a Arc<IndexSegment>, usize),
}

impl Corpus {
    fn document(&self, id: DocumentId) -> Option<Document<'_>> {
        Some(match *self.locations.get(id.index())? {
            Location::InMemory(n) => Document::InMemory(self.in_memory.get(n as usize)?),
            Location::Stored(segment, n) => {
                Document::Stored(&self.stored.get(segment as usize)?.stored, n as usize)
            }
        })
    }

    fn ids(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0u32..).take(self.len()).map(DocumentId)
    }

    /// The number of sources.
    pub fn len(&self) -> usize {
        self.locations.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.locations.is_empty()
    }

    /// All sources in the order of their ids. Reads and keeps all stored ones: for a large corpus use [`Corpus::heads`]
    /// or [`Corpus::having`] instead.
    pub fn sources(&self) -> impl Iterator<Item = (DocumentId, &Arc<Source>)> {
        self.ids().filter_map(|id| self.source(id).map(|source| (id, source)))
    }

    /// One source. A stored one is read on first use.
    pub fn source(&self, id: DocumentId) -> Option<&Arc<Source>> {
        match self.document(id)? {
            Document::InMemory(source) => Some(source),
            Document::Stored(stored, n) => stored.source(n),
        }
    }

    /// One source, if it is in memory.
    pub fn in_memory(&self, id: DocumentId) -> Option<&Arc<Source>> {
        match self.document(id)? {
            Document::InMemory(source) => Some(source),
            Document::Stored(..) => None,
        }
    }

    /// One source, if it is in memory or was read already.
    pub fn known(&self, id: DocumentId) -> Option<&Arc<Source>> {
        match self.document(id)? {
            Document::InMemory(source) => Some(source),
            Document::Stored(stored, n) => stored.known(n),
        }
    }

    /// One source, not kept if it is stored: for going through all of them.
    pub fn passing(&self, id: DocumentId) -> Option<Arc<Source>> {
        match self.document(id)? {
            Document::InMemory(source) => Some(source.clone()),
            Document::Stored(stored, n) => stored.read(n).map(Arc::new),
        }
    }

    /// A source's text. Reads nothing else of a stored one, and keeps nothing.
    pub fn text(&self, id: DocumentId) -> Option<&str> {
        match self.document(id)? {
            Document::InMemory(source) => Some(&source.text),
            Document::Stored(stored, n) => stored.text(n),
        }
    }

    /// A source's text and what was read of it, not kept when it is a stored one.
    pub fn reading(&self, id: DocumentId) -> Option<SourceReading<'_>> {
        match self.document(id)? {
            Document::InMemory(source) => Some(SourceReading {
                text: &source.text,
                reading: Cow::Borrowed(&source.reading),
                turns: Cow::Borrowed(&source.record.turns),
                date: source.metadata.date,
            }),
            Document::Stored(stored, n) => {
                let (reading, turns, date) = stored.reading(n)?;
                let (reading, turns) = (Cow::Owned(reading), Cow::Owned(turns));
                Some(SourceReading { text: stored.text(n)?, reading, turns, date })
            }
        }
    }

    /// Key, path and title of a source, without reading it.
    pub fn head(&self, id: DocumentId) -> Option<Head<'_>> {
        match self.document(id)? {
            Document::InMemory(source) => Some(source.head()),
            Document::Stored(stored, n) => stored.head(n),
        }
    }

    /// Key, path and title of all sources, in the order of their ids, without reading them.
    pub fn heads(&self) -> impl Iterator<Item = (DocumentId, Head<'_>)> {
        self.ids().filter_map(|id| self.head(id).map(|head| (id, head)))
    }

    /// The languages of a source's passages, without reading it.
    pub fn languages_of(&self, id: DocumentId) -> Languages {
        match self.document(id) {
            Some(Document::InMemory(source)) => source.metadata.languages,
            Some(Document::Stored(stored, n)) => stored.languages(n),
            None => Languages::default(),
        }
    }

    /// The languages of all sources together.
    pub fn languages(&self) -> Languages {
        let all = || self.ids().filter(|id| self.holds(*id)).map(|id| self.languages_of(id));
        *self.languages.get_or_init(|| all().fold(Languages::default(), Languages::or))
    }

    /// Identifies a source for as long as it is held, in this corpus and those made from it.
    pub fn identity(&self, id: DocumentId) -> Option<(usize, u32)> {
        Some(match self.document(id)? {
            Document::InMemory(source) => (Arc::as_ptr(source).addr(), 0),
            Document::Stored(stored, n) => (Arc::as_ptr(stored).addr(), n as u32 + 1),
        })
    }

    /// What was attached to a stored source, if it was made from what `print` identifies.
    pub fn attachment(&self, id: DocumentId, print: u64) -> Option<&[u8]> {
        match self.document(id)? {
            Document::InMemory(_) => None,
            Document::Stored(stored, n) => stored.attachment(n, print),
        }
    }

    /// The source at a path.
    pub fn at(&self, path: &Path) -> Option<DocumentId> {
        let stored = |s: &StoredSegment| s.ids.get(s.stored.at(path)?).copied().flatten();
        self.by_path.get(path).copied().or_else(|| self.stored.iter().find_map(stored))
    }

    /// Whether a source is visible in this corpus.
    pub fn holds(&self, id: DocumentId) -> bool {
        self.head(id).is_some_and(|head| self.at(head.path) == Some(id))
    }

    /// Sources that contain all these words, in the order of their ids: all that are in memory, and at most `most` of
    /// each stored segment.
    pub fn having(&self, words: &str, most: usize) -> Vec<DocumentId> {
        let pattern = Pattern::new(words);
        let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
        let located = self.ids().zip(&self.locations);
        let in_memory = located.filter(|(_, at)| matches!(at, Location::InMemory(_)));
        let mut found: Vec<DocumentId> = in_memory.map(|(id, _)| id).collect();
        for segment in &self.stored {
            let numbers = index::having_all(&segment.stored, &hashes).into_iter();
            let id = |n: u32| segment.ids.get(n as usize).copied().flatten();
            found.extend(numbers.filter_map(id).take(most));
        }
        found.sort_unstable();
        found
    }

    /// The stored segments.
    pub fn stored(&self) -> impl Iterator<Item = &Arc<IndexSegment>> {
        self.stored.iter().map(|segment| &segment.stored)
    }

    /// The sources in memory.
    pub fn held(&self) -> &[Arc<Source>] {
        &self.in_memory
    }

    /// Whether it equals its stored segments: nothing in them is gone, and nothing is in memory.
    pub fn is_as_stored(&self) -> bool {
        self.in_memory.is_empty() && self.stored.iter().all(|s| s.ids.iter().all(Option::is_some))
    }

    /// A fingerprint of what the corpus holds and in which order, equal for equal corpora of one index.
    pub fn print(&self) -> u64 {
        let mut print = xxhash_rust::xxh3::Xxh3Default::new();
        for segment in &self.stored {
            print.update(&segment.stored.id().to_le_bytes());
            for (number, id) in (0u32..).zip(segment.ids.iter()) {
                if id.is_none() {
                    print.update(&number.to_le_bytes());
                }
            }
            print.update(b"end");
        }
        for source in &self.in_memory {
            print.update(source.path.as_os_str().as_encoded_bytes());
            print.update(source.text.as_bytes());
        }
        print.digest()
    }
}
