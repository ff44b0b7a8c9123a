//! The header of a file: its kind, and the range of each section, followed by a checksum of the header; and why a file
//! cannot be used.

use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// A kind of file: an enum of its sections.
pub trait FileKind: Copy + 'static {
    /// The kind's tag in the header.
    const TAG: [u8; 4];
    /// The version of the sections' format. Every change raises it.
    const VERSION: u32;
    /// All sections, ordered by number.
    const SECTIONS: &'static [Self];

    /// The number of a section, from 0.
    fn number(self) -> usize;
}

/// Why bytes are no usable file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Of another kind, format version or program.
    Foreign,
    /// Truncated, or the header or a section fails its checksum.
    Damaged,
    /// The system does not allow reading it now.
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

/// The beginning of every file.
const MAGIC: [u8; 8] = *b"onrecord";
/// The version of the header. Up to 8 it was that of segments, the only kind at the time.
const CONTAINER: u32 = 9;

/// The beginning of a header.
#[derive(Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Identity {
    magic: [u8; 8],
    container: U32,
    kind: [u8; 4],
    version: U32,
    sections: U32,
}

impl Identity {
    /// The beginning of a file of this kind.
    pub(super) fn of<K: FileKind>() -> Self {
        Self {
            magic: MAGIC,
            container: CONTAINER.into(),
            kind: K::TAG,
            version: K::VERSION.into(),
            sections: (K::SECTIONS.len() as u32).into(),
        }
    }
}

/// The range of a section in the file, and its checksum.
#[derive(Clone, Copy, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Entry {
    pub(super) start: U64,
    pub(super) len: U64,
    pub(super) sum: U64,
}

/// The bytes of the header, including its checksum.
pub(super) const fn len_of<K: FileKind>() -> usize {
    size_of::<Identity>() + 8 + K::SECTIONS.len() * size_of::<Entry>() + 8
}
