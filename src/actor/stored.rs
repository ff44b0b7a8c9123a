//! Actors on disk: their order is read at once; who they are, their names, mentions and dossiers when somebody asks.
//!
//! A run of records, then a table that says where each record lies and what its checksum is, then a footer. What does not
//! agree with its checksum reads as absent. The records: the order of the actors; the mentions of each document; for each
//! number of an actor the dossier; the brief; the actor; then the names to look for by their first words, the actors by
//! their names, and by each word of their names.

use super::lists::Lists;
use super::lookup::{Fit, Lookup};
use super::scan::{Pattern, Scanner, Starts};
use super::{
    Actor, ActorIndex, ActorKind, Actors, Brief, Dossier, KnownActors, KnownNames, Mention, Said,
    dossier,
};
use crate::text::{DocumentId, Passage};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of a table's entry: where a record begins, its length, its checksum.
const ENTRY: usize = 8 + 4 + 4;
/// Bytes of the footer: key, documents, numbers of actors, where the tables begin, the checksum of tables and footer.
const FOOTER: usize = 5 * 8;

/// Bytes of stored actors, most often of a mapped file.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Actors on disk.
pub(super) struct Stored {
    bytes: Bytes,
    /// Names what they were made from.
    key: u64,
    tables: usize,
    documents: usize,
    /// By rank.
    order: Vec<ActorIndex>,
    /// How many actors are named more often, by [`ActorIndex`]; `u32::MAX` for numbers that are nobody's.
    ranks: Vec<u32>,
    actors: Vec<OnceLock<Option<Box<Known>>>>,
    mentions: Vec<OnceLock<Box<[Mention]>>>,
    patterns: Lists,
    names: Lists,
    words: Lists,
}

/// An actor, and the number of its entry in the user's file.
#[derive(Serialize, Deserialize)]
struct Known {
    actor: Actor,
    entry: Option<usize>,
}

/// What is read of all actors at once.
#[derive(Serialize, Deserialize)]
struct First {
    order: Vec<ActorIndex>,
    starts: Starts,
}

impl std::fmt::Debug for Stored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stored({} documents)", self.documents)
    }
}

impl Actors {
    /// These actors as bytes. `documents` is the number of the corpus' documents; `key` names what they were made from.
    /// `None` when they cannot be written.
    pub fn stored(&self, documents: usize, key: u64) -> Option<Vec<u8>> {
        let mut records = Records::default();
        let order: Vec<ActorIndex> = self.all().map(|(index, _)| index).collect();
        let slots = order.iter().map(|index| index.0 + 1).max().unwrap_or_default();
        records.add(&First { order, starts: self.scanner.starts().clone() })?;
        // What is made here only to be written is not kept: of a large corpus it is as much as all that is there already.
        for document in (0..documents as u32).map(DocumentId) {
            let entry = self.keys.get(&document).and_then(|key| self.documents.get(key));
            records.add(&entry.map(|entry| self.mentions_of(entry)).unwrap_or_default())?;
        }
        let mut briefs = Vec::new();
        for index in (0..slots).map(ActorIndex) {
            let slot = self.slots.get(index.0 as usize).and_then(Option::as_deref);
            let made = slot.map(|slot| self.ordered(&dossier::dossier(self, index, slot)));
            records.add(&made)?;
            briefs.push(made.map(|made| Brief::of(&made, self)));
        }
        for brief in briefs {
            records.add(&brief)?;
        }
        for index in (0..slots).map(ActorIndex) {
            let actor = self.actor(index).cloned();
            records.add(&actor.map(|actor| Known { actor, entry: self.entry_number(index) }))?;
        }
        records.add_lists(self.scanner.patterns())?;
        let lookup = Lookup::of(self.all());
        records.add_lists(lookup.all_names())?;
        records.add_lists(lookup.all_words())?;
        let Records { mut bytes, table } = records;
        let tables = bytes.len();
        bytes.extend(table);
        for number in [key, documents as u64, u64::from(slots), tables as u64] {
            bytes.extend(number.to_le_bytes());
        }
        let sum = xxh3_64(bytes.get(tables..)?);
        bytes.extend(sum.to_le_bytes());
        Some(bytes)
    }

    /// Whether these are actors on disk that were made from what `key` names.
    pub fn are_stored_as(&self, key: u64) -> bool {
        self.stored.as_ref().is_some_and(|stored| stored.key == key)
    }

