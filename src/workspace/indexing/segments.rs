//! The segments of a cache, and which of their documents are gone since they were written.

use super::stamp::SourceFiles;
use crate::corpus::index::{Head, IndexSegment, Stamp};
use crate::corpus::{Corpus, Source};
use crate::workspace::cache::{Cache, CachedSegment};
use crate::workspace::plan::{Plan, extracted};
use crate::workspace::source_file::key_of;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// A segment of the cache, and the indexes of its documents that no longer match the files.
#[derive(Clone)]
pub(super) struct Segment {
    pub(super) cached: CachedSegment,
    pub(super) gone: FxHashSet<u32>,
}

impl Segment {
    /// A segment without gone documents.
    pub(super) fn whole(cached: CachedSegment) -> Self {
        Self { cached, gone: FxHashSet::default() }
    }

    /// Its documents, including those that are gone.
    pub(super) fn stored(&self) -> &IndexSegment {
        &self.cached.stored
    }

    /// The number of documents left.
    pub(super) fn left(&self) -> usize {
        self.stored().len() - self.gone.len()
    }

    /// The indexes of the documents left.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        (0..self.stored().len()).filter(|number| !self.gone.contains(&(*number as u32)))
    }

    /// Whether more of its documents are gone than left.
    pub(super) fn is_mostly_gone(&self) -> bool {
        self.gone.len() * 2 > self.stored().len()
    }
}

/// The corpus in the cache, without checking the files; `None` if it has none.
pub(in crate::workspace) fn restored(cache: &Cache) -> Option<Corpus> {
    let mut whole = true;
    let segments = cache.segments(&mut |_| whole = false);
    let corpus = corpus_of(&Corpus::default(), segments.into_iter().map(Segment::whole), vec![]);
    (whole && !corpus.is_empty()).then_some(corpus)
}

/// The corpus of these segments and of sources in memory. What `before` already has is not read again.
pub(super) fn corpus_of(
    before: &Corpus,
    segments: impl Iterator<Item = Segment>,
    in_memory: Vec<Arc<Source>>,
) -> Corpus {
    before.stocked(segments.map(|each| (each.cached.stored, each.gone)).collect(), in_memory)
}

/// These segments with the documents that are gone from each. Removes from `missing` what they have.
pub(super) fn compared(
    cached: Vec<CachedSegment>,
    missing: &mut SourceFiles,
    plan: &Plan,
) -> Vec<Segment> {
    let mut segments: Vec<Segment> = cached.into_iter().map(Segment::whole).collect();
    // The newest segment with a path counts.
    for Segment { cached, gone } in segments.iter_mut().rev() {
        for number in 0..cached.stored.len() {
            let Some(head) = cached.stored.head(number) else { continue };
            let stamp = missing.get(head.path);
            if stamp.is_some_and(|stamp| is_same(&cached.stored, number, *stamp, plan)) {
                missing.remove(head.path);
            } else {
                gone.insert(number as u32);
            }
        }
    }
    segments
}

/// Whether a stored document equals its file or the editor's buffer. Reads the file only when its stamp is not enough.
fn is_same(stored: &IndexSegment, number: usize, stamp: Stamp, plan: &Plan) -> bool {
    let Some(Head { path, key, .. }) = stored.head(number) else { return false };
    // A bibliography has given it another key since.
    if key != key_of(path) {
        return false;
    }
    if !plan.buffers.contains_key(path) {
        let known = stored.stamp(number);
        if known == stamp && stamp.modified != 0 {
            return true;
        }
        if known.size != stamp.size {
            return false;
        }
    }
    extracted(plan, path).is_ok_and(|now| stored.text(number) == Some(&*now.text))
}
