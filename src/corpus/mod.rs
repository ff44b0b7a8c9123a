//! The corpus: sources with their metadata, resolving cite keys, and finding where quoted words stand.
//!
//! A corpus is immutable; a change makes a new one that shares what did not change.

mod alignment;
mod authors;
mod dateline;
mod difference;
mod dispute;
mod edge;
pub mod index;
mod interruption;
mod judgement;
mod lookup;
mod matching;
mod material;
mod metadata;
mod nearly;
mod pattern;
mod reordered;
mod search;
mod segment;
mod source;
mod tally;
#[cfg(test)]
mod tests;
mod voice;

pub use dispute::{dispute, speaks_against};
pub use edge::{Bound, alike, before, behind};
pub use index::Head;
pub use matching::{Change, ChangeKind, Match, Query, Verdict};
pub use source::{Metadata, Source};
pub use voice::Voice;

use crate::prose::{PartialDate, Reading};
use crate::text::DocumentId;
use crate::text::language::Languages;
use index::Stored;
use pattern::Pattern;
use rustc_hash::{FxHashMap, FxHashSet};
use segment::Segment;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// All sources. [`DocumentId`] is the index of a source.
///
/// Those of a small corpus are held in memory. Of a large one most are stored: they are read when they are asked for,
/// and found through the index that lies beside them.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    entries: Vec<Entry>,
    held: Vec<Arc<Source>>,
    parts: Vec<Part>,
    shelves: Vec<Shelf>,
    by_path: FxHashMap<Arc<Path>, DocumentId>,
    /// The numbers of the sources in memory in the order of their keys, once a key was asked for.
    by_key: OnceLock<Vec<u32>>,
    /// The languages of all sources together, once they were asked for.
    languages: OnceLock<Languages>,
}

/// Where a source is.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// The number among those in memory.
    Held(u32),
    /// The number of a shelf, and of a document on it.
    Stored(u32, u32),
}

/// A stored segment, with the numbers that its documents have in this corpus: `None` for those that are gone.
#[derive(Clone, Debug)]
struct Shelf {
    stored: Arc<Stored>,
    ids: Arc<Vec<Option<DocumentId>>>,
}

/// A segment of the index, with the numbers that its documents have in this corpus: `None` for those that are gone.
#[derive(Clone, Debug)]
struct Part {
    segment: Arc<Segment>,
    ids: Vec<Option<DocumentId>>,
    /// The same the other way round.
    numbers: FxHashMap<DocumentId, usize>,
}

impl Part {
    fn of(segment: Arc<Segment>, ids: Vec<Option<DocumentId>>) -> Self {
        let numbers = ids.iter().enumerate().filter_map(|(n, id)| Some(((*id)?, n))).collect();
        Self { segment, ids, numbers }
    }
}

/// More segments than this are merged: each costs every question a look.
const MOST_PARTS: usize = 8;

/// Of a key that fits more sources than this nobody wants to read all.
const MOST_BEGINNING: usize = 64;

/// What a cite key stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Exactly this source.
    One(DocumentId),
    /// Each of these sources: a bibliography names several files for the key.
    Any(Vec<DocumentId>),
    /// One of these sources, and nothing says which: a beginning of several keys, or the name of several files.
    Several(Vec<DocumentId>),
    /// A key of a bibliography, which names no source for it.
    Unsourced,
    /// Nothing.
    None,
}

impl Resolution {
    /// What it is when any of these sources may be meant, each once and in order.
    pub fn of(found: Vec<DocumentId>) -> Self {
        match found.as_slice() {
            [] => Self::None,
            [one] => Self::One(*one),
            _ => Self::Several(found),
        }
    }

    /// The sources cited; none when it is not certain which.
    pub fn cited(&self) -> &[DocumentId] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Any(ids) => ids,
            Self::Several(_) | Self::Unsourced | Self::None => &[],
        }
    }

    /// The sources that may be meant.
    pub fn possible(&self) -> &[DocumentId] {
        match self {
            Self::Several(ids) => ids,
            _ => self.cited(),
        }
    }
}

impl Corpus {
    /// A corpus of these sources, in this order.
    pub fn new(sources: Vec<Arc<Source>>) -> Self {
        Corpus::default().replaced(sources)
    }

    /// The corpus in memory with some sources changed or added: a source with the path of another takes its place and its number,
    /// others come last. What did not change is shared and not read again.
    pub fn with(&self, changed: impl IntoIterator<Item = Arc<Source>>) -> Self {
        let mut sources = self.held.clone();
        for source in changed {
            match sources.iter_mut().find(|s| s.path == source.path) {
                Some(old) => *old = source,
                None => sources.push(source),
            }
        }
        self.replaced(sources)
    }

