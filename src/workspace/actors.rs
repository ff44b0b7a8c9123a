//! The actors of a corpus, joined from what each document says about them; that is read once, stored and reused.

use super::cache::Cache;
use super::snapshot::Snapshot;
use super::source_file::key_of;
use crate::actor::{
    ActorEntries, Actors, DocumentNames, EntryIndex, FormInterner, ReadDocument, check,
};
use crate::container::Unusable;
use crate::corpus::{Corpus, Source, SourceReading};
use crate::format::Extraction;
use crate::prose::Words;
use crate::text::DocumentId;
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// After this many documents, the pages they were read from are released: all of them would hold a large corpus in
/// memory.
const PASSED: u32 = 4096;

/// The cached actors of the corpus as its segments have it: available on start, before the sources are checked.
const ACTORS: &str = "actors";
/// The cached actors of the corpus with later changes.
const CHANGED: &str = "actors-changed";

/// The actors of the user's files, and a fingerprint of them.
#[derive(Debug)]
pub(super) struct UserActors {
    pub(super) names: Arc<EntryIndex>,
    pub(super) fingerprint: u64,
}

impl UserActors {
    pub(super) fn of(actors: ActorEntries) -> Self {
        let fingerprint = xxh3_64(format!("{actors:?}").as_bytes());
        Self { names: Arc::new(EntryIndex::of(actors)), fingerprint }
    }

    /// Reads a source and what it says about its actors; its words are cut once for both.
    pub(super) fn read(&self, path: &Path, extraction: Extraction<'_>) -> (Source, DocumentNames) {
        let words = Words::of(&extraction.text);
        let source = Source::of_words(key_of(path), path.to_owned(), extraction, &words);
        let names = DocumentNames::of(&document(DocumentId(0), &source), &words, &self.names);
        (source, names)
    }

    /// The same, with what the source says encoded for storage beside it.
    pub(super) fn read_stored(&self, path: &Path, extraction: Extraction<'_>) -> (Source, Vec<u8>) {
        let (source, names) = self.read(path, extraction);
        let room = Vec::with_capacity(source.text.len());
        let bytes = postcard::to_extend(&names, room).unwrap_or_default();
        (source, bytes)
    }
}

/// The actors of a corpus, given an earlier state: what did not change is neither read nor joined again. `read` has what
/// the sources say that were just read.
pub(super) fn updated(
    before: &Snapshot,
    corpus: &Corpus,
    known: &UserActors,
    mut read: FxHashMap<DocumentId, DocumentNames>,
) -> Actors {
    let old: FxHashMap<(usize, u32), DocumentId> = (0u32..)
        .take(before.corpus.len())
        .filter_map(|id| Some((before.corpus.identity(DocumentId(id))?, DocumentId(id))))
        .collect();
    let ids = (0u32..).take(corpus.len()).map(DocumentId);
    let mut forms = FormInterner::default();
    let names = ids.filter_map(|id| {
        let old = corpus.identity(id).and_then(|one| old.get(&one));
        let kept = old.and_then(|old| before.actors.document_names(*old)).cloned();
        let new = || {
            if id.0.is_multiple_of(PASSED) {
                Cache::release();
            }
            let mut names = read.remove(&id).or_else(|| names(corpus, id, known))?;
            forms.intern(&mut names);
            Some(Arc::new(names))
        };
        Some((id, kept.or_else(new)?))
    });
    before.actors.updated(names.collect())
}

/// What a document says about its actors: as stored, else read from it.
fn names(corpus: &Corpus, id: DocumentId, known: &UserActors) -> Option<DocumentNames> {
    let stored =
        corpus.attachment(id, known.fingerprint).and_then(|bytes| postcard::from_bytes(bytes).ok());
    stored.or_else(|| {
        let SourceReading { text, reading, turns, date } = corpus.reading(id)?;
        let document = ReadDocument { id, text, reading: &reading, turns: &turns, date };
        Some(DocumentNames::of(&document, &Words::default(), &known.names))
    })
}

/// The actors of a large corpus from the cache.
pub(super) fn restored(
    corpus: &Corpus,
    known: &UserActors,
    cache: &Cache,
) -> Result<Option<Actors>, Unusable> {
    let Some(bytes) = cache.load(file(corpus)) else { return Ok(None) };
    Actors::restored(bytes, key(corpus, known), known.names.clone())
}

