//! The form of a stored segment: a header with a checksum for each section, then flat little-endian arrays.
//!
//! Nothing is trusted: every access is checked, and what does not fit reads as absent.

use std::ops::Range;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of a stored segment, most often of a mapped file.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// What a file of ours begins with.
const MAGIC: [u8; 8] = *b"onrecord";
/// The version of this form. Every change of a section's meaning raises it.
const FORMAT: u64 = 8;

/// The sections in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Section {
    /// The texts of all documents, one behind the other.
    Texts,
    /// A record of fixed size for each document, in the order of their paths.
    Documents,
    /// Path, key and title of each document.
    Names,
    /// What was read of each document.
    Facts,
    /// Numbers of the documents in the order of their keys.
    Keys,
    /// For each bucket of shingles, the first of its places.
    Directory,
    /// For each place, bits of its shingle's hash.
    Prints,
    /// Bytes of the texts at which shingles begin.
    Places,
    /// For each place, bits of the words beside the shingle.
    Around,
    /// Hashes of all words, in order.
    Words,
    /// For each word and one behind the last, where its documents begin in the next section.
    Starts,
    /// For each word, the numbers of the documents that have it, as differences.
    Postings,
    /// What others read of each document.
    Extras,
    /// For each document, the words of its outer quotations: the first byte and one past the last.
    Quoted,
    /// Numbers about the whole segment: how many words its texts have, what the extras depend on, and whether nothing but
    /// the texts is known.
    Counts,
}

/// Number of sections.
pub(super) const SECTIONS: usize = 15;
/// Bytes of the header: magic, format, build, the sections' first byte, length and checksum, the header's own checksum.
const HEADER: usize = 8 * (3 + 3 * SECTIONS + 1);

/// A segment as it is to be written: pieces that stand one behind the other. They are not put together, since a copy of all
/// would take as long as writing them.
#[derive(Debug)]
pub struct Image<'a> {
    header: Vec<u8>,
    sections: [Content<'a>; SECTIONS],
}

/// The bytes of a section that is to be written.
#[derive(Clone, Copy)]
pub(super) enum Content<'a> {
    /// Made anew.
    New(&'a [u8]),
    /// Taken over from a segment that agrees with its checksums, with the checksum.
    Taken(&'a [u8], u64),
}

impl std::fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.bytes().len())
    }
}

impl<'a> Content<'a> {
    fn bytes(self) -> &'a [u8] {
        match self {
            Self::New(bytes) | Self::Taken(bytes, _) => bytes,
        }
    }

    fn sum(self) -> u64 {
        match self {
            Self::New(bytes) => xxh3_64(bytes),
            Self::Taken(_, sum) => sum,
        }
    }

    /// What stands behind it, so that the next section begins at a multiple of eight bytes.
    fn padding(self) -> &'static [u8] {
        let len = self.bytes().len();
        [0; 8].get(..len.next_multiple_of(8) - len).unwrap_or_default()
    }
}

impl<'a> Image<'a> {
    /// Puts sections together. `build` names the program that read the documents.
    pub(super) fn of(build: u64, sections: [Content<'a>; SECTIONS]) -> Self {
        let mut header = Vec::with_capacity(HEADER);
        header.extend(MAGIC);
        header.extend(FORMAT.to_le_bytes());
        header.extend(build.to_le_bytes());
        let mut start = HEADER;
        for section in &sections {
            let len = section.bytes().len();
            for number in [start as u64, len as u64, section.sum()] {
                header.extend(number.to_le_bytes());
            }
            start += len + section.padding().len();
        }
        header.extend(xxh3_64(&header).to_le_bytes());
        Self { header, sections }
    }

    /// A number that tells it from others: the checksum of the header, in which the checksums of all sections stand.
    pub fn print(&self) -> u64 {
        long(&self.header, HEADER / 8 - 1).unwrap_or_default()
    }

    /// The pieces in their order.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        let sections = self.sections.iter().flat_map(|s| [s.bytes(), s.padding()]);
        std::iter::once(self.header.as_slice()).chain(sections)
    }
}

/// A stored segment's bytes, with the places of its sections.
#[derive(Clone)]
pub(super) struct Layout {
    bytes: Bytes,
    ranges: [(Range<usize>, u64); SECTIONS],
    /// The checksum of the header, which tells one segment from another.
    pub(super) print: u64,
}

/// Why bytes are no segment that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Not of this form, or of another version or program.
    Foreign,
    /// Shorter than it says, or the header or a section does not agree with its checksum.
    Damaged,
    /// The system does not let it be read now.
    Closed,
}

impl std::fmt::Display for Unusable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Unusable::Foreign => "was written by another version",
            Unusable::Damaged => "is damaged",
            Unusable::Closed => "cannot be read now",
        })
    }
}

