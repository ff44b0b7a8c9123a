//! Stored actors, and the answers read from them.
//!
//! The records: the order of the actors; the mentions of each document; for each actor index the dossier, the brief and
//! the actor; then the names to look for by first word, the actors by name, and the actors by each word of their names.

use super::records::{EncodedActors, Lists, Records};
use crate::actor::file::EntryIndex;
use crate::actor::index::{FirstWord, Fit, Lookup, Pattern, Starts};
use crate::actor::merging::{Joined, dossier, mentions};
use crate::actor::model::{Actor, ActorIndex, Brief, Dossier, Mention, Ranking, Said};
use crate::actor::names::WordsKey;
use crate::actor::store::Store;
use crate::container::{Bytes, Unusable};
use crate::prose::NameKind;
use crate::text::{DocumentId, Passage};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Actors on disk.
pub(crate) struct StoredActors {
    known: Arc<EntryIndex>,
    records: Records,
    documents: usize,
    ranking: Ranking,
    starts: Starts,
    /// By [`ActorIndex`].
    actors: Vec<OnceLock<Option<Box<StoredActor>>>>,
    /// By [`DocumentId`].
    mentions: Vec<OnceLock<Box<[Mention]>>>,
    patterns: Lists,
    names: Lists,
    words: Lists,
    /// Names by first words that texts had; `None` for words that begin no name.
    patterns_read: Mutex<FxHashMap<FirstWord, Option<Arc<Vec<Pattern>>>>>,
}

/// An actor, and the index of its entry in the user's file.
#[derive(Serialize, Deserialize)]
struct StoredActor {
    actor: Actor,
    entry: Option<usize>,
}

/// What is decoded for all actors at once.
#[derive(Serialize, Deserialize)]
struct Head {
    order: Vec<ActorIndex>,
    starts: Starts,
}

impl std::fmt::Debug for StoredActors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoredActors({} documents)", self.documents)
    }
}

/// Encodes actors. `documents` is the number of documents in the corpus; `key` identifies what the actors were made
/// from. `None` when they cannot be written.
pub(crate) fn encode(joined: &Joined, documents: usize, key: u64) -> Option<EncodedActors> {
    let order = joined.ranking().order().to_vec();
    let numbers = order.iter().map(|index| index.0 + 1).max().unwrap_or_default();
    let mut records = EncodedActors::new(key, documents, numbers);
    records.add(&Head { order, starts: joined.patterns.starts().clone() })?;
    // Built only to be written, so not kept: for a large corpus it would double the memory.
    for document in (0..documents as u32).map(DocumentId) {
        let entry = joined.document(document);
        records.add(&entry.map(|entry| mentions(joined, entry)).unwrap_or_default())?;
    }
    let mut briefs = Vec::new();
    for index in (0..numbers).map(ActorIndex) {
        let slot = joined.slot(index);
        let made = slot.map(|slot| joined.ordered(&dossier(joined, index, slot)));
        records.add(&made)?;
        briefs.push(made.map(|made| Brief::of(&made, joined.ranking())));
    }
    for brief in briefs {
        records.add(&brief)?;
    }
    for index in (0..numbers).map(ActorIndex) {
        let actor = joined.actor(index).cloned();
        records.add(&actor.map(|actor| StoredActor { actor, entry: joined.entry(index) }))?;
    }
    Lists::write(joined.patterns.all(), &mut records)?;
    let lookup = Lookup::of(joined.all());
    Lists::write(lookup.all_names(), &mut records)?;
    Lists::write(lookup.all_words(), &mut records)?;
    Some(records)
}

impl StoredActors {
    /// The actors in these bytes; `None` unless they were made from what `key` identifies.
    pub(crate) fn read(
        bytes: Bytes,
        key: u64,
        known: Arc<EntryIndex>,
    ) -> Result<Option<Self>, Unusable> {
        let records = Records::open(bytes)?;
        if records.key() != key {
            return Ok(None);
        }
        Self::of(records, known).ok_or(Unusable::Damaged).map(Some)
    }

    fn of(records: Records, known: Arc<EntryIndex>) -> Option<Self> {
        let [documents, numbers] = records.counts()?;
        let Head { order, starts } = records.read(0)?;
        let patterns = Lists::at(&records, 1 + documents + 3 * numbers)?;
        let names = Lists::at(&records, patterns.end())?;
        let words = Lists::at(&records, names.end())?;
        Some(Self {
            known,
            records,
            documents,
            ranking: Ranking::of(order, numbers)?,
            starts,
            actors: empty(numbers),
            mentions: empty(documents),
            patterns,
            names,
            words,
            patterns_read: Mutex::default(),
        })
    }

