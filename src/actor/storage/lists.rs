//! Lists on disk that are found by a number: the sorted numbers are one record, each list is one behind it.

use super::records::{EncodedActors, Records};
use crate::container::U64;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::Range;
use zerocopy::{FromBytes, IntoBytes};

/// Where lists lie.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    /// Where the numbers lie among all records, in order.
    keys: Range<usize>,
    /// The number of the record of the first list.
    first: usize,
}

impl Lists {
    /// The lists whose numbers are this record.
    pub(super) fn at(records: &Records, number: usize) -> Option<Self> {
        Some(Self { keys: records.range(number)?, first: number + 1 })
    }

    /// The number of the record behind the last list.
    pub(super) fn end(&self) -> usize {
        self.first + self.keys.len() / size_of::<U64>()
    }

    /// The list of a number; an empty one when there is none.
    pub(super) fn read<T: DeserializeOwned>(&self, records: &Records, key: u64) -> Vec<T> {
        let keys = <[U64]>::ref_from_bytes(records.within(self.keys.clone())).unwrap_or_default();
        let at = keys.binary_search_by_key(&key, |known| known.get());
        at.ok().and_then(|at| records.read(self.first + at)).unwrap_or_default()
    }

    /// Writes lists with their numbers.
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
