//! Collects, while documents are read, the places of shingles and the documents of words.
//! document has had already.

use super::shingles::Neighbours;
use crate::container::U32;

/// Hashes are split by this many leading bits, into parts small enough to be sorted in the processor's cache.
const PARTS_BITS: u32 = 8;

/// The bits of a hash that tell shingles of one bucket apart: the fingerprint.
pub(super) const FINGERPRINT_BITS: u32 = 8;

/// Shingles in a bucket, as a power of two: few enough that two rarely share a fingerprint, enough that the directory
/// stays small.
const BUCKET_BITS: u32 = 4;

/// The bits that a part keeps of a shingle's hash; place and neighbours take the other bits of 64.
const KEPT_BITS: u32 = 24;

/// The most bits that name a bucket: along with the fingerprint, no more than a part keeps.
const MOST_BITS: u32 = PARTS_BITS + KEPT_BITS - FINGERPRINT_BITS;

/// Numbers of 64 bits in parts, each in insertion order.
#[derive(Debug)]
struct Parts {
    parts: Vec<Vec<u64>>,
    count: usize,
    /// Scratch space for sorting a part.
    other: Vec<u64>,
}

impl Default for Parts {
    fn default() -> Self {
        Self { parts: vec![Vec::new(); 1 << PARTS_BITS], count: 0, other: Vec::new() }
    }
}

impl Parts {
    #[inline]
    fn push(&mut self, part: usize, number: u64) {
        if let Some(part) = self.parts.get_mut(part) {
            part.push(number);
            self.count += 1;
        }
    }

    /// The parts one after another, each sorted by the bits `from..from + bits` of its numbers. The sort is stable.
    fn sorted(&mut self, from: u32, bits: u32) -> impl Iterator<Item = &[u64]> {
        let low = bits / 2;
        let mut counts = [Vec::new(), Vec::new()];
        let Self { parts, other, .. } = self;
        parts.iter_mut().map(move |part| {
            let digits = [Digit { from, bits: low }, Digit { from: from + low, bits: bits - low }];
            count(part, digits, &mut counts);
            for (digit, counts) in digits.into_iter().zip(&mut counts) {
                order(part, other, digit, counts);
                std::mem::swap(part, other);
            }
            part.as_slice()
        })
    }

    /// Removes all numbers and keeps the buffers.
    fn clear(&mut self) {
        self.parts.iter_mut().for_each(Vec::clear);
        self.count = 0;
    }
}

/// Some bits of numbers, as a sort key.
#[derive(Clone, Copy)]
struct Digit {
    from: u32,
    bits: u32,
}

impl Digit {
    #[inline]
    fn of(self, number: u64) -> usize {
        (number >> self.from) as usize & ((1 << self.bits) - 1)
    }
}

/// Counts the values of two digits.
fn count(numbers: &[u64], digits: [Digit; 2], counts: &mut [Vec<u32>; 2]) {
    for (digit, counts) in digits.iter().zip(counts.iter_mut()) {
        counts.clear();
        counts.resize(1 << digit.bits, 0);
    }
    let [first, second] = counts;
    for number in numbers {
        for (digit, counts) in digits.iter().zip([&mut *first, &mut *second]) {
            if let Some(count) = counts.get_mut(digit.of(*number)) {
                *count += 1;
            }
        }
    }
}

/// Sorts numbers by a digit, given the counts of its values.
fn order(numbers: &[u64], out: &mut Vec<u64>, digit: Digit, counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts.iter_mut() {
        sum += std::mem::replace(count, sum);
    }
    // All of it is overwritten.
    out.resize(numbers.len(), 0);
    for number in numbers {
        let Some(next) = counts.get_mut(digit.of(*number)) else { continue };
        if let Some(slot) = out.get_mut(*next as usize) {
            *slot = *number;
        }
        *next += 1;
    }
}

/// Shingles with their places in the texts and the words around them.
#[derive(Debug, Default)]
pub(super) struct Shingles {
    /// For each, the bits of its hash after those that select the part, its place, and the words around it.
    parts: Parts,
    sorted: SortedShingles,
}