    /// Identifies what they were made from.
    pub(crate) fn key(&self) -> u64 {
        self.records.key()
    }

    fn stored_actor(&self, index: ActorIndex) -> Option<&StoredActor> {
        let read = || self.records.read::<Option<StoredActor>>(self.actor_record(index)).flatten();
        self.actors.get(index.0 as usize)?.get_or_init(|| read().map(Box::new)).as_deref()
    }

    fn actor_record(&self, index: ActorIndex) -> usize {
        1 + self.documents + 2 * self.ranking.numbers() + index.0 as usize
    }

    /// Decodes the beginning of a record, without reading the rest.
    fn beginning_of<'s, T: Deserialize<'s>>(&'s self, number: usize) -> Option<T> {
        postcard::take_from_bytes::<Option<T>>(self.records.bytes(number)?).ok()?.0
    }
}

fn empty<T>(len: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(len).collect()
}

impl Store for StoredActors {
    fn known(&self) -> &Arc<EntryIndex> {
        &self.known
    }

    fn ranking(&self) -> &Ranking {
        &self.ranking
    }

    fn actor(&self, index: ActorIndex) -> Option<&Actor> {
        Some(&self.stored_actor(index)?.actor)
    }

    fn full_name(&self, index: ActorIndex) -> Option<(&str, NameKind)> {
        type Beginning<'a> = (&'a str, &'a str, NameKind);
        let beginning = self.beginning_of::<Beginning<'_>>(self.actor_record(index));
        beginning.map(|(_, name, kind)| (name, kind))
    }

    fn entry(&self, index: ActorIndex) -> Option<usize> {
        self.stored_actor(index)?.entry
    }

    fn mentions(&self, document: DocumentId) -> &[Mention] {
        let read = || self.records.read(1 + document.index()).unwrap_or_default();
        self.mentions.get(document.index()).map_or(&[], |slot| slot.get_or_init(read))
    }

