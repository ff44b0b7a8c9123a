//! Lists on disk that are found by a number: the sorted numbers are one record, each list is one behind it.

use std::ops::Range;

/// Where lists lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// The bytes of the numbers, eight for each, in order.
    keys: Range<usize>,
    /// The number of the record of the first list.
    first: usize,
}

/// Bytes of a number.
const KEY: usize = 8;

impl Lists {
    /// The lists whose numbers are these bytes of the record with this number.
    pub(super) fn new(keys: Range<usize>, number: usize) -> Self {
        Self { keys, first: number + 1 }
    }

    /// The number of the record behind the last list.
    pub(super) fn end(&self) -> usize {
        self.first + self.keys.len() / KEY
    }

    /// The number of the record of a list, by its key; `all` are the bytes that `keys` are of.
    pub(super) fn number_of(&self, all: &[u8], key: u64) -> Option<usize> {
        let (keys, _) = all.get(self.keys.clone())?.as_chunks::<KEY>();
        let at = keys.binary_search_by_key(&key, |bytes| u64::from_le_bytes(*bytes)).ok()?;
        Some(self.first + at)
    }
}
