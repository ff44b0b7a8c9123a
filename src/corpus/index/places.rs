//! Lookups in a stored segment: the places of a shingle, the documents of a word.

use super::format::Section;
use super::postings::FINGERPRINT_BITS;
use super::shingles::{NeighbourFilter, Neighbours};
use super::stored::IndexSegment;
use crate::container::U32;
use std::ops::Range;

impl IndexSegment {
    /// The bucket of a shingle. Callers that look up many should compute all buckets first, so that the processor
    /// overlaps the cache misses.
    pub(super) fn bucket(&self, hash: u64) -> Bucket {
        let bucket = (hash >> (64 - self.bucket_bits)) as usize;
        let wanted = (hash >> (64 - self.bucket_bits - FINGERPRINT_BITS)) as u8;
        let directory = self.file.array::<U32>(Section::Directory);
        let bound = |at: usize| directory.get(at).map_or(0, |bound| bound.get() as usize);
        Bucket { start: bound(bucket), end: bound(bucket + 1), wanted }
    }

    /// Places in the texts at which a shingle of this bucket probably begins.
    pub(super) fn places(&self, bucket: Bucket) -> Places<'_> {
        let Bucket { start, end, wanted } = bucket;
        let prints = self.file.section(Section::Fingerprints).get(start..end).unwrap_or_default();
        let (before, len) = alike(prints, wanted);
        let first = start + before;
        let places = self.file.array(Section::Places).get(first..first + len);
        let around = self.file.section(Section::Neighbours).get(first..first + len);
        Places { places: places.unwrap_or_default(), around: around.unwrap_or_default() }
    }

    /// The documents with a word of this hash, in order.
    pub(super) fn having(&self, word: u32) -> Vec<u32> {
        let words = self.file.array::<U32>(Section::WordHashes);
        let Ok(at) = words.binary_search_by_key(&word, |hash| hash.get()) else {
            return Vec::new();
        };
        let starts = self.file.array::<U32>(Section::PostingStarts);
        let bound = |at: usize| starts.get(at).map_or(0, |bound| bound.get() as usize);
        let bytes = self.file.section(Section::Postings).get(bound(at)..bound(at + 1));
        let (mut found, mut last, mut number, mut shift) = (Vec::new(), 0u32, 0u32, 0);
        for byte in bytes.unwrap_or_default() {
            number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
            shift += 7;
            if byte & 0x80 == 0 {
                last = last.saturating_add(number);
                found.push(last.saturating_sub(1));
                (number, shift) = (0, 0);
            }
        }
        found
    }
}

/// Where a segment has shingles with the same leading bits: the range of their fingerprints, and the wanted one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket {
    start: usize,
    end: usize,
    wanted: u8,
}

/// Places in the texts of a segment, in order.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    places: &'a [U32],
    /// For each, the words around it.
    pub(super) around: &'a [u8],
}

impl Places<'_> {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.around.len()
    }

    /// The place at an index.
    fn at(&self, number: usize) -> Option<usize> {
        self.places.get(number).map(|place| place.get() as usize)
    }

    /// The places that a filter accepts, in order, with their sides.
    pub(super) fn picked(
        &self,
        picked: NeighbourFilter,
    ) -> impl Iterator<Item = (usize, Neighbours)> {
        let those = picked.of(self.around);
        those.filter_map(|number| Some((self.at(number)?, Neighbours(*self.around.get(number)?))))
    }

    /// The places in a stretch of the texts, each with the words around it.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Neighbours)> {
        let first = self.places.partition_point(|place| (place.get() as usize) < range.start);
        let around = self.around.get(first..).unwrap_or_default().iter();
        let all =
            (first..).zip(around).map_while(|(n, around)| Some((self.at(n)?, Neighbours(*around))));
        all.take_while(move |(place, _)| *place < range.end)
    }
}

/// How many sorted numbers are less than one, and how many equal it. A few are counted without branches, so that the
/// processor can work on many buckets at a time.
fn alike(ordered: &[u8], wanted: u8) -> (usize, usize) {
    const FEW: usize = 64;
    if ordered.len() > FEW {
        let before = ordered.partition_point(|number| *number < wanted);
        let rest = ordered.get(before..).unwrap_or_default();
        return (before, rest.partition_point(|number| *number == wanted));
    }
    let before = ordered.iter().map(|number| u8::from(*number < wanted)).sum::<u8>();
    let same = ordered.iter().map(|number| u8::from(*number == wanted)).sum::<u8>();
    (before.into(), same.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn few_and_many_are_counted_alike(mut numbers in prop::collection::vec(0u8..9, 0..130), wanted in 0u8..9) {
            numbers.sort_unstable();
            let count = |holds: fn(&u8, &u8) -> bool| numbers.iter().filter(|n| holds(n, &wanted)).count();
            prop_assert_eq!(alike(&numbers, wanted), (count(|n, w| n < w), count(|n, w| n == w)));
        }
    }
}