    /// A corpus of exactly these sources, in this order. Those that this one holds already (the same `Arc`) are not read
    /// again.
    pub fn replaced(&self, sources: Vec<Arc<Source>>) -> Self {
        let entries = (0u32..).take(sources.len()).map(Entry::Held).collect();
        self.assembled(entries, sources, Vec::new())
    }

    /// A corpus of stored segments, without the documents of each that are listed beside it, and of sources in memory; in
    /// the order of their paths. What this corpus holds already is not read again.
    pub fn stocked(
        &self,
        stored: Vec<(Arc<Stored>, FxHashSet<u32>)>,
        mut sources: Vec<Arc<Source>>,
    ) -> Self {
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let shelved = (0u32..).zip(&stored).flat_map(|(shelf, (stored, gone))| {
            let numbers = (0..stored.len() as u32).filter(|n| !gone.contains(n));
            numbers.map(move |n| Entry::Stored(shelf, n))
        });
        let mut entries: Vec<Entry> = shelved.collect();
        entries.extend((0u32..).take(sources.len()).map(Entry::Held));
        let path = |entry: &Entry| match *entry {
            Entry::Held(n) => {
                sources.get(n as usize).map(|s| s.path.as_os_str().as_encoded_bytes())
            }
            Entry::Stored(shelf, n) => stored.get(shelf as usize).map(|s| s.0.path(n as usize)),
        };
        // Most often they are in order already, and a stable sort sees that in one pass.
        entries.sort_by(|a, b| {
            index::in_order(path(a).unwrap_or_default(), path(b).unwrap_or_default())
        });
        self.assembled(entries, sources, stored.into_iter().map(|(stored, _)| stored).collect())
    }

    /// The corpus without the sources at some paths, and with others; in the order of their paths. What did not change is
    /// shared and not read again.
    pub fn changed(&self, paths: &[PathBuf], added: Vec<Arc<Source>>) -> Self {
        let gone: FxHashSet<&Path> = paths
            .iter()
            .map(PathBuf::as_path)
            .chain(added.iter().map(|s| s.path.as_path()))
            .collect();
        let left = self.held.iter().filter(|s| !gone.contains(s.path.as_path())).cloned();
        let mut held: Vec<Arc<Source>> = left.chain(added.iter().cloned()).collect();
        if self.shelves.is_empty() {
            held.sort_by(|a, b| a.path.cmp(&b.path));
            return self.replaced(held);
        }
        let shelf = |shelf: &Shelf| {
            let numbers = (0u32..).zip(shelf.ids.iter());
            let mut out: FxHashSet<u32> =
                numbers.filter(|(_, id)| id.is_none()).map(|(n, _)| n).collect();
            out.extend(gone.iter().filter_map(|path| shelf.stored.at(path)).map(|n| n as u32));
            (shelf.stored.clone(), out)
        };
        self.stocked(self.shelves.iter().map(shelf).collect(), held)
    }

    /// What tells a source from any other as long as it is held, in this corpus and those made of it.
    pub fn identity(&self, id: DocumentId) -> Option<(usize, u32)> {
        Some(match *self.entries.get(id.index())? {
            Entry::Held(n) => (Arc::as_ptr(self.held.get(n as usize)?).addr(), 0),
            Entry::Stored(shelf, n) => {
                (Arc::as_ptr(&self.shelves.get(shelf as usize)?.stored).addr(), n + 1)
            }
        })
    }

    /// What others read of a stored source, if it depends on what `print` names.
    pub fn extra(&self, id: DocumentId, print: u64) -> Option<&[u8]> {
        match *self.entries.get(id.index())? {
            Entry::Held(_) => None,
            Entry::Stored(shelf, n) => {
                self.shelves.get(shelf as usize)?.stored.extra(n as usize, print)
            }
        }
    }

    /// Whether it is what its segments have: nothing in them is gone, and nothing is held in memory.
    pub fn is_as_stored(&self) -> bool {
        self.held.is_empty() && self.shelves.iter().all(|s| s.ids.iter().all(Option::is_some))
    }

    /// A number that names what the corpus holds, and in which order: equal for equal corpora of one index.
    pub fn print(&self) -> u64 {
        let mut print = xxhash_rust::xxh3::Xxh3Default::new();
        for shelf in &self.shelves {
            print.update(&shelf.stored.print().to_le_bytes());
            for (number, id) in (0u32..).zip(shelf.ids.iter()) {
                if id.is_none() {
                    print.update(&number.to_le_bytes());
                }
            }
            print.update(b"end");
        }
        for source in &self.held {
            print.update(source.path.as_os_str().as_encoded_bytes());
            print.update(source.text.as_bytes());
        }
        print.digest()
    }

