//! Why a file cannot be read, and what to do about it.

use std::fmt;

/// The most text that is read of a file, in bytes: ten times the longest book.
pub const MAX_TEXT: usize = 32 << 20;

/// Why a file cannot be read in its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illegible {
    /// In no supported encoding: the offset of the first byte that is not UTF-8.
    NotUtf8(usize),
    /// Contains a NUL byte: not a text.
    Binary,
    /// Protected by a password.
    Encrypted,
    /// In an old format that its program can save in a new one: the name of the format, and what to save it as.
    Outdated(&'static str, &'static str),
    /// Not what its name says, or broken: what is wrong, with a verb.
    Damaged(&'static str),
    /// Has no words.
    NoText,
    /// Has more text than [`MAX_TEXT`], or far more when unpacked.
    TooMuchText,
}

impl fmt::Display for Illegible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8(at) => {
                write!(f, "is not UTF-8 (the first wrong byte is number {at}): save it as UTF-8")
            }
            Self::Binary => f.write_str("is binary, not a text"),
            Self::Encrypted => f.write_str("is protected by a password"),
            Self::Outdated(name, _) => write!(f, "is in the old format of {name}"),
            Self::Damaged(what) => write!(f, "is damaged: it {what}"),
            Self::NoText => f.write_str("has no text"),
            Self::TooMuchText => {
                write!(f, "has more than {} MB of text", MAX_TEXT >> 20)
            }
        }
    }
}

impl Illegible {
    /// What such files are called when counted.
    pub fn kind(self) -> &'static str {
        match self {
            Self::NotUtf8(_) => "in another encoding",
            Self::Binary => "binary",
            Self::Encrypted => "protected by a password",
            Self::Outdated(..) => "in an old format",
            Self::Damaged(_) => "damaged",
            Self::NoText => "without text",
            Self::TooMuchText => "too large",
        }
    }

    /// What to do about a source that cannot be read.
    pub fn advice(self) -> &'static str {
        match self {
            Self::NotUtf8(_) => "save it as UTF-8",
            Self::Binary => "turn it into text",
            Self::Encrypted => "save a copy without the password",
            Self::Outdated(_, advice) => advice,
            Self::Damaged(_) => "get a sound copy",
            Self::NoText => "write its words into a text file",
            Self::TooMuchText => "divide it",
        }
    }
}
