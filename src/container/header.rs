//! The header of a file: what it is, and where each section lies. Behind it stands its own checksum.

use super::{FileKind, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// What every file begins with.
const MAGIC: [u8; 8] = *b"onrecord";
/// The version of the header. Until 8 it was that of segments, which were the only kind.
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
    /// What a file of this kind begins with.
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

/// Where a section lies, in bytes of the file, and the checksum of its bytes.
#[derive(Clone, Copy, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct Entry {
    pub(super) start: U64,
    pub(super) len: U64,
    pub(super) sum: U64,
}

/// Bytes of the header with its checksum.
pub(super) const fn len_of<K: FileKind>() -> usize {
    size_of::<Identity>() + 8 + K::SECTIONS.len() * size_of::<Entry>() + 8
}
