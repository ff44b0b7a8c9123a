//! Lists on disk that are found by a number: the sorted numbers are one record, each list is one behind it.

use super::records::{Records, Writer};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::Range;

/// Where lists lie.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    /// The bytes of the numbers, eight for each, in order.
    keys: Range<usize>,
    /// The number of the record of the first list.
    first: usize,
}

/// Bytes of a number.
const KEY: usize = 8;

impl Lists {
    /// The lists whose numbers are this record.
    pub(super) fn at(records: &Records, number: usize) -> Option<Self> {
        let keys = records.bytes(number)?;
        let start = keys.as_ptr().addr() - records.all().as_ptr().addr();
        Some(Self { keys: start..start + keys.len(), first: number + 1 })
    }

    /// The number of the record behind the last list.
    pub(super) fn end(&self) -> usize {
        self.first + self.keys.len() / KEY
    }

    /// The list of a number; an empty one when there is none.
    pub(super) fn read<T: DeserializeOwned>(&self, records: &Records, key: u64) -> Vec<T> {
        let list = || {
            let (keys, _) = records.all().get(self.keys.clone())?.as_chunks::<KEY>();
            let at = keys.binary_search_by_key(&key, |bytes| u64::from_le_bytes(*bytes)).ok()?;
            records.read(self.first + at)
        };
        list().unwrap_or_default()
    }

    /// Writes lists with their numbers.
    pub(super) fn write<T: Serialize>(
        lists: impl Iterator<Item = (u64, T)>,
        to: &mut Writer,
    ) -> Option<()> {
        let mut lists: Vec<(u64, T)> = lists.collect();
        lists.sort_unstable_by_key(|(key, _)| *key);
        to.add_bytes(lists.iter().flat_map(|(key, _)| key.to_le_bytes()).collect())?;
        lists.iter().try_for_each(|(_, list)| to.add(list))
    }
}
