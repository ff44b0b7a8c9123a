//! Numbered records in a container, each with its own checksum, so that only those read are verified. A record with a
//! wrong checksum counts as absent. Lists are looked up by key: one record has the sorted keys, and each list has a
//! record after it.

use crate::container::{Bytes, Container, Content, FileKind, Image, U32, U64, Unusable};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// The sections of stored actors in their order.
#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub(super) enum Section {
    /// All records, end to end.
    Records,
    /// An [`Entry`] for each record.
    Table,
    /// The number of documents and of actor indexes.
    Counts,
}

impl FileKind for Section {
    const TAG: [u8; 4] = *b"actr";
    const VERSION: u32 = 3;
    const SECTIONS: &'static [Self] = &[Self::Records, Self::Table, Self::Counts];

    fn number(self) -> usize {
        self as usize
    }
}

/// Where a record is, and the lower half of its checksum.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
struct Entry {
    start: U64,
    len: U32,
    sum: U32,
}

/// Verifies the checksums of everything in stored actors.
pub fn check(bytes: Bytes) -> Result<(), Unusable> {
    Container::<Section>::open(bytes)?.check(Section::SECTIONS)
}

/// Records for reading.
pub(super) struct Records(Container<Section>);

impl Records {
    /// Opens the records in these bytes; their table must be intact.
    pub(super) fn open(bytes: Bytes) -> Result<Self, Unusable> {
        let file = Container::open(bytes)?;
        file.check(&[Section::Table, Section::Counts])?;
        Ok(Self(file))
    }

    /// Identifies what they were made from.
    pub(super) fn key(&self) -> u64 {
        self.0.stamp()
    }

    /// The number of documents and of actor indexes.
    pub(super) fn counts(&self) -> Option<[usize; 2]> {
        let counts = <[U64; 2]>::read_from_bytes(self.0.section(Section::Counts)).ok()?;
        Some(counts.map(|count| count.get() as usize))
    }

    /// Bytes of all records that [`Records::range`] found intact.
    pub(super) fn within(&self, range: Range<usize>) -> &[u8] {
        self.0.section(Section::Records).get(range).unwrap_or_default()
    }

    /// Where a record is among all records, if its checksum is right.
    pub(super) fn range(&self, number: usize) -> Option<Range<usize>> {
        let entry = self.0.array::<Entry>(Section::Table).get(number)?;
        let start = entry.start.get() as usize;
        let range = start..start.checked_add(entry.len.get() as usize)?;
        let bytes = self.0.section(Section::Records).get(range.clone())?;
        (entry.sum == xxh3_64(bytes) as u32).then_some(range)
    }

    /// The bytes of a record.
    pub(super) fn bytes(&self, number: usize) -> Option<&[u8]> {
        Some(self.within(self.range(number)?))
    }

    /// Decodes a record.
    pub(super) fn read<T: DeserializeOwned>(&self, number: usize) -> Option<T> {
        postcard::from_bytes(self.bytes(number)?).ok()
    }
}

/// Actors encoded for storage.
pub struct EncodedActors {
    records: Vec<u8>,
    table: Vec<Entry>,
    counts: [U64; 2],
    key: u64,
}

impl EncodedActors {
    /// Starts without records. `key` identifies what the actors are made from.
    pub(super) fn new(key: u64, documents: usize, numbers: u32) -> Self {
        let counts = [(documents as u64).into(), u64::from(numbers).into()];
        Self { records: Vec::new(), table: Vec::new(), counts, key }
    }

    /// Adds a record.
    pub(super) fn add<T: Serialize + ?Sized>(&mut self, record: &T) -> Option<()> {
        self.add_bytes(&postcard::to_allocvec(record).ok()?)
    }

    /// Adds a record with these bytes.
    pub(super) fn add_bytes(&mut self, bytes: &[u8]) -> Option<()> {
        let len = u32::try_from(bytes.len()).ok()?;
        let (start, sum) = (self.records.len() as u64, xxh3_64(bytes) as u32);
        self.table.push(Entry { start: start.into(), len: len.into(), sum: sum.into() });
        self.records.extend_from_slice(bytes);
        Some(())
    }

    /// The file to write.
    pub fn image(&self) -> Image<'_> {
        Image::of(self.key, |section| {
            Content::New(match section {
                Section::Records => &self.records,
                Section::Table => self.table.as_bytes(),
                Section::Counts => self.counts.as_bytes(),
            })
        })
    }
}

/// Where lists are.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    /// The range of the sorted keys among all records.
    keys: Range<usize>,
    /// The number of the record with the first list.
    first: usize,
}

impl Lists {
    /// The lists whose keys are in this record.
    pub(super) fn at(records: &Records, number: usize) -> Option<Self> {
        Some(Self { keys: records.range(number)?, first: number + 1 })
    }

    /// The number of the record after the last list.
    pub(super) fn end(&self) -> usize {
        self.first + self.keys.len() / size_of::<U64>()
    }

    /// The list with a key; empty when there is none.
    pub(super) fn read<T: DeserializeOwned>(&self, records: &Records, key: u64) -> Vec<T> {
        let keys = <[U64]>::ref_from_bytes(records.within(self.keys.clone())).unwrap_or_default();
        let at = keys.binary_search_by_key(&key, |known| known.get());
        at.ok().and_then(|at| records.read(self.first + at)).unwrap_or_default()
    }

    /// Writes lists with their keys.
    pub(super) fn write<T: Serialize>(
        lists: impl Iterator<Item = (u64, T)>,
        to: &mut EncodedActors,
    ) -> Option<()> {
        let mut lists: Vec<(u64, T)> = lists.collect();
        lists.sort_unstable_by_key(|(key, _)| *key);
        let keys: Vec<U64> = lists.iter().map(|(key, _)| U64::from(*key)).collect();
        to.add_bytes(keys.as_bytes())?;
        lists.iter().try_for_each(|(_, list)| to.add(list))
    }
}