fn file(corpus: &Corpus) -> &'static str {
    if corpus.is_as_stored() { ACTORS } else { CHANGED }
}

/// Writes the actors of a large corpus to disk and returns them read on demand from there. `None` when they cannot be
/// stored.
pub(super) fn persist(
    actors: &Actors,
    corpus: &Corpus,
    known: &UserActors,
    cache: &Cache,
) -> std::io::Result<Option<Actors>> {
    let Some(encoded) = actors.encoded(corpus.len(), key(corpus, known)) else { return Ok(None) };
    let lock = cache.write()?;
    cache.save(&lock, file(corpus), &encoded.image())?;
    drop(encoded);
    if file(corpus) == ACTORS {
        // It need not exist.
        let _ = cache.remove(&lock, CHANGED);
    }
    Ok(restored(corpus, known, cache).unwrap_or_default())
}

/// Removes stored actors that cannot be used. Returns whether any were damaged.
pub(super) fn remove_unusable(cache: &Cache) -> bool {
    let mut damaged = false;
    for (name, why) in unusable(cache) {
        let removed = cache.write().and_then(|lock| cache.remove(&lock, name)).is_ok();
        damaged |= removed && why == Unusable::Damaged;
    }
    damaged
}

/// Whether stored actors are damaged.
pub(super) fn are_damaged(cache: &Cache) -> bool {
    unusable(cache).any(|(_, why)| why == Unusable::Damaged)
}

/// The files of stored actors that cannot be used.
fn unusable(cache: &Cache) -> impl Iterator<Item = (&'static str, Unusable)> {
    let why = |name| cache.load(name).and_then(|bytes| check(bytes).err());
    [ACTORS, CHANGED].into_iter().filter_map(move |name| Some((name, why(name)?)))
}

/// The actors of a large corpus: the earlier ones if they are the same, else from the cache, or joined and cached.
pub(super) fn of_indexed(
    before: &Actors,
    corpus: &Corpus,
    known: &UserActors,
    cache: &Cache,
    notices: &mut Vec<String>,
) -> Actors {
    // Damaged ones were removed from the cache, so those who have them mapped must drop them too.
    if before.are_stored_as(key(corpus, known)) && cache.load(file(corpus)).is_some() {
        return before.clone();
    }
    match restored(corpus, known, cache) {
        Ok(Some(actors)) => return actors,
        // The notice about the segments covers the actors too.
        Err(why) if notices.is_empty() => {
            let folder = cache.folder().display();
            notices.push(format!("the list of actors in {folder} {why}: it is rebuilt"));
        }
        Ok(None) | Err(_) => {}
    }
    let actors = of_corpus(corpus, known);
    // Joining takes the most memory of all, and everything documents say has been read by now.
    Cache::release();
    match persist(&actors, corpus, known, cache) {
        Ok(stored) => stored.unwrap_or(actors),
        Err(error) => {
            notices.push(format!("the actors cannot be written to the index: {error}"));
            actors
        }
    }
}

/// What the actors depend on: this program, the corpus and the user's file.
fn key(corpus: &Corpus, known: &UserActors) -> u64 {
    let parts = [Cache::build(), corpus.print(), known.fingerprint];
    xxh3_64(&parts.map(u64::to_le_bytes).concat())
}

/// The actors of a corpus, joined from nothing.
pub(super) fn of_corpus(corpus: &Corpus, known: &UserActors) -> Actors {
    let nobody =
        Snapshot { actors: Arc::new(Actors::of_file(known.names.clone())), ..Snapshot::default() };
    updated(&nobody, corpus, known, FxHashMap::default())
}

/// The actors of sources that are all in memory, by what each says.
pub(super) fn of_small(names: Vec<DocumentNames>, known: &UserActors) -> Actors {
    let ids = (0u32..).map(DocumentId);
    let named = ids.zip(names.into_iter().map(Arc::new));
    Actors::of_file(known.names.clone()).updated(named.collect())
}

/// A source as `actor` sees it.
fn document(id: DocumentId, source: &Source) -> ReadDocument<'_> {
    let Source { text, reading, record, metadata, .. } = source;
    ReadDocument { id, text, reading, turns: &record.turns, date: metadata.date }
}
