//! The cached state of a large corpus: loading, verifying and storing it.

use super::loaded::Loaded;
use super::loader::ResolvedPlan;
use crate::actor::Actors;
use crate::workspace::actors::{self, UserActors};
use crate::workspace::cache::Cache;
use crate::workspace::folder::corpora;
use crate::workspace::indexing;
use crate::workspace::plan::Plan;
use crate::workspace::snapshot::Snapshot;

/// The cache of a plan's corpus, whether or not it contains anything.
pub fn cache(plan: &Plan) -> Option<Cache> {
    ResolvedPlan::of(plan).cache
}

/// The cached state of a large corpus, without checking sources or notes: immediate, whatever its size. `None` when
/// nothing usable is there. [`super::read`] must follow to find later changes.
pub fn restored(plan: &Plan) -> Option<Loaded> {
    let ResolvedPlan { folders, actors, problems, cache, .. } = ResolvedPlan::of(plan);
    let cache = cache?;
    let corpus = indexing::restored(&cache)?;
    let actors = actors::restored(&corpus, &actors, &cache).ok()??;
    Some(Loaded { folders, corpus, actors, problems, ..Loaded::default() })
}

/// Writes actors of a large corpus that were joined in memory after a change to disk, and returns them read on demand:
/// in memory they take a gigabyte for a gigabyte of texts. `None` when there is nothing to write.
///
/// # Errors
/// When the cache cannot be written.
pub fn persist(plan: &Plan, snapshot: &Snapshot) -> std::io::Result<Option<Actors>> {
    let cache = plan.cache(&corpora(&snapshot.folders)).filter(|_| snapshot.is_to_be_persisted());
    let Some(cache) = cache else { return Ok(None) };
    let user = UserActors::of(snapshot.actors.entry_index().entries().clone());
    actors::persist(&snapshot.actors, &snapshot.corpus, &user, &cache)
}

/// Releases the memory of what was read from indexes. It is read again when needed.
pub fn release() {
    Cache::release();
}

/// Whether the actors in a cache fail their checksums.
pub fn actors_are_damaged(cache: &Cache) -> bool {
    actors::are_damaged(cache)
}

/// Verifies the whole cache of a corpus. Damaged parts stop counting and are returned by name; the corpus must then be
/// read again.
pub fn verify(plan: &Plan) -> Vec<String> {
    // By now everything stored of each document was read.
    Cache::release();
    let mut wrong = Vec::new();
    let Some(cache) = cache(plan) else { return wrong };
    let segments = cache.segments(&mut |line| wrong.push(line));
    let (whole, damaged): (Vec<_>, Vec<_>) =
        segments.into_iter().partition(|segment| cache.is_whole(segment));
    wrong.extend(damaged.iter().map(|segment| {
        let id = segment.stored.id();
        format!("the segment {id:016x} of the index is damaged: it is rebuilt")
    }));
    if !damaged.is_empty()
        && let Err(error) = cache.write().and_then(|lock| cache.keep(&lock, &whole))
    {
        wrong.push(format!("the index cannot be repaired: {error}"));
    }
    if actors::remove_unusable(&cache) {
        wrong.push("the actors in the index are damaged: they are rebuilt".to_owned());
    }
    wrong
}