    /// The actors of these bytes, if they were made from what `key` names and are whole.
    pub fn restored(bytes: Bytes, key: u64, known: &KnownActors) -> Option<Self> {
        let all = (*bytes).as_ref();
        let footer = all.len().checked_sub(FOOTER)?;
        let number = |i: usize| long(all, footer + 8 * i);
        let tables = number(3)? as usize;
        let sound = xxh3_64(all.get(tables..footer + FOOTER - 8)?) == number(4)?;
        if !sound || number(0)? != key {
            return None;
        }
        let (documents, numbers) = (number(1)? as usize, number(2)? as usize);
        let mut stored = Stored {
            bytes,
            key,
            tables,
            documents,
            order: Vec::new(),
            ranks: vec![u32::MAX; numbers],
            actors: empty(numbers),
            mentions: empty(documents),
            patterns: Lists::default(),
            names: Lists::default(),
            words: Lists::default(),
        };
        let First { order, starts } = stored.record(0)?;
        for (rank, index) in (0u32..).zip(&order) {
            *stored.ranks.get_mut(index.0 as usize)? = rank;
        }
        stored.order = order;
        stored.patterns = stored.lists(1 + documents + 3 * numbers)?;
        stored.names = stored.lists(stored.patterns.end())?;
        stored.words = stored.lists(stored.names.end())?;
        let stored = Arc::new(stored);
        let known = Arc::new(KnownNames::of(known.clone()));
        let scanner = Scanner::stored(stored.clone(), starts);
        Some(Self { known, scanner, stored: Some(stored), ..Self::default() })
    }
}

fn empty<T>(len: usize) -> Vec<OnceLock<T>> {
    let mut slots = Vec::new();
    slots.resize_with(len, OnceLock::new);
    slots
}

/// Whether everything in stored actors agrees with its checksums. Reads all of it.
pub fn is_whole(bytes: &[u8]) -> bool {
    let sound = || {
        let footer = bytes.len().checked_sub(FOOTER)?;
        let tables = long(bytes, footer + 3 * 8)? as usize;
        let sum = long(bytes, footer + 4 * 8)?;
        let entries = bytes.get(tables..footer)?.chunks_exact(ENTRY);
        let whole = entries.len() * ENTRY == footer - tables
            && xxh3_64(bytes.get(tables..footer + FOOTER - 8)?) == sum;
        Some(whole && entries.into_iter().all(|entry| record(bytes, entry).is_some()))
    };
    sound().unwrap_or(false)
}

/// The bytes of the record that an entry of a table names, if they agree with their checksum.
fn record<'b>(all: &'b [u8], entry: &[u8]) -> Option<&'b [u8]> {
    let start = long(entry, 0)? as usize;
    let rest = long(entry, 8)?;
    let (len, sum) = (rest as u32 as usize, (rest >> 32) as u32);
    let bytes = all.get(start..start.checked_add(len)?)?;
    (xxh3_64(bytes) as u32 == sum).then_some(bytes)
}

impl Stored {
    /// All actors, the most often named first.
    pub(super) fn order(&self) -> &[ActorIndex] {
        &self.order
    }

    /// How many actors are named more often.
    pub(super) fn rank(&self, index: ActorIndex) -> Option<u32> {
        self.ranks.get(index.0 as usize).copied().filter(|rank| *rank != u32::MAX)
    }

    /// An actor.
    pub(super) fn actor(&self, index: ActorIndex) -> Option<&Actor> {
        Some(&self.known(index)?.actor)
    }

    /// The number of an actor's entry in the user's file.
    pub(super) fn entry(&self, index: ActorIndex) -> Option<usize> {
        self.known(index)?.entry
    }

    fn known(&self, index: ActorIndex) -> Option<&Known> {
        let read = || self.record::<Option<Known>>(self.number_of(index)).flatten().map(Box::new);
        self.actors.get(index.0 as usize)?.get_or_init(read).as_deref()
    }

    /// The full name of an actor and what sort it is, of which nothing is kept.
    pub(super) fn name(&self, index: ActorIndex) -> Option<(&str, ActorKind)> {
        type Beginning<'a> = (&'a str, &'a str, ActorKind);
        let bytes = self.bytes_of(self.number_of(index))?;
        let (beginning, _) = postcard::take_from_bytes::<Option<Beginning<'_>>>(bytes).ok()?;
        beginning.map(|(_, name, kind)| (name, kind))
    }

    /// The number of an actor's record.
    fn number_of(&self, index: ActorIndex) -> usize {
        1 + self.documents + 2 * self.ranks.len() + index.0 as usize
    }

    /// The names that begin with a word.
    pub(super) fn patterns(&self, first: u64) -> Vec<Pattern> {
        self.list(&self.patterns, first)
    }

    /// The actors that a name may mean, and how well it fits.
    pub(super) fn named(&self, name: u64) -> Vec<(Fit, ActorIndex)> {
        self.list(&self.names, name)
    }

    /// The actors whose full name of several words has this one.
    pub(super) fn bearing(&self, word: u64) -> Vec<ActorIndex> {
        self.list(&self.words, word)
    }

    fn list<T: DeserializeOwned>(&self, lists: &Lists, key: u64) -> Vec<T> {
        let number = lists.number_of((*self.bytes).as_ref(), key);
        number.and_then(|number| self.record(number)).unwrap_or_default()
    }

    /// The lists whose keys are this record.
    fn lists(&self, number: usize) -> Option<Lists> {
        let keys = self.bytes_of(number)?;
        let start = keys.as_ptr().addr() - (*self.bytes).as_ref().as_ptr().addr();
        Some(Lists::new(start..start + keys.len(), number))
    }

