//! The index of what can be proposed from the corpus, updated beside the handlers when the corpus changes, never on a
//! keystroke.
//!
//! A log-structured merge tree. Sources are in a few immutable sorted runs; a changed source goes into a new run and
//! leaves a tombstone in its old one, and runs of similar size are merged. So an update costs what changed, plus on
//! average as much again for each doubling of the corpus.

use super::folding::{begins, word_starts};
use super::name_index::NameIndex;
use super::run::{FoundWord, Member, Run, WordPosition};
use crate::actor::ActorIndex;
use crate::corpus::{Corpus, Source};
use crate::text::{DocumentId, Span};
use crate::workspace::Snapshot;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::Arc;

/// The proposals from one corpus and its actors.
#[derive(Debug, Default)]
pub struct CompletionIndex {
    corpus: Arc<Corpus>,
    names: NameIndex,
    /// Largest first.
    levels: Vec<Level>,
}

/// A run, with the current ids of its sources in the corpus; `None` is a tombstone.
#[derive(Clone, Debug)]
struct Level {
    run: Arc<Run>,
    ids: Vec<Option<DocumentId>>,
    /// The number of sources without a tombstone.
    live: usize,
}

impl Level {
    fn new(run: Arc<Run>, ids: Vec<Option<DocumentId>>) -> Self {
        let live = ids.iter().flatten().count();
        Self { run, ids, live }
    }

    fn id(&self, member: Member) -> Option<DocumentId> {
        self.ids.get(member as usize).copied().flatten()
    }
}

impl CompletionIndex {
    /// The index of a snapshot's corpus and actors. Takes time in proportion to the corpus; not for handlers.
    pub fn of(snapshot: &Snapshot) -> Self {
        Self::default().updated(snapshot)
    }

    /// Updates this index to a snapshot's corpus and actors, at the cost of what changed. Not for handlers.
    pub fn updated(&self, snapshot: &Snapshot) -> Self {
        let corpus = snapshot.corpus.clone();
        let known = Arc::ptr_eq(&self.corpus, &corpus);
        let levels = if known { self.levels.clone() } else { self.levels_of(&corpus) };
        // Keystrokes also ask whether a name is complete.
        snapshot.actors.make_ready();
        Self { corpus, names: self.names.updated(&snapshot.actors), levels }
    }

    fn levels_of(&self, corpus: &Corpus) -> Vec<Level> {
        let ids = (0u32..).take(corpus.len()).map(DocumentId);
        let mut new: FxHashMap<(usize, u32), DocumentId> =
            ids.filter_map(|id| Some((corpus.identity(id)?, id))).collect();
        let mut levels = Vec::new();
        for level in &self.levels {
            let ids = level.run.identities().map(|identity| new.remove(&identity)).collect();
            levels.push(Level::new(level.run.clone(), ids));
        }
        let run = |mut ids: Vec<DocumentId>| {
            ids.sort_unstable();
            Level::new(Arc::new(Run::of(corpus, &ids)), ids.into_iter().map(Some).collect())
        };
        // Runs that are mostly tombstones are merged into a new one.
        let mut rest: Vec<DocumentId> = new.into_values().collect();
        levels.retain(|level| {
            let stays = level.live * 2 > level.ids.len();
            rest.extend(level.ids.iter().flatten().filter(|_| !stays));
            stays
        });
        if !rest.is_empty() {
            levels.push(run(rest));
        }
        levels.sort_by_key(|level| Reverse(level.live));
        // Each run is at least twice as large as the next, so there are few.
        while let [.., before, last] = levels.as_slice()
            && before.live < 2 * last.live
        {
            let ids = before.ids.iter().chain(&last.ids).flatten().copied().collect();
            levels.truncate(levels.len() - 2);
            levels.push(run(ids));
        }
        levels
    }

    /// Whether it was built from this snapshot.
    pub fn is_of(&self, snapshot: &Snapshot) -> bool {
        Arc::ptr_eq(&self.corpus, &snapshot.corpus) && self.names.is_of(&snapshot.actors)
    }

    /// Places in quotations where these folded words begin at a word boundary: those at the beginning of a quotation
    /// first, then ordered by what follows and by corpus. In bytes of the source.
    pub(super) fn quoted(&self, typed: &str, most: usize) -> Vec<(DocumentId, usize)> {
        let mut found = Vec::new();
        for word in [WordPosition::First, WordPosition::Later] {
            let places = self.levels.iter().flat_map(|level| {
                let near = level.run.quoted(word, typed, most, |member| level.id(member).is_some());
                near.into_iter()
                    .filter_map(|q: FoundWord| Some((q.begins, level.id(q.member)?, q.at)))
            });
            let mut places: Vec<_> = places.collect();
            places.sort_unstable();
            found.extend(places.into_iter().take(most).map(|(_, id, at)| (id, at)));
        }
        found.into_iter().chain(self.quoted_in_stored(typed, most)).take(most).collect()
    }

    /// The same for stored sources: those that contain all words that are fully typed.
    fn quoted_in_stored(
        &self,
        typed: &str,
        most: usize,
    ) -> impl Iterator<Item = (DocumentId, usize)> {
        let whole = typed.rfind(' ').and_then(|end| typed.get(..end)).unwrap_or_default();
        let documents = self.corpus.having(whole, most).into_iter();
        let stored = documents.filter(|id| self.corpus.in_memory(*id).is_none());
        stored.filter_map(|id| Some((id, self.corpus.source(id)?))).flat_map(move |(id, source)| {
            let outer = source.reading.quotations.iter().filter(|q| q.parent.is_none());
            let places = outer.flat_map(move |q| {
                let quoted = q.words.of(&source.text);
                let begin = |at: &usize| quoted.get(*at..).is_some_and(|rest| begins(rest, typed));
                word_starts(quoted)
                    .filter(begin)
                    .map(move |at| (id, q.words.start + at))
                    .collect::<Vec<_>>()
            });
            places.collect::<Vec<_>>()
        })
    }

