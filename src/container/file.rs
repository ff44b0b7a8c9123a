//! A file that is read in place.

use super::header::{self, Entry, FileKind, Identity, Unusable};
use super::{Content, U64};
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

/// The bytes of a file, usually a mapped one.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The bytes of a file, with the ranges of its sections.
#[derive(Clone)]
pub struct Container<K> {
    bytes: Bytes,
    sections: Box<[(Range<usize>, u64)]>,
    stamp: u64,
    id: u64,
    kind: PhantomData<K>,
}

impl<K: FileKind> Container<K> {
    /// Reads only the header, so it takes the same time whatever the size.
    pub fn open(bytes: Bytes) -> Result<Self, Unusable> {
        let all = (*bytes).as_ref();
        let (identity, rest) = Identity::ref_from_prefix(all).map_err(|_| Unusable::Damaged)?;
        if *identity != Identity::of::<K>() {
            return Err(Unusable::Foreign);
        }
        let read = || {
            let (stamp, rest) = U64::ref_from_prefix(rest).ok()?;
            let entries = <[Entry]>::ref_from_prefix_with_elems(rest, K::SECTIONS.len());
            let (entries, rest) = entries.ok()?;
            let (id, _) = U64::ref_from_prefix(rest).ok()?;
            let header = all.get(..header::len_of::<K>() - 8)?;
            let place = |entry: &Entry| {
                let start = usize::try_from(entry.start.get()).ok()?;
                let end = start.checked_add(usize::try_from(entry.len.get()).ok()?)?;
                (end <= all.len()).then_some((start..end, entry.sum.get()))
            };
            let sections = entries.iter().map(place).collect::<Option<Box<[_]>>>()?;
            (*id == xxh3_64(header)).then_some((stamp.get(), sections, id.get()))
        };
        let (stamp, sections, id) = read().ok_or(Unusable::Damaged)?;
        Ok(Self { bytes, sections, stamp, id, kind: PhantomData })
    }

    /// Identifies what it was made from, or by.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// Identifies the file.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// A section's bytes.
    pub fn section(&self, section: K) -> &[u8] {
        let range = self.sections.get(section.number()).map(|(range, _)| range.clone());
        range.and_then(|range| (*self.bytes).as_ref().get(range)).unwrap_or_default()
    }

    /// A section that is a flat array; empty if its length does not fit.
    pub fn array<T: FromBytes + Immutable + KnownLayout + Unaligned>(&self, section: K) -> &[T] {
        <[T]>::ref_from_bytes(self.section(section)).unwrap_or_default()
    }

    /// A section for another file to reuse. This one must pass its checksums.
    pub fn taken(&self, section: K) -> Content<'_> {
        match self.sections.get(section.number()) {
            Some((_, sum)) => Content::Taken(self.section(section), *sum),
            None => Content::New(&[]),
        }
    }

    /// The range of each section, and its checksum.
    pub fn sections(&self) -> impl Iterator<Item = (Range<usize>, u64)> {
        self.sections.iter().cloned()
    }

    /// Verifies the checksums of some sections.
    pub fn check(&self, sections: &[K]) -> Result<(), Unusable> {
        let holds = |section: &K| {
            let sum = self.sections.get(section.number()).map(|(_, sum)| *sum);
            sum == Some(xxh3_64(self.section(*section)))
        };
        if sections.iter().all(holds) { Ok(()) } else { Err(Unusable::Damaged) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::{Image, U32};

    #[derive(Clone, Copy, Debug)]
    enum Sample {
        Empty,
        Short,
        Long,
    }

    impl FileKind for Sample {
        const TAG: [u8; 4] = *b"test";
        const VERSION: u32 = 3;
        const SECTIONS: &'static [Self] = &[Self::Empty, Self::Short, Self::Long];

        fn number(self) -> usize {
            self as usize
        }
    }

    /// The sections of a [`Sample`], in another version.
    #[derive(Clone, Copy)]
    struct Newer(Sample);

    impl FileKind for Newer {
        const TAG: [u8; 4] = Sample::TAG;
        const VERSION: u32 = 4;
        const SECTIONS: &'static [Self] =
            &[Self(Sample::Empty), Self(Sample::Short), Self(Sample::Long)];

        fn number(self) -> usize {
            self.0.number()
        }
    }

    fn written() -> Vec<u8> {
        let bytes = [vec![], vec![1; 3], vec![2; 12]];
        let section = |section: Sample| Content::New(&bytes[section.number()]);
        Image::of(7, section).pieces().collect::<Vec<_>>().concat()
    }

    fn open(bytes: Vec<u8>) -> Result<Container<Sample>, Unusable> {
        Container::open(Arc::new(bytes))
    }

    #[test]
    fn sections_come_back() {
        let file = open(written()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(file.stamp(), 7);
        assert_eq!(file.section(Sample::Short), [1; 3]);
        assert!(file.array::<U64>(Sample::Long).is_empty(), "one and a half");
        assert_eq!(file.array::<U32>(Sample::Long), [0x0202_0202; 3]);
        assert!(file.section(Sample::Empty).is_empty());
        assert_eq!(file.check(Sample::SECTIONS), Ok(()));
    }

    #[test]
    fn a_section_is_taken_over_as_it_is() {
        let file = open(written()).unwrap_or_else(|e| panic!("{e}"));
        for section in Sample::SECTIONS {
            let (taken, made) = (file.taken(*section), file.section(*section));
            assert_eq!(taken.bytes(), made);
            assert_eq!(taken.sum(), Content::New(made).sum());
        }
    }

    #[test]
    fn another_format_version_is_not_read_whether_older_or_newer() {
        assert_eq!(Container::<Newer>::open(Arc::new(written())).err(), Some(Unusable::Foreign));
        let bytes =
            Image::of(7, |_: Newer| Content::New(&[])).pieces().collect::<Vec<_>>().concat();
        assert_eq!(open(bytes).err(), Some(Unusable::Foreign));
    }

    #[test]
    fn what_is_off_is_refused() {
        assert_eq!(open(b"something else".repeat(40)).err(), Some(Unusable::Foreign));
        assert_eq!(open(Vec::new()).err(), Some(Unusable::Damaged));
        for len in [header::len_of::<Sample>() - 1, written().len() - 16] {
            let mut torn = written();
            torn.truncate(len);
            assert_eq!(open(torn).err(), Some(Unusable::Damaged));
        }
        let mut spoilt = written();
        let last = spoilt.len() - 8;
        spoilt[last] ^= 1;
        let file = open(spoilt).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(file.check(Sample::SECTIONS), Err(Unusable::Damaged));
        assert_eq!(file.check(&[Sample::Empty, Sample::Short]), Ok(()));
    }
}
