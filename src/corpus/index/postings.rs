//! What a builder gathers while it reads: the shingles with their places, and which words a document has had already.

/// In how many parts shingles are gathered, by the leading bits of their hashes: what is left of a hash in a part fits into
/// one number together with the place, and each part is small enough to be sorted in a processor's cache.
const PARTS_BITS: u32 = 8;

/// Bits of a hash by which shingles of one bucket are told apart: their fingerprint.
const PRINT_BITS: u32 = 16;

/// Shingles in a bucket, as a power of two: their fingerprints fill a line of a processor's cache, and the directory of
/// buckets stays small.
const BUCKET_BITS: u32 = 4;

/// The most bits of a hash that name a bucket: with the fingerprint no more than a part keeps of a hash.
const MOST_BITS: u32 = PARTS_BITS + 32 - PRINT_BITS;

/// Shingles with their places in the texts.
#[derive(Debug)]
pub(super) struct Shingles {
    /// For each part, the next 32 bits of each hash, and behind them the place.
    parts: Vec<Vec<u64>>,
    count: usize,
}

impl Default for Shingles {
    fn default() -> Self {
        Self { parts: vec![Vec::new(); 1 << PARTS_BITS], count: 0 }
    }
}

impl Shingles {
    pub(super) fn push(&mut self, hash: u64, place: u32) {
        let part = (hash >> (64 - PARTS_BITS)) as usize;
        let rest = hash << PARTS_BITS >> 32;
        if let Some(part) = self.parts.get_mut(part) {
            part.push(rest << 32 | u64::from(place));
            self.count += 1;
        }
    }

    /// Directory, fingerprints and places, in the order of buckets, fingerprints and places. A bucket is the leading bits of
    /// a hash, a fingerprint the next 16.
    pub(super) fn sorted(self) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        let bits =
            self.count.max(1).ilog2().saturating_sub(BUCKET_BITS).clamp(PARTS_BITS, MOST_BITS);
        let within = bits - PARTS_BITS;
        // The bits of a hash behind the fingerprint do not count.
        let unused = MOST_BITS - bits;
        let mut directory = Vec::with_capacity(4 << bits);
        let (mut prints, mut places) =
            (Vec::with_capacity(2 * self.count), Vec::with_capacity(4 * self.count));
        directory.extend(0u32.to_le_bytes());
        let mut counts = vec![0u32; 1 << within];
        let mut sum = 0;
        for mut part in self.parts {
            part.iter_mut().for_each(|one| *one = *one >> (32 + unused) << 32 | *one & 0xffff_ffff);
            part.sort_unstable();
            counts.fill(0);
            for one in &part {
                let bucket = (one >> (32 + PRINT_BITS)) as usize;
                counts.iter_mut().skip(bucket).take(1).for_each(|count| *count += 1);
                prints.extend_from_slice(&((one >> 32) as u16).to_le_bytes());
                places.extend_from_slice(&(*one as u32).to_le_bytes());
            }
            for count in &counts {
                sum += count;
                directory.extend(sum.to_le_bytes());
            }
        }
        (directory, prints, places)
    }
}

/// Words that were met lately, each with the document it was met in: most words of a text come again, and are told by this
/// small table without a look into the large one of all words. A word that it no longer has is looked up there.
#[derive(Debug)]
pub(super) struct Lately(Vec<(u32, u32)>);

impl Default for Lately {
    fn default() -> Self {
        const SLOTS: usize = 4096;
        Self(vec![(0, 0); SLOTS])
    }
}

impl Lately {
    /// Whether a word is known to have been in a document; from now on it is. Documents are counted from 1.
    pub(super) fn had(&mut self, word: u32, document: u32) -> bool {
        let slot = word as usize % self.0.len();
        let Some(slot) = self.0.get_mut(slot) else { return false };
        std::mem::replace(slot, (word, document)) == (word, document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_in_the_order_of_buckets_fingerprints_and_places() {
        let mut shingles = Shingles::default();
        let mut all: Vec<(u64, u32)> = (0..500u64)
            .map(|n| ((n % 97).wrapping_mul(0x9e37_79b9_7f4a_7c15), (n * 31 % 499) as u32))
            .collect();
        for (hash, place) in &all {
            shingles.push(*hash, *place);
        }
        let (directory, prints, places) = shingles.sorted();
        // 500 shingles make no more buckets than there are parts.
        let bits = PARTS_BITS;
        all.sort_by_key(|(hash, place)| (hash >> (48 - bits), *place));
        let expected: Vec<u8> = all.iter().flat_map(|(_, place)| place.to_le_bytes()).collect();
        assert_eq!(places, expected);
        let expected: Vec<u8> =
            all.iter().flat_map(|(hash, _)| ((hash >> (48 - bits)) as u16).to_le_bytes()).collect();
        assert_eq!(prints, expected);
        let bound =
            |bucket: u64| all.iter().filter(|(hash, _)| hash >> (64 - bits) < bucket).count();
        let expected: Vec<u8> =
            (0..=1 << bits).flat_map(|bucket| (bound(bucket) as u32).to_le_bytes()).collect();
        assert_eq!(directory, expected);
    }

    #[test]
    fn a_word_is_known_in_the_document_it_was_met_in() {
        let mut lately = Lately::default();
        assert!(!lately.had(7, 1));
        assert!(lately.had(7, 1));
        assert!(!lately.had(7, 2));
        assert!(!lately.had(7 + 4096, 2));
        assert!(!lately.had(7, 2));
    }
}
