//! Actors on disk: who there is, read at once; mentions and dossiers, read when somebody asks.
//!
//! A run of records, then two tables that say where each record lies and what its checksum is, then a footer. What
//! does not agree with its checksum reads as absent.

use super::merge::Slot;
use super::{
    Actor, ActorIndex, Actors, Brief, Dossier, KnownActors, KnownNames, Mention, Place, Said,
    dossier,
};
use crate::text::DocumentId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of a table's entry: where a record begins, its length, its checksum.
const ENTRY: usize = 8 + 4 + 4;
/// Bytes of the footer: key, documents, numbers of actors, where the tables begin, the checksum of tables and footer.
const FOOTER: usize = 5 * 8;

/// Bytes of stored actors, most often of a mapped file.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Mentions and dossiers on disk.
pub(super) struct Stored {
    bytes: Bytes,
    /// Names what they were made from.
    key: u64,
    tables: usize,
    documents: usize,
    /// Numbers of actors, those that are nobody's among them.
    actors: usize,
    mentions: Vec<OnceLock<Box<[Mention]>>>,
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
        let all: Vec<(ActorIndex, &Actor)> = self.all().collect();
        let slots = all.iter().map(|(index, _)| index.0 + 1).max().unwrap_or_default();
        records.add(&all)?;
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
        let mut mentions = Vec::new();
        mentions.resize_with(documents, OnceLock::default);
        let stored = Stored { bytes, key, tables, documents, actors: numbers, mentions };
        let all: Vec<(ActorIndex, Actor)> = stored.record(0)?;
        let mut actors = Self { known: Arc::new(KnownNames::of(known.clone())), ..Self::default() };
        actors.slots.resize(numbers, None);
        let count = all.len();
        actors.scanner.add(all.iter().map(|(index, actor)| (*index, actor)), &actors.known);
        for (rank, (index, actor)) in all.into_iter().enumerate() {
            actors.order.push(index);
            let slot = Slot::restored(actor, count - rank);
            *actors.slots.get_mut(index.0 as usize)? = Some(Arc::new(slot));
        }
        actors.stored = Some(Arc::new(stored));
        Some(actors)
    }
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
        self.record::<Option<Brief>>(1 + self.documents + self.actors + index.0 as usize)?
    }

    /// The speech in a dossier. What stands behind it there is not read.
    pub(super) fn said(&self, index: ActorIndex) -> Option<Vec<Said>> {
        type Beginning = (ActorIndex, Option<Place>, Vec<Said>);
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
        let bytes = postcard::to_allocvec(record).ok()?;
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
        Actors::of(&[document], &KnownActors::default())
    }

    #[test]
    fn what_is_stored_comes_back() {
        let actors = actors();
        let bytes = actors.stored(1, 7).unwrap();
        let back = Actors::restored(Arc::new(bytes.clone()), 7, &KnownActors::default()).unwrap();
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
        }
        assert_eq!(back.named("olsen"), actors.named("olsen"));
        let link = |actors: &Actors| {
            let whole = std::iter::once(Span::new(0, 11));
            actors.link("Olsen left.", whole, &mut NamesHeld::default())
        };
        assert_eq!(link(&back), link(&actors));
        assert!(Actors::restored(Arc::new(bytes), 8, &KnownActors::default()).is_none());
    }

    #[test]
    fn damage_is_absence() {
        let bytes = actors().stored(1, 7).unwrap();
        assert!(is_whole(&bytes));
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x20;
            assert!(!is_whole(&bytes), "byte {at}");
            if let Some(back) = Actors::restored(Arc::new(bytes), 7, &KnownActors::default()) {
                assert_eq!(back.all().count(), actors().all().count());
                back.mentions(DocumentId(0));
                back.dossier(ActorIndex(0));
                back.brief(ActorIndex(0));
                back.said(ActorIndex(0));
            }
        }
    }
}
