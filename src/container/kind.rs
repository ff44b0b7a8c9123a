//! What tells one kind of file from another, and why a file cannot be used.

/// A kind of file: an enum of its sections.
pub trait FileKind: Copy + 'static {
    /// Names the kind in the header.
    const TAG: [u8; 4];
    /// What the bytes of the sections mean. Every change of that raises it.
    const VERSION: u32;
    /// All sections in their order, which is that of their numbers.
    const SECTIONS: &'static [Self];

    /// The number of a section, from 0.
    fn number(self) -> usize;
}

/// Why bytes are no file that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Of another kind, format version or program.
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