    fn named(&self, name: WordsKey) -> Cow<'_, [(Fit, ActorIndex)]> {
        self.names.read(&self.records, name.number()).into()
    }

    fn is_in_full_name(&self, word: WordsKey) -> bool {
        !self.words.read::<ActorIndex>(&self.records, word.number()).is_empty()
    }

    fn starts(&self) -> &Starts {
        &self.starts
    }

    fn beginning(&self, first: FirstWord) -> Option<Arc<Vec<Pattern>>> {
        let mut read = self.patterns_read.lock().unwrap_or_else(PoisonError::into_inner);
        let patterns = read.entry(first).or_insert_with(|| {
            let patterns = self.patterns.read(&self.records, first);
            Some(patterns).filter(|patterns| !patterns.is_empty()).map(Arc::new)
        });
        patterns.clone()
    }

    fn dossier(&self, index: ActorIndex) -> Option<Dossier> {
        self.records.read::<Option<Dossier>>(1 + self.documents + index.0 as usize)?
    }

    fn brief(&self, index: ActorIndex) -> Option<Brief> {
        let number = 1 + self.documents + self.ranking.numbers() + index.0 as usize;
        self.records.read::<Option<Brief>>(number)?
    }

    fn introduced(&self, index: ActorIndex) -> Option<Passage> {
        self.brief(index)?.introduced
    }

    /// Decodes a dossier only up to the speech.
    fn said(&self, index: ActorIndex) -> Option<Vec<Said>> {
        type Beginning = (ActorIndex, Option<Passage>, Vec<Said>);
        let beginning = self.beginning_of::<Beginning>(1 + self.documents + index.0 as usize);
        beginning.map(|(_, _, said)| said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::storage::records::Section;
    use crate::actor::{ActorEntries, Actors, NameMemo, ReadDocument, check};
    use crate::container::Container;
    use crate::prose::{Block, read};
    use crate::text::Span;

    const TEXT: &str = "Marta Olsen, the mayor of Lund, met Pavel Novak on Monday. “The bridge is closed for the winter,” Olsen \
                        said. Novak, director of the Harbour Fund, did not answer.";

    fn actors() -> Actors {
        let reading = read(TEXT, &Block::of_plain_text(TEXT));
        let document = ReadDocument {
            id: DocumentId(0),
            text: TEXT,
            reading: &reading,
            turns: &[],
            date: None,
        };
        Actors::of(&[document], &known())
    }

    fn known() -> ActorEntries {
        let file = "[[actor]]\nname = \"Pavel Novak\"\nmemberships = [{ role = \"Director\", from = \"2013\" }]\n";
        ActorEntries::read(file).0
    }

    fn names() -> Arc<EntryIndex> {
        Arc::new(EntryIndex::of(known()))
    }

    fn bytes(actors: &Actors) -> Vec<u8> {
        actors.encoded(1, 7).unwrap().image().pieces().collect::<Vec<_>>().concat()
    }

    fn restored(bytes: Vec<u8>, key: u64) -> Option<Actors> {
        Actors::restored(Arc::new(bytes), key, names()).ok().flatten()
    }

    #[test]
    fn stored_actors_round_trip() {
        let actors = actors();
        let bytes = bytes(&actors);
        let back = restored(bytes.clone(), 7).unwrap();
        let all = |actors: &Actors| actors.all().map(|(i, a)| (i, a.clone())).collect::<Vec<_>>();
        assert_eq!(all(&back), all(&actors));
        assert!(!all(&back).is_empty());
        assert_eq!(back.mentions(DocumentId(0)), actors.mentions(DocumentId(0)));
        assert_eq!(back.mentions(DocumentId(1)), []);
        for (index, _) in actors.all() {
            assert_eq!(back.dossier(index), actors.dossier(index));
            assert_eq!(back.brief(index), actors.brief(index));
            assert_eq!(back.said(index), actors.said(index));
            assert_eq!(back.introduced(index), actors.introduced(index));
            let entry = |actors: &Actors| actors.entry(index).map(|entry| entry.name.clone());
            assert_eq!(entry(&back), entry(&actors));
        }
        assert_eq!(back.all().filter(|(index, _)| back.entry(*index).is_some()).count(), 1);
        assert_eq!(back.full_names().collect::<Vec<_>>(), actors.full_names().collect::<Vec<_>>());
        for name in ["olsen", "Marta Olsen", "pavel-novak", "Harbour Fund", "Lund", "Nobody"] {
            assert_eq!(back.named(name), actors.named(name), "{name}");
        }
        assert_eq!(back.misspelt("Marta Olsan"), actors.misspelt("Marta Olsan"));
        assert_eq!(back.misspelt("Marta Olsan").len(), 1);
        let link = |actors: &Actors| {
            let text = "Olsen left, Novak of the Harbour Fund stayed in Lund.";
            let whole = std::iter::once(Span::new(0, text.len()));
            actors.link(text, whole, &mut NameMemo::default())
        };
        assert_eq!(link(&back), link(&actors));
        assert!(link(&back).len() > 2);
        assert!(restored(bytes, 8).is_none(), "made from something else");
    }

    #[test]
    fn damaged_records_read_as_absent() {
        let sound = actors();
        let bytes = bytes(&sound);
        let is_whole = |bytes: &[u8]| check(Arc::new(bytes.to_vec())).is_ok();
        assert!(is_whole(&bytes));
        // Bytes between sections have no meaning.
        let file =
            Container::<Section>::open(Arc::new(bytes.clone())).unwrap_or_else(|e| panic!("{e}"));
        let sections: Vec<_> = file.sections().map(|(range, _)| range).collect();
        let says = |at: usize| at < sections[0].start || sections.iter().any(|s| s.contains(&at));

        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x20;
            assert!(!says(at) || !is_whole(&bytes), "byte {at}");
            if let Some(back) = restored(bytes, 7) {
                // At most one record is damaged: no other actor is missing or changed.
                assert!(back.all().count() + 1 >= sound.all().count());
                assert!(back.all().all(|(index, actor)| sound.actor(index) == Some(actor)));
                back.named("olsen");
                back.link(
                    "Olsen left.",
                    std::iter::once(Span::new(0, 11)),
                    &mut NameMemo::default(),
                );
                back.mentions(DocumentId(0));
                back.dossier(ActorIndex(0));
                back.brief(ActorIndex(0));
                back.said(ActorIndex(0));
            }
        }
    }
}