/// Shingles in stored form, ordered by bucket, fingerprint and place. A bucket is the leading bits of a hash, a
/// fingerprint the next ones.
#[derive(Debug, Default)]
pub(super) struct SortedShingles {
    /// For each bucket, and once after the last, the index of its first shingle.
    pub(super) directory: Vec<U32>,
    pub(super) prints: Vec<u8>,
    pub(super) places: Vec<U32>,
    pub(super) around: Vec<u8>,
}

impl Shingles {
    /// Adds a shingle; places must be in order.
    #[inline]
    pub(super) fn push(&mut self, hash: u64, place: u32, around: Neighbours) {
        let part = (hash >> (64 - PARTS_BITS)) as usize;
        let kept = hash << PARTS_BITS >> (64 - KEPT_BITS);
        let number = kept << (64 - KEPT_BITS) | u64::from(place) << 8 | u64::from(around.0);
        self.parts.push(part, number);
    }

    /// All of them, in stored form.
    pub(super) fn sorted(&mut self) -> &SortedShingles {
        let Self { parts, sorted } = self;
        let bits =
            parts.count.max(1).ilog2().saturating_sub(BUCKET_BITS).clamp(PARTS_BITS, MOST_BITS);
        // The bits kept of a hash: those of the bucket, those of the fingerprint, and the rest.
        let within = bits - PARTS_BITS;
        let unused = 64 - within - FINGERPRINT_BITS;
        sorted.clear();
        sorted.directory.push(U32::ZERO);
        let mut counts = vec![0u32; 1 << within];
        let mut sum = 0;
        for part in parts.sorted(unused, within + FINGERPRINT_BITS) {
            counts.fill(0);
            for number in part {
                let bucket = (number >> unused >> FINGERPRINT_BITS) as usize;
                if let Some(count) = counts.get_mut(bucket) {
                    *count += 1;
                }
            }
            for count in &counts {
                sum += count;
                sorted.directory.push(sum.into());
            }
            sorted.prints.extend(part.iter().map(|number| (number >> unused) as u8));
            sorted.places.extend(part.iter().map(|number| U32::from((number >> 8) as u32)));
            sorted.around.extend(part.iter().map(|number| *number as u8));
        }
        sorted
    }

    /// Removes all, and keeps the buffers.
    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.sorted.clear();
    }
}

impl SortedShingles {
    fn clear(&mut self) {
        let Self { directory, prints, places, around } = self;
        [directory, places].into_iter().for_each(Vec::clear);
        [prints, around].into_iter().for_each(Vec::clear);
    }
}

/// Words and the documents that have them.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// For each word in a document, the bits of its hash after those that select the part, and the document.
    parts: Parts,
    recent: RecentWords,
    sorted: SortedPostings,
}

/// Words in stored form, ordered by hash.
#[derive(Debug, Default)]
pub(super) struct SortedPostings {
    pub(super) words: Vec<U32>,
    /// For each word, and once after the last, where its documents begin.
    pub(super) starts: Vec<U32>,
    /// For each word, its documents, counted from 1, as differences.
    pub(super) documents: Vec<u8>,
}

impl Postings {
    /// Adds the words of a document. Documents are counted from 1 and must be in order.
    pub(super) fn push(&mut self, words: &[u32], document: u32) {
        for word in self.recent.new_of(words, document) {
            let part = (word >> (32 - PARTS_BITS)) as usize;
            self.parts.push(part, u64::from(*word) << 32 | u64::from(document));
        }
    }

    /// All of them, in stored form.
    pub(super) fn sorted(&mut self) -> &SortedPostings {
        let Self { parts, sorted, .. } = self;
        sorted.clear();
        // The previous word and document.
        let mut last = (None, 0);
        for part in parts.sorted(32, 32 - PARTS_BITS) {
            for number in part {
                let (word, document) = ((number >> 32) as u32, *number as u32);
                if last.0 != Some(word) {
                    sorted.words.push(word.into());
                    sorted.starts.push((sorted.documents.len() as u32).into());
                    last = (Some(word), 0);
                }
                if document != last.1 {
                    varint(document - last.1, &mut sorted.documents);
                    last.1 = document;
                }
            }
        }
        sorted.starts.push((sorted.documents.len() as u32).into());
        sorted
    }