    /// Actors with words in their names that begin like this (lower case), the most often named first.
    pub(super) fn named(&self, typed: &str, most: usize) -> Vec<ActorIndex> {
        self.names.named(typed, most)
    }

    /// Sources whose keys begin with `typed` (lower case): the first `most`, ordered by key.
    pub(super) fn keyed(&self, typed: &str, most: usize) -> Vec<DocumentId> {
        self.first(most, |level| level.run.keyed(typed))
    }

    /// Sources with a title word that begins with `typed` (lower case): the first `most`, ordered by these words. Those
    /// with several occur several times.
    pub(super) fn titled(&self, typed: &str, most: usize) -> Vec<DocumentId> {
        self.first(most, |level| level.run.titled(typed))
    }

    /// The first sources over all runs, from a lookup in each.
    fn first<'a, I: Iterator<Item = (&'a str, Member)>>(
        &'a self,
        most: usize,
        looked_up: impl Fn(&'a Level) -> I,
    ) -> Vec<DocumentId> {
        let mut found: Vec<(&str, DocumentId)> = Vec::new();
        for level in &self.levels {
            let left = looked_up(level).filter_map(|(word, m)| Some((word, level.id(m)?)));
            found.extend(left.take(most));
        }
        found.sort_unstable();
        found.into_iter().take(most).map(|(_, id)| id).collect()
    }
}

/// The quotation of a source at a byte, by its words.
pub(super) fn quotation_at(source: &Source, at: usize) -> Option<&crate::prose::Quotation> {
    let quotations = &source.reading.quotations;
    let after = quotations.partition_point(|q| q.words.start <= at);
    let before = quotations.get(..after)?.iter().rev();
    before.into_iter().find(|q| q.parent.is_none() && q.words.touches(at))
}

/// The sentence of a source at a byte.
pub(super) fn sentence_at(source: &Source, at: usize) -> Option<Span> {
    let sentences = &source.reading.sentences;
    let after = sentences.partition_point(|s| s.end <= at);
    sentences.get(after).copied().filter(|s| s.touches(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Loaded, Settings, Workspace};
    use std::collections::HashMap;
    use std::path::PathBuf;

    fn source(key: &str, words: &str) -> Arc<Source> {
        let text = format!("About {key}\n\n“{words},” said Ada Lund of {key}.\n");
        Arc::new(Source::read(key.to_owned(), PathBuf::from(format!("/w/seeds/{key}.txt")), text))
    }

    fn snapshot(corpus: Corpus) -> Arc<Snapshot> {
        let loaded =
            Loaded::of(Vec::new(), HashMap::new(), corpus, &Default::default(), Vec::new());
        let mut workspace = Workspace::new(vec!["/w".into()], Settings::default());
        workspace.install(loaded);
        workspace.snapshot()
    }

    /// Everything an index can answer.
    fn answers(index: &CompletionIndex) -> impl PartialEq + std::fmt::Debug + use<> {
        let quoted: Vec<_> =
            ["the ice", "ice", "the", "no"].map(|typed| index.quoted(typed, 50)).into();
        let named: Vec<_> = ["ada", "lund", "b"].map(|typed| index.named(typed, 50)).into();
        (quoted, named, index.keyed("", 50), index.titled("about", 50))
    }

    /// Sources by key and text.
    type Texts = &'static [(&'static str, &'static str)];

    #[test]
    fn after_any_changes_the_index_answers_as_one_made_anew() {
        let first: Vec<Arc<Source>> =
            (0..9).map(|n| source(&format!("2001-{n}"), &format!("The ice {n} is thin"))).collect();
        let mut corpus = Corpus::new(first);
        let mut index = CompletionIndex::of(&snapshot(corpus.clone()));
        let path = |key: &str| PathBuf::from(format!("/w/seeds/{key}.txt"));
        let changes: [(&[&str], Texts); 7] = [
            (&[], &[("2001-3", "No ice is left")]),
            (&[], &[("1999", "The ice is back"), ("2001-33", "The ice is red")]),
            (&["2001-0", "2001-1"], &[]),
            (&[], &[("2001-3", "The ice 3 is thin")]),
            (&["2001-2", "2001-4", "2001-5", "2001-6"], &[("2002.a", "No")]),
            (&[], &[("2002.b", "The ice, the ice")]),
            (&["2001-3", "2001-7", "2001-8", "2001-33", "1999", "2002.a", "2002.b"], &[]),
        ];
        for (gone, added) in changes {
            let gone: Vec<PathBuf> = gone.iter().map(|key| path(key)).collect();
            let added = added.iter().map(|(key, words)| source(key, words)).collect();
            corpus = corpus.changed(&gone, added);
            let now = snapshot(corpus.clone());
            index = index.updated(&now);
            assert!(index.is_of(&now));
            assert_eq!(answers(&index), answers(&CompletionIndex::of(&now)));
        }
    }

    #[test]
    fn a_change_sorts_the_changed_source_alone() {
        let first = (0..40).map(|n| source(&format!("{n}"), "The ice is thin")).collect();
        let corpus: Corpus = Corpus::new(first);
        let before = CompletionIndex::of(&snapshot(corpus.clone()));
        let after = corpus.changed(&[], vec![source("7", "No ice is left")]);
        let after = before.updated(&snapshot(after));
        assert!(Arc::ptr_eq(&before.levels[0].run, &after.levels[0].run));
        assert_eq!(after.levels.iter().map(|level| level.live).collect::<Vec<_>>(), [39, 1]);
    }
}
