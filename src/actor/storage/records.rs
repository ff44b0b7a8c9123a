//! Bytes that hold numbered records: a run of them, then a table that says where each lies and what its checksum is, then a
//! footer. What does not agree with its checksum reads as absent.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of a table's entry: where a record begins, its length, its checksum.
const ENTRY: usize = 8 + 4 + 4;
/// Bytes of the footer: three numbers of the writer's, where the table begins, the checksum of table and footer.
const FOOTER: usize = 5 * 8;

/// Bytes of stored actors, most often of a mapped file.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Whether everything in stored actors agrees with its checksums. Reads all of it.
pub fn is_whole(bytes: &[u8]) -> bool {
    let sound = || {
        let (tables, footer) = tables(bytes)?;
        let entries = bytes.get(tables..footer)?.chunks_exact(ENTRY);
        let whole = entries.len() * ENTRY == footer - tables;
        Some(whole && entries.into_iter().all(|entry| record(bytes, entry).is_some()))
    };
    sound().unwrap_or(false)
}

/// Where table and footer begin, if they agree with their checksum.
fn tables(bytes: &[u8]) -> Option<(usize, usize)> {
    let footer = bytes.len().checked_sub(FOOTER)?;
    let tables = long(bytes, footer + 3 * 8)? as usize;
    let sum = long(bytes, footer + 4 * 8)?;
    (xxh3_64(bytes.get(tables..footer + FOOTER - 8)?) == sum).then_some((tables, footer))
}

/// The bytes of the record that an entry of a table names, if they agree with their checksum.
fn record<'b>(all: &'b [u8], entry: &[u8]) -> Option<&'b [u8]> {
    let start = long(entry, 0)? as usize;
    let rest = long(entry, 8)?;
    let (len, sum) = (rest as u32 as usize, (rest >> 32) as u32);
    let bytes = all.get(start..start.checked_add(len)?)?;
    (xxh3_64(bytes) as u32 == sum).then_some(bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}

/// Records to be read.
pub(super) struct Records {
    bytes: Bytes,
    tables: usize,
    footer: usize,
}

impl Records {
    /// The records of these bytes. `None` when the table is damaged.
    pub(super) fn of(bytes: Bytes) -> Option<Self> {
        let (tables, footer) = tables((*bytes).as_ref())?;
        Some(Self { bytes, tables, footer })
    }

    /// One of the three numbers that were written behind the records.
    pub(super) fn number(&self, which: usize) -> Option<u64> {
        long(self.all(), self.footer + 8 * which)
    }

    /// All bytes, of which [`Records::bytes`] are a part.
    pub(super) fn all(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }

    /// The bytes of a record.
    pub(super) fn bytes(&self, number: usize) -> Option<&[u8]> {
        let entry = self.tables + number.checked_mul(ENTRY)?;
        if entry + ENTRY > self.footer {
            return None;
        }
        record(self.all(), self.all().get(entry..entry + ENTRY)?)
    }

    /// What a record says.
    pub(super) fn read<T: DeserializeOwned>(&self, number: usize) -> Option<T> {
        postcard::from_bytes(self.bytes(number)?).ok()
    }
}

/// Records that are being written.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    table: Vec<u8>,
}

impl Writer {
    /// Adds a record.
    pub(super) fn add<T: Serialize + ?Sized>(&mut self, record: &T) -> Option<()> {
        self.add_bytes(postcard::to_allocvec(record).ok()?)
    }

    /// Adds a record of these bytes.
    pub(super) fn add_bytes(&mut self, bytes: Vec<u8>) -> Option<()> {
        let len = u32::try_from(bytes.len()).ok()?;
        self.table.extend((self.bytes.len() as u64).to_le_bytes());
        self.table.extend(len.to_le_bytes());
        self.table.extend((xxh3_64(&bytes) as u32).to_le_bytes());
        self.bytes.extend(bytes);
        Some(())
    }

    /// All of it, with three numbers behind.
    pub(super) fn finish(self, numbers: [u64; 3]) -> Option<Vec<u8>> {
        let Self { mut bytes, table } = self;
        let tables = bytes.len();
        bytes.extend(table);
        for number in numbers.into_iter().chain([tables as u64]) {
            bytes.extend(number.to_le_bytes());
        }
        let sum = xxh3_64(bytes.get(tables..)?);
        bytes.extend(sum.to_le_bytes());
        Some(bytes)
    }
}
