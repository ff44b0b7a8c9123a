//! A file to write, as pieces end to end.

use super::header::{self, Entry, FileKind, Identity};
use xxhash_rust::xxh3::xxh3_64;
use zerocopy::IntoBytes;

/// A file to write. Its pieces are not joined: copying them would take as long as writing them.
#[derive(Debug)]
pub struct Image<'a> {
    header: Vec<u8>,
    sections: Vec<Content<'a>>,
    id: u64,
}

/// The content of a section to write.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// New bytes.
    New(&'a [u8]),
    /// Reused from a file that passed its checksums, with the checksum.
    Taken(&'a [u8], u64),
}

impl std::fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.bytes().len())
    }
}

impl<'a> Content<'a> {
    pub(super) fn bytes(self) -> &'a [u8] {
        match self {
            Self::New(bytes) | Self::Taken(bytes, _) => bytes,
        }
    }

    pub(super) fn sum(self) -> u64 {
        match self {
            Self::New(bytes) => xxh3_64(bytes),
            Self::Taken(_, sum) => sum,
        }
    }

    /// Padding, so that the next section begins at a multiple of eight bytes.
    fn padding(self) -> &'static [u8] {
        let len = self.bytes().len();
        [0; 8].get(..len.next_multiple_of(8) - len).unwrap_or_default()
    }
}

impl<'a> Image<'a> {
    /// Assembles sections. `stamp` identifies what they were made from, or by.
    pub fn of<K: FileKind>(stamp: u64, section: impl Fn(K) -> Content<'a>) -> Self {
        let sections: Vec<Content<'a>> = K::SECTIONS.iter().map(|each| section(*each)).collect();
        let mut start = header::len_of::<K>();
        let mut header = Vec::with_capacity(start);
        header.extend(Identity::of::<K>().as_bytes());
        header.extend(stamp.to_le_bytes());
        for section in &sections {
            let len = section.bytes().len();
            let (at, len) = (start as u64, len as u64);
            let entry = Entry { start: at.into(), len: len.into(), sum: section.sum().into() };
            header.extend(entry.as_bytes());
            start += section.bytes().len() + section.padding().len();
        }
        let id = xxh3_64(&header);
        header.extend(id.to_le_bytes());
        Self { header, sections, id }
    }

    /// Identifies the file: the checksum of the header, which contains those of all sections.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        let sections = self.sections.iter().flat_map(|s| [s.bytes(), s.padding()]);
        std::iter::once(self.header.as_slice()).chain(sections)
    }
}
