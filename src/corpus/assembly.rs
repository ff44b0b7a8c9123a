//! Builds corpora from others: a changed one shares what did not change.

use super::collection::{Corpus, Location, MemorySegment, StoredSegment};
use super::index::{self, IndexSegment};
use super::segment::Segment;
use super::source::Source;
use crate::text::DocumentId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// More segments than this are merged, since every query looks into each.
const MOST_SEGMENTS: usize = 8;

impl Corpus {
    /// A corpus of these sources, in this order.
    pub fn new(sources: Vec<Arc<Source>>) -> Self {
        Corpus::default().replaced(sources)
    }

    /// A corpus of exactly these sources, in this order. Sources already in this one (the same `Arc`) are not read
    /// again.
    pub fn replaced(&self, sources: Vec<Arc<Source>>) -> Self {
        let locations = (0u32..).take(sources.len()).map(Location::InMemory).collect();
        self.assembled(locations, sources, Vec::new())
    }

    /// A corpus of stored segments, each without the documents listed beside it, and of sources in memory, ordered by
    /// path. What this corpus already has is not read again.
    pub fn stocked(
        &self,
        stored: Vec<(Arc<IndexSegment>, FxHashSet<u32>)>,
        mut sources: Vec<Arc<Source>>,
    ) -> Self {
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let stored_at = (0u32..).zip(&stored).flat_map(|(segment, (stored, gone))| {
            let numbers = (0..stored.len() as u32).filter(|n| !gone.contains(n));
            numbers.map(move |n| Location::Stored(segment, n))
        });
        let mut locations: Vec<Location> = stored_at.collect();
        locations.extend((0u32..).take(sources.len()).map(Location::InMemory));
        let path = |location: &Location| match *location {
            Location::InMemory(n) => {
                sources.get(n as usize).map(|s| s.path.as_os_str().as_encoded_bytes())
            }
            Location::Stored(segment, n) => {
                stored.get(segment as usize).map(|s| s.0.path(n as usize))
            }
        };
        // Usually they are in order already, which a stable sort sees in one pass.
        locations.sort_by(|a, b| {
            index::in_order(path(a).unwrap_or_default(), path(b).unwrap_or_default())
        });
        self.assembled(locations, sources, stored.into_iter().map(|(stored, _)| stored).collect())
    }

    /// This corpus without the sources at some paths and with others added, ordered by path. Shares what did not
    /// change.
    pub fn changed(&self, paths: &[PathBuf], added: Vec<Arc<Source>>) -> Self {
        let gone: FxHashSet<&Path> = paths
            .iter()
            .map(PathBuf::as_path)
            .chain(added.iter().map(|s| s.path.as_path()))
            .collect();
        let left = self.in_memory.iter().filter(|s| !gone.contains(s.path.as_path())).cloned();
        let mut in_memory: Vec<Arc<Source>> = left.chain(added.iter().cloned()).collect();
        if self.stored.is_empty() {
            in_memory.sort_by(|a, b| a.path.cmp(&b.path));
            return self.replaced(in_memory);
        }
        let without_gone = |segment: &StoredSegment| {
            let numbers = (0u32..).zip(segment.ids.iter());
            let mut out: FxHashSet<u32> =
                numbers.filter(|(_, id)| id.is_none()).map(|(n, _)| n).collect();
            out.extend(gone.iter().filter_map(|path| segment.stored.at(path)).map(|n| n as u32));
            (segment.stored.clone(), out)
        };
        self.stocked(self.stored.iter().map(without_gone).collect(), in_memory)
    }

    /// This corpus with only the sources whose paths `keep` accepts; they keep their ids. Shares what was read.
    pub fn within(&self, keep: impl Fn(&Path) -> bool) -> Self {
        let kept = |id: &Option<DocumentId>| {
            id.filter(|id| self.head(*id).is_some_and(|head| keep(head.path)))
        };
        let ids = |ids: &[Option<DocumentId>]| ids.iter().map(kept).collect::<Vec<_>>();
        let segments =
            self.segments.iter().map(|s| MemorySegment::of(s.segment.clone(), ids(&s.ids)));
        let segment = |s: &StoredSegment| StoredSegment {
            stored: s.stored.clone(),
            ids: Arc::new(ids(&s.ids)),
        };
        let by_path = self.by_path.iter().filter(|(path, _)| keep(path));
        Self {
            locations: self.locations.clone(),
            in_memory: self.in_memory.clone(),
            segments: segments.collect(),
            stored: self.stored.iter().map(segment).collect(),
            by_path: by_path.map(|(path, id)| (path.clone(), *id)).collect(),
            by_key: OnceLock::new(),
            languages: OnceLock::new(),
        }
    }