    /// A source's text and what was read of it, not kept when it is a stored one.
    pub fn reading(&self, id: DocumentId) -> Option<(&str, Cow<'_, Reading>, Option<PartialDate>)> {
        match *self.entries.get(id.index())? {
            Entry::Held(n) => {
                let source = self.held.get(n as usize)?;
                Some((&source.text, Cow::Borrowed(&source.reading), source.metadata.date))
            }
            Entry::Stored(shelf, n) => {
                let stored = &self.shelves.get(shelf as usize)?.stored;
                let (reading, date) = stored.reading(n as usize)?;
                Some((stored.text(n as usize)?, Cow::Owned(reading), date))
            }
        }
    }

    fn assembled(
        &self,
        entries: Vec<Entry>,
        held: Vec<Arc<Source>>,
        stored: Vec<Arc<Stored>>,
    ) -> Self {
        let mut ids: Vec<Vec<Option<DocumentId>>> =
            stored.iter().map(|stored| vec![None; stored.len()]).collect();
        let mut numbers: HashMap<*const Source, DocumentId> = HashMap::new();
        let mut by_path = FxHashMap::default();
        for (id, entry) in (0u32..).map(DocumentId).zip(&entries) {
            match *entry {
                Entry::Held(n) => {
                    if let Some(source) = held.get(n as usize) {
                        numbers.insert(Arc::as_ptr(source), id);
                        by_path.insert(Arc::from(source.path.as_path()), id);
                    }
                }
                Entry::Stored(shelf, n) => {
                    let shelf = ids.get_mut(shelf as usize);
                    if let Some(slot) = shelf.and_then(|ids| ids.get_mut(n as usize)) {
                        *slot = Some(id);
                    }
                }
            }
        }
        let mut parts = Vec::new();
        for part in &self.parts {
            let number = |d| part.segment.source(d).and_then(|s| numbers.remove(&Arc::as_ptr(s)));
            let ids: Vec<_> = (0..part.segment.len()).map(number).collect();
            if ids.iter().any(Option::is_some) {
                parts.push(Part::of(part.segment.clone(), ids));
            }
        }
        let mut new: Vec<DocumentId> = numbers.into_values().collect();
        new.sort_unstable();
        let added: Vec<(DocumentId, Arc<Source>)> = new
            .into_iter()
            .filter_map(|id| match entries.get(id.index())? {
                Entry::Held(n) => Some((id, held.get(*n as usize)?.clone())),
                Entry::Stored(..) => None,
            })
            .collect();
        if !added.is_empty() {
            let ids = added.iter().map(|(id, _)| Some(*id)).collect();
            let segment = Arc::new(Segment::of(added.into_iter().map(|(_, source)| source)));
            parts.push(Part::of(segment, ids));
        }
        let shelf = |(stored, ids)| Shelf { stored, ids: Arc::new(ids) };
        let shelves = stored.into_iter().zip(ids).map(shelf).collect();
        let (by_key, languages) = (OnceLock::new(), OnceLock::new());
        Self { entries, held, parts: tidied(parts), shelves, by_path, by_key, languages }
    }

    /// Number of sources.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All sources in the order of their ids. Reads all that are stored and keeps them: of a large corpus,
    /// [`Corpus::heads`] or [`Corpus::having`] are asked instead.
    pub fn sources(&self) -> impl Iterator<Item = (DocumentId, &Arc<Source>)> {
        let ids = (0u32..).take(self.len()).map(DocumentId);
        ids.filter_map(|id| self.source(id).map(|source| (id, source)))
    }

    /// One source. A stored one is read when it is first asked for.
    pub fn source(&self, id: DocumentId) -> Option<&Arc<Source>> {
        match *self.entries.get(id.index())? {
            Entry::Held(n) => self.held.get(n as usize),
            Entry::Stored(shelf, n) => self.shelves.get(shelf as usize)?.stored.source(n as usize),
        }
    }

    /// One source, if it is one in memory.
    pub fn in_memory(&self, id: DocumentId) -> Option<&Arc<Source>> {
        match *self.entries.get(id.index())? {
            Entry::Held(n) => self.held.get(n as usize),
            Entry::Stored(..) => None,
        }
    }

    /// One source, if it is one in memory or a stored one that was read already.
    pub fn known(&self, id: DocumentId) -> Option<&Arc<Source>> {
        match *self.entries.get(id.index())? {
            Entry::Held(n) => self.held.get(n as usize),
            Entry::Stored(shelf, n) => self.shelves.get(shelf as usize)?.stored.known(n as usize),
        }
    }