impl Layout {
    /// Reads the header only, so it takes the same time whatever the size.
    pub(super) fn open(bytes: Bytes, build: u64) -> Result<Self, Unusable> {
        let all = (*bytes).as_ref();
        let header = all.get(..HEADER).ok_or(Unusable::Damaged)?;
        if header.get(..8) != Some(MAGIC.as_slice()) || long(header, 1) != Some(FORMAT) {
            return Err(Unusable::Foreign);
        }
        let (said, print) = header.split_at(HEADER - 8);
        let print = long(print, 0).filter(|p| *p == xxh3_64(said)).ok_or(Unusable::Damaged)?;
        if long(header, 2) != Some(build) {
            return Err(Unusable::Foreign);
        }
        let mut ranges = [const { (0..0, 0) }; SECTIONS];
        for (i, range) in ranges.iter_mut().enumerate() {
            let number = |k| long(header, 3 + 3 * i + k);
            let read = || Some((number(0)? as usize, number(1)? as usize, number(2)?));
            let (start, len, sum) = read().ok_or(Unusable::Damaged)?;
            let end = start.checked_add(len).filter(|end| *end <= all.len());
            *range = (start..end.ok_or(Unusable::Damaged)?, sum);
        }
        Ok(Self { bytes, ranges, print })
    }

    /// A section's bytes.
    pub(super) fn section(&self, section: Section) -> &[u8] {
        let range = self.ranges.get(section as usize).map(|(range, _)| range.clone());
        range.and_then(|range| (*self.bytes).as_ref().get(range)).unwrap_or_default()
    }

    /// A section as it is to be written into another segment. This one must agree with its checksums.
    pub(super) fn taken(&self, section: Section) -> Content<'_> {
        match self.ranges.get(section as usize).cloned() {
            Some((range, sum)) => {
                Content::Taken((*self.bytes).as_ref().get(range).unwrap_or_default(), sum)
            }
            None => Content::New(&[]),
        }
    }

    /// Where each section lies, and its checksum.
    pub(super) fn sections(&self) -> impl Iterator<Item = (Range<usize>, u64)> {
        self.ranges.iter().cloned()
    }

    /// Reads everything and compares it with the checksums.
    pub(super) fn check(&self) -> Result<(), Unusable> {
        let all = (*self.bytes).as_ref();
        let holds = |(range, sum): &(Range<usize>, u64)| {
            all.get(range.clone()).is_some_and(|section| xxh3_64(section) == *sum)
        };
        if self.ranges.iter().all(holds) { Ok(()) } else { Err(Unusable::Damaged) }
    }
}

/// The 64-bit number at an index.
pub(super) fn long(bytes: &[u8], index: usize) -> Option<u64> {
    let at = index.checked_mul(8)?;
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

/// The 32-bit number at an index.
pub(super) fn int(bytes: &[u8], index: usize) -> Option<u32> {
    let at = index.checked_mul(4)?;
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// The least index below `len` at which `before` no longer holds; it holds for all smaller ones.
pub(super) fn partition(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Vec<u8> {
        let bytes: [_; SECTIONS] = std::array::from_fn(|i| vec![i as u8; 3 * i]);
        let sections = bytes.each_ref().map(|bytes| Content::New(bytes));
        Image::of(7, sections).pieces().collect::<Vec<_>>().concat()
    }

    #[test]
    fn sections_come_back() {
        let file = Layout::open(Arc::new(written()), 7).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(file.section(Section::Names), [2; 6]);
        assert!(file.section(Section::Texts).is_empty());
        assert_eq!(file.check(), Ok(()));
    }

    #[test]
    fn a_section_is_taken_over_as_it_is() {
        let file = Layout::open(Arc::new(written()), 7).unwrap_or_else(|e| panic!("{e}"));
        for section in [Section::Texts, Section::Names, Section::Counts] {
            let (taken, made) = (file.taken(section), file.section(section));
            assert_eq!(taken.bytes(), made);
            assert_eq!(taken.sum(), Content::New(made).sum());
        }
    }

    #[test]
    fn what_is_off_is_refused() {
        let open = |bytes: Vec<u8>, build| Layout::open(Arc::new(bytes), build).err();
        assert_eq!(open(written(), 8), Some(Unusable::Foreign));
        assert_eq!(open(b"something else entirely".repeat(40), 7), Some(Unusable::Foreign));
        assert_eq!(open(Vec::new(), 7), Some(Unusable::Damaged));
        let mut torn = written();
        torn.truncate(HEADER + 40);
        assert_eq!(open(torn, 7), Some(Unusable::Damaged));
        let mut spoilt = written();
        let last = spoilt.len() - 8;
        spoilt[last] ^= 1;
        let file = Layout::open(Arc::new(spoilt), 7).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(file.check(), Err(Unusable::Damaged));
    }
}