    fn assembled(
        &self,
        locations: Vec<Location>,
        in_memory: Vec<Arc<Source>>,
        stored: Vec<Arc<IndexSegment>>,
    ) -> Self {
        let mut ids: Vec<Vec<Option<DocumentId>>> =
            stored.iter().map(|stored| vec![None; stored.len()]).collect();
        let mut new: HashMap<*const Source, (DocumentId, &Arc<Source>)> = HashMap::new();
        let mut by_path = FxHashMap::default();
        for (id, location) in (0u32..).map(DocumentId).zip(&locations) {
            match *location {
                Location::InMemory(n) => {
                    if let Some(source) = in_memory.get(n as usize) {
                        new.insert(Arc::as_ptr(source), (id, source));
                        by_path.insert(Arc::from(source.path.as_path()), id);
                    }
                }
                Location::Stored(segment, n) => {
                    let ids = ids.get_mut(segment as usize);
                    if let Some(slot) = ids.and_then(|ids| ids.get_mut(n as usize)) {
                        *slot = Some(id);
                    }
                }
            }
        }
        let mut segments = Vec::new();
        for MemorySegment { segment, .. } in &self.segments {
            let id = |d| Some(new.remove(&Arc::as_ptr(segment.source(d)?))?.0);
            let ids: Vec<_> = (0..segment.len()).map(id).collect();
            if ids.iter().any(Option::is_some) {
                segments.push(MemorySegment::of(segment.clone(), ids));
            }
        }
        let mut new: Vec<(DocumentId, &Arc<Source>)> = new.into_values().collect();
        new.sort_unstable_by_key(|(id, _)| *id);
        if !new.is_empty() {
            let ids = new.iter().map(|(id, _)| Some(*id)).collect();
            let segment = Segment::of(new.into_iter().map(|(_, source)| source.clone()));
            segments.push(MemorySegment::of(Arc::new(segment), ids));
        }
        let segment = |(stored, ids)| StoredSegment { stored, ids: Arc::new(ids) };
        let stored = stored.into_iter().zip(ids).map(segment).collect();
        let (segments, by_key, languages) = (tidied(segments), OnceLock::new(), OnceLock::new());
        Self { locations, in_memory, segments, stored, by_path, by_key, languages }
    }
}

impl FromIterator<Arc<Source>> for Corpus {
    fn from_iter<I: IntoIterator<Item = Arc<Source>>>(sources: I) -> Self {
        Corpus::new(sources.into_iter().collect())
    }
}

/// Merges small segments when there are many, and those of which most is gone.
fn tidied(mut segments: Vec<MemorySegment>) -> Vec<MemorySegment> {
    let mostly_gone =
        |s: &MemorySegment| s.ids.iter().filter(|id| id.is_none()).count() * 2 > s.ids.len();
    if segments.len() <= MOST_SEGMENTS && !segments.iter().any(mostly_gone) {
        return segments;
    }
    segments.sort_by_key(|s| std::cmp::Reverse(s.segment.len()));
    let keep = usize::from(segments.first().is_some_and(|s| !mostly_gone(s)));
    let merged = segments.split_off(keep.min(segments.len()));
    let documents =
        || merged.iter().flat_map(|s| s.ids.iter().enumerate().map(move |(d, id)| (s, d, *id)));
    let kept = || documents().filter_map(|(s, d, id)| id.map(|id| (s, d, id)));
    let segment = Segment::merged(kept().map(|(s, d, _)| (s.segment.as_ref(), d)));
    segments
        .push(MemorySegment::of(Arc::new(segment), kept().map(|(_, _, id)| Some(id)).collect()));
    segments
}