    /// A source's text. Nothing else is read of a stored one, and nothing kept.
    pub fn text(&self, id: DocumentId) -> Option<&str> {
        match *self.entries.get(id.index())? {
            Entry::Held(n) => self.held.get(n as usize).map(|source| source.text.as_str()),
            Entry::Stored(shelf, n) => self.shelves.get(shelf as usize)?.stored.text(n as usize),
        }
    }

    /// One source, not kept when it is a stored one: for those who go through all of them.
    pub fn passing(&self, id: DocumentId) -> Option<Arc<Source>> {
        match *self.entries.get(id.index())? {
            Entry::Held(n) => self.held.get(n as usize).cloned(),
            Entry::Stored(shelf, n) => {
                self.shelves.get(shelf as usize)?.stored.read(n as usize).map(Arc::new)
            }
        }
    }

    /// The languages of a source's passages, without reading it.
    pub fn languages_of(&self, id: DocumentId) -> Languages {
        let languages = |entry: &Entry| match *entry {
            Entry::Held(n) => self.held.get(n as usize).map(|source| source.metadata.languages),
            Entry::Stored(shelf, n) => {
                self.shelves.get(shelf as usize).map(|shelf| shelf.stored.languages(n as usize))
            }
        };
        self.entries.get(id.index()).and_then(languages).unwrap_or_default()
    }

    /// The languages of all sources together.
    pub fn languages(&self) -> Languages {
        let ids = || (0u32..).take(self.len()).map(DocumentId).filter(|id| self.holds(*id));
        let all = || ids().map(|id| self.languages_of(id));
        *self.languages.get_or_init(|| all().fold(Languages::default(), Languages::or))
    }