    /// Removes all, and keeps the buffers.
    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.sorted.clear();
        // Documents are counted from 1 again.
        self.recent = RecentWords::default();
    }
}

impl SortedPostings {
    fn clear(&mut self) {
        let Self { words, starts, documents } = self;
        [words, starts].into_iter().for_each(Vec::clear);
        documents.clear();
    }
}

/// Encodes a number in as few bytes as possible, seven bits in each.
fn varint(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Recent words, each with the document it was last seen in. Most words of a text are repeated, which this small table
/// detects. A word it has dropped counts as new, and is recognised as a duplicate when all are sorted.
#[derive(Debug)]
struct RecentWords {
    slots: Box<[(u32, u32); Self::SLOTS]>,
    /// The new words of the document.
    new: Vec<u32>,
}

impl Default for RecentWords {
    fn default() -> Self {
        Self { slots: Box::new([(0, 0); Self::SLOTS]), new: Vec::new() }
    }
}

impl RecentWords {
    const SLOTS: usize = 4096;

    /// Those of a document's words not known to have occurred in it before. Without branches, which would be
    /// mispredicted.
    fn new_of(&mut self, words: &[u32], document: u32) -> &[u32] {
        if self.new.len() < words.len() {
            self.new.resize(words.len(), 0);
        }
        let mut count = 0;
        for word in words {
            if let Some(slot) = self.new.get_mut(count) {
                *slot = *word;
            }
            if let Some(slot) = self.slots.get_mut(*word as usize % Self::SLOTS) {
                let known = std::mem::replace(slot, (*word, document)) == (*word, document);
                count += usize::from(!known);
            }
        }
        self.new.get(..count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_in_the_order_of_buckets_fingerprints_and_places() {
        let mut shingles = Shingles::default();
        let mut all: Vec<(u64, u32, u8)> = (0..500u32)
            .map(|n| {
                (u64::from(n % 97).wrapping_mul(0x9e37_79b9_7f4a_7c15), n * 31, (n * 7 % 256) as u8)
            })
            .collect();
        for (hash, place, around) in &all {
            shingles.push(*hash, *place, Neighbours(*around));
        }
        // Again, in the same buffers.
        shingles.sorted();
        shingles.clear();
        for (hash, place, around) in &all {
            shingles.push(*hash, *place, Neighbours(*around));
        }
        let sorted = shingles.sorted();
        // 500 shingles need no more buckets than there are parts.
        let bits = PARTS_BITS;
        all.sort_by_key(|(hash, place, _)| (hash >> (64 - bits - FINGERPRINT_BITS), *place));
        let expected: Vec<u32> = all.iter().map(|(_, place, _)| *place).collect();
        assert_eq!(sorted.places, expected);
        let print = |hash: u64| (hash >> (64 - bits - FINGERPRINT_BITS)) as u8;
        let expected: Vec<u8> = all.iter().map(|(hash, ..)| print(*hash)).collect();
        assert_eq!(sorted.prints, expected);
        let expected: Vec<u8> = all.iter().map(|(_, _, around)| *around).collect();
        assert_eq!(sorted.around, expected);
        let bound =
            |bucket: u64| all.iter().filter(|(hash, ..)| hash >> (64 - bits) < bucket).count();
        let expected: Vec<u32> = (0..=1 << bits).map(|bucket| bound(bucket) as u32).collect();
        assert_eq!(sorted.directory, expected);
    }

    #[test]
    fn each_word_has_its_documents_once() {
        let mut postings = Postings::default();
        // Another segment, whose documents have the same numbers.
        postings.push(&[5, 9], 1);
        postings.sorted();
        postings.clear();
        // The second and the third evict each other from the table of recent words.
        postings.push(&[9, 5, 5 + 4096, 5, 0xf000_0000], 1);
        postings.push(&[5], 3);
        let sorted = postings.sorted();
        assert_eq!(sorted.words, [5, 9, 5 + 4096, 0xf000_0000]);
        assert_eq!(sorted.documents, [1, 2, 1, 1, 1]);
        assert_eq!(sorted.starts, [0, 2, 3, 4, 5]);
    }
}
