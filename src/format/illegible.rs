//! Why the bytes of a file give no text.

use std::fmt;

/// Why a file is in no format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illegible {
    /// In no encoding that is read: the offset in bytes of the first byte that is not UTF-8.
    NotUtf8(usize),
    /// UTF-16 by its looks, without the byte order mark that would say so.
    Unmarked,
    /// Holds a NUL byte: not a text.
    Binary,
}

impl fmt::Display for Illegible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8(at) => {
                write!(f, "is not UTF-8 (the first wrong byte is number {at}): save it as UTF-8")
            }
            Self::Unmarked => f.write_str("is UTF-16 without a byte order mark: save it as UTF-8"),
            Self::Binary => f.write_str("is binary, not a text"),
        }
    }
}

impl Illegible {
    /// What such files are called when they are counted.
    pub fn kind(self) -> &'static str {
        match self {
            Self::NotUtf8(_) | Self::Unmarked => "in another encoding",
            Self::Binary => "binary",
        }
    }

    /// What to do about a source that cannot be read.
    pub fn advice(self) -> &'static str {
        match self {
            Self::NotUtf8(_) | Self::Unmarked => "save it as UTF-8",
            Self::Binary => "turn it into text",
        }
    }
}