    /// Key, path and title of a source, without reading it.
    pub fn head(&self, id: DocumentId) -> Option<Head<'_>> {
        match *self.entries.get(id.index())? {
            Entry::Held(n) => self.held.get(n as usize).map(|source| source.head()),
            Entry::Stored(shelf, n) => self.shelves.get(shelf as usize)?.stored.head(n as usize),
        }
    }

    /// Key, path and title of all sources, in the order of their ids, without reading them.
    pub fn heads(&self) -> impl Iterator<Item = (DocumentId, Head<'_>)> {
        let ids = (0u32..).take(self.len()).map(DocumentId);
        ids.filter_map(|id| self.head(id).map(|head| (id, head)))
    }

    /// The source at a path.
    pub fn at(&self, path: &Path) -> Option<DocumentId> {
        let stored = |shelf: &Shelf| shelf.ids.get(shelf.stored.at(path)?).copied().flatten();
        self.by_path.get(path).copied().or_else(|| self.shelves.iter().find_map(stored))
    }

    /// Sources that have all these words somewhere, in the order of their ids: all that are in memory, and of the stored
    /// ones at most `most` of each segment.
    pub fn having(&self, words: &str, most: usize) -> Vec<DocumentId> {
        let pattern = Pattern::new(words);
        let hashes: Vec<u32> = pattern.words.iter().map(|w| w.hash).collect();
        let held = (0u32..).map(DocumentId).zip(&self.entries);
        let mut found: Vec<DocumentId> =
            held.filter(|(_, entry)| matches!(entry, Entry::Held(_))).map(|(id, _)| id).collect();
        for shelf in &self.shelves {
            let numbers = index::having_all(&shelf.stored, &hashes).into_iter();
            let id = |n: u32| shelf.ids.get(n as usize).copied().flatten();
            found.extend(numbers.filter_map(id).take(most));
        }
        found.sort_unstable();
        found
    }

    /// The stored segments.
    pub fn stored(&self) -> impl Iterator<Item = &Arc<Stored>> {
        self.shelves.iter().map(|shelf| &shelf.stored)
    }

    /// The sources in memory.
    pub fn held(&self) -> &[Arc<Source>] {
        &self.held
    }

    /// The sources with exactly this key, which is the name of their file.
    pub fn named(&self, key: &str) -> Vec<DocumentId> {
        let numbers = self.by_key();
        let first = numbers.partition_point(|n| self.held_key(*n) < key);
        let held = numbers.iter().skip(first).take_while(|n| self.held_key(**n) == key);
        let mut found: Vec<DocumentId> = held.filter_map(|n| self.held_id(*n)).collect();
        for shelf in &self.shelves {
            let whole = |n: &usize| shelf.stored.head(*n).is_some_and(|head| head.key == key);
            let id = |n: usize| shelf.ids.get(n).copied().flatten();
            found.extend(shelf.stored.keyed(key).take_while(whole).filter_map(id));
        }
        found.sort_unstable();
        found
    }

    /// The sources whose keys go on with a `_`, `-` or `.` behind this beginning of them, about `most` at most.
    pub fn beginning(&self, key: &str, most: usize) -> Vec<DocumentId> {
        let mut found = Vec::new();
        if key.is_empty() {
            return found;
        }
        let numbers = self.by_key();
        for mark in ["_", "-", "."] {
            let start = format!("{key}{mark}");
            let first = numbers.partition_point(|n| self.held_key(*n) < start.as_str());
            let held = numbers.iter().skip(first);
            let held = held.take_while(|n| self.held_key(**n).starts_with(&start));
            found.extend(held.filter_map(|n| self.held_id(*n)).take(most));
            for shelf in &self.shelves {
                let id = |n: usize| shelf.ids.get(n).copied().flatten();
                found.extend(shelf.stored.keyed(&start).filter_map(id).take(most));
            }
        }
        found.sort_unstable();
        found
    }

    /// Resolves the name of a file as a key: the whole name, or a unique prefix of one that ends before a `_`, `-` or `.`.
    pub fn resolve(&self, key: &str) -> Resolution {
        let whole = self.named(key);
        let found = if whole.is_empty() { self.beginning(key, MOST_BEGINNING) } else { whole };
        Resolution::of(found)
    }

    /// This corpus with only the sources that `keep` holds for, by their paths: the same sources have the same numbers. What
    /// was read is shared.
    pub fn within(&self, keep: impl Fn(&Path) -> bool) -> Self {
        let kept = |id: &Option<DocumentId>| {
            id.filter(|id| self.head(*id).is_some_and(|head| keep(head.path)))
        };
        let ids = |ids: &[Option<DocumentId>]| ids.iter().map(kept).collect::<Vec<_>>();
        let parts = self.parts.iter().map(|p| Part::of(p.segment.clone(), ids(&p.ids)));
        let shelf = |s: &Shelf| Shelf { stored: s.stored.clone(), ids: Arc::new(ids(&s.ids)) };
        let by_path = self.by_path.iter().filter(|(path, _)| keep(path));
        Self {
            entries: self.entries.clone(),
            held: self.held.clone(),
            parts: parts.collect(),
            shelves: self.shelves.iter().map(shelf).collect(),
            by_path: by_path.map(|(path, id)| (path.clone(), *id)).collect(),
            by_key: OnceLock::new(),
            languages: OnceLock::new(),
        }
    }

    /// Whether a source is one of those that may be found.
    pub fn holds(&self, id: DocumentId) -> bool {
        self.head(id).is_some_and(|head| self.at(head.path) == Some(id))
    }

    fn by_key(&self) -> &[u32] {
        self.by_key.get_or_init(|| {
            let mut numbers: Vec<u32> = (0u32..).take(self.held.len()).collect();
            numbers.sort_by(|a, b| self.held_key(*a).cmp(self.held_key(*b)));
            numbers
        })
    }

    fn held_key(&self, number: u32) -> &str {
        self.held.get(number as usize).map_or("", |source| source.key.as_str())
    }

    /// The id of a source in memory.
    fn held_id(&self, number: u32) -> Option<DocumentId> {
        let source = self.held.get(number as usize)?;
        self.by_path.get(source.path.as_path()).copied()
    }
}

impl FromIterator<Arc<Source>> for Corpus {
    fn from_iter<I: IntoIterator<Item = Arc<Source>>>(sources: I) -> Self {
        Corpus::new(sources.into_iter().collect())
    }
}

/// Merges small segments when there are many, and those of which most is gone.
fn tidied(mut parts: Vec<Part>) -> Vec<Part> {
    let mostly_gone = |p: &Part| p.ids.iter().filter(|id| id.is_none()).count() * 2 > p.ids.len();
    if parts.len() <= MOST_PARTS && !parts.iter().any(mostly_gone) {
        return parts;
    }
    parts.sort_by_key(|p| std::cmp::Reverse(p.segment.len()));
    let keep = usize::from(parts.first().is_some_and(|p| !mostly_gone(p)));
    let merged = parts.split_off(keep.min(parts.len()));
    let documents =
        || merged.iter().flat_map(|p| p.ids.iter().enumerate().map(move |(d, id)| (p, d, *id)));
    let kept = || documents().filter_map(|(p, d, id)| id.map(|id| (p, d, id)));
    let segment = Segment::merged(kept().map(|(p, d, _)| (p.segment.as_ref(), d)));
    parts.push(Part::of(Arc::new(segment), kept().map(|(_, _, id)| Some(id)).collect()));
    parts
}