    /// The mentions in a document.
    pub(super) fn mentions(&self, document: DocumentId) -> &[Mention] {
        let read = || self.record(1 + document.index()).unwrap_or_default();
        self.mentions.get(document.index()).map_or(&[], |slot| slot.get_or_init(read))
    }

    /// What the corpus says of an actor.
    pub(super) fn dossier(&self, index: ActorIndex) -> Option<Dossier> {
        self.record::<Option<Dossier>>(1 + self.documents + index.0 as usize)?
    }

    /// The beginning of what the corpus says of an actor.
    pub(super) fn brief(&self, index: ActorIndex) -> Option<Brief> {
        self.record::<Option<Brief>>(1 + self.documents + self.ranks.len() + index.0 as usize)?
    }

    /// The speech in a dossier. What stands behind it there is not read.
    pub(super) fn said(&self, index: ActorIndex) -> Option<Vec<Said>> {
        type Beginning = (ActorIndex, Option<Passage>, Vec<Said>);
        let bytes = self.bytes_of(1 + self.documents + index.0 as usize)?;
        let (beginning, _) = postcard::take_from_bytes::<Option<Beginning>>(bytes).ok()?;
        beginning.map(|(_, _, said)| said)
    }

    fn record<T: DeserializeOwned>(&self, number: usize) -> Option<T> {
        postcard::from_bytes(self.bytes_of(number)?).ok()
    }

    fn bytes_of(&self, number: usize) -> Option<&[u8]> {
        let all = (*self.bytes).as_ref();
        let entry = self.tables + number.checked_mul(ENTRY)?;
        if entry + ENTRY + FOOTER > all.len() {
            return None;
        }
        record(all, all.get(entry..entry + ENTRY)?)
    }
}

/// Records with the table that finds them.
#[derive(Default)]
struct Records {
    bytes: Vec<u8>,
    table: Vec<u8>,
}

impl Records {
    fn add<T: Serialize + ?Sized>(&mut self, record: &T) -> Option<()> {
        self.add_bytes(postcard::to_allocvec(record).ok()?)
    }

    /// The keys of lists, in order, then the lists.
    fn add_lists<T: Serialize>(&mut self, lists: impl Iterator<Item = (u64, T)>) -> Option<()> {
        let mut lists: Vec<(u64, T)> = lists.collect();
        lists.sort_unstable_by_key(|(key, _)| *key);
        self.add_bytes(lists.iter().flat_map(|(key, _)| key.to_le_bytes()).collect())?;
        for (_, list) in &lists {
            self.add(list)?;
        }
        Some(())
    }

    fn add_bytes(&mut self, bytes: Vec<u8>) -> Option<()> {
        let len = u32::try_from(bytes.len()).ok()?;
        self.table.extend((self.bytes.len() as u64).to_le_bytes());
        self.table.extend(len.to_le_bytes());
        self.table.extend((xxh3_64(&bytes) as u32).to_le_bytes());
        self.bytes.extend(bytes);
        Some(())
    }
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Document, NamesHeld};
    use crate::prose::{Block, read};
    use crate::text::Span;

    const TEXT: &str = "Marta Olsen, the mayor of Lund, met Pavel Novak on Monday. “The bridge is closed for the winter,” Olsen \
                        said. Novak, director of the Harbour Fund, did not answer.";

    fn actors() -> Actors {
        let reading = read(TEXT, &Block::of_plain_text(TEXT));
        let document = Document { id: DocumentId(0), text: TEXT, reading: &reading, date: None };
        Actors::of(&[document], &known())
    }

    fn known() -> KnownActors {
        let file = "[[actor]]\nname = \"Pavel Novak\"\nmemberships = [{ role = \"Director\", from = \"2013\" }]\n";
        KnownActors::read(file).0
    }

    #[test]
    fn what_is_stored_comes_back() {
        let actors = actors();
        let bytes = actors.stored(1, 7).unwrap();
        let back = Actors::restored(Arc::new(bytes.clone()), 7, &known()).unwrap();
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
            actors.link(text, whole, &mut NamesHeld::default())
        };
        assert_eq!(link(&back), link(&actors));
        assert!(link(&back).len() > 2);
        assert!(Actors::restored(Arc::new(bytes), 8, &known()).is_none());
    }

    #[test]
    fn damage_is_absence() {
        let sound = actors();
        let bytes = sound.stored(1, 7).unwrap();
        assert!(is_whole(&bytes));
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x20;
            assert!(!is_whole(&bytes), "byte {at}");
            if let Some(back) = Actors::restored(Arc::new(bytes), 7, &known()) {
                // One record is damaged at most: nobody else is missing, and whoever is there is as before.
                assert!(back.all().count() + 1 >= sound.all().count());
                assert!(back.all().all(|(index, actor)| sound.actor(index) == Some(actor)));
                back.named("olsen");
                back.link(
                    "Olsen left.",
                    std::iter::once(Span::new(0, 11)),
                    &mut NamesHeld::default(),
                );
                back.mentions(DocumentId(0));
                back.dossier(ActorIndex(0));
                back.brief(ActorIndex(0));
                back.said(ActorIndex(0));
            }
        }
    }
}
