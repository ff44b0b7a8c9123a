//! The segments of a cache, with what is gone of each since it was written.

use super::stamp::SourceFiles;
use crate::corpus::index::{Head, IndexSegment, Stamp};
use crate::corpus::{Corpus, Source};
use crate::workspace::cache::{Cache, CachedSegment};
use crate::workspace::plan::{Plan, extracted};
use crate::workspace::source_file::key_of;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// A segment of the cache, and the numbers of its documents that are no longer what the files have.
#[derive(Clone)]
pub(super) struct Segment {
    pub(super) cached: CachedSegment,
    pub(super) gone: FxHashSet<u32>,
}

impl Segment {
    /// One of which nothing is gone.
    pub(super) fn whole(cached: CachedSegment) -> Self {
        Self { cached, gone: FxHashSet::default() }
    }

    /// Its documents, those that are gone among them.
    pub(super) fn stored(&self) -> &IndexSegment {
        &self.cached.stored
    }

    /// How many of its documents are left.
    pub(super) fn left(&self) -> usize {
        self.stored().len() - self.gone.len()
    }

    /// The numbers of its documents that are left.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        (0..self.stored().len()).filter(|number| !self.gone.contains(&(*number as u32)))
    }

    /// Whether more of it is gone than left.
    pub(super) fn is_mostly_gone(&self) -> bool {
        self.gone.len() * 2 > self.stored().len()
    }
}

/// The corpus as the cache has it, without a look at the files themselves; `None` when it has none.
pub(in crate::workspace) fn restored(cache: &Cache) -> Option<Corpus> {
    let mut whole = true;
    let segments = cache.segments(&mut |_| whole = false);
    let corpus = corpus_of(&Corpus::default(), segments.into_iter().map(Segment::whole), vec![]);
    (whole && !corpus.is_empty()).then_some(corpus)
}

/// The corpus of these segments and of sources in memory. What `before` has already is not read again.
pub(super) fn corpus_of(
    before: &Corpus,
    segments: impl Iterator<Item = Segment>,
    in_memory: Vec<Arc<Source>>,
) -> Corpus {
    before.stocked(segments.map(|each| (each.cached.stored, each.gone)).collect(), in_memory)
}

/// These segments with what is gone of each. What they have of the files is taken from those that are missing.
pub(super) fn compared(
    cached: Vec<CachedSegment>,
    missing: &mut SourceFiles,
    plan: &Plan,
) -> Vec<Segment> {
    let mut segments: Vec<Segment> = cached.into_iter().map(Segment::whole).collect();
    // The newest segment that has a path counts.
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

/// Whether a stored document is what its file or the editor holds now. The file is read only when its stamp does not tell.
fn is_same(stored: &IndexSegment, number: usize, stamp: Stamp, plan: &Plan) -> bool {
    let Some(Head { path, key, .. }) = stored.head(number) else { return false };
    // A bibliography gave it another key since.
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
