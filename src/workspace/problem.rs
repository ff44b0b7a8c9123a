//! What is wrong with a file of the workspace, and why one cannot be read.

use super::bounds;
use crate::format::Illegible;
use crate::text::Span;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes: ten times the longest book. Larger files are data, not documents.
pub const MAX_BYTES: u64 = 32 << 20;

/// The largest file that is converted, in bytes: most of such a file is pictures. Its text may have
/// [`MAX_TEXT`](crate::format::MAX_TEXT).
pub(super) const MAX_CONVERTED: u64 = 256 << 20;

/// Why a file was left out.
#[derive(Debug)]
pub enum Unreadable {
    /// An error of the system.
    Io(std::io::Error),
    /// Not in a supported format.
    Illegible(Illegible),
    /// Not a regular file: a folder, a device, a pipe or the like, which may never end.
    NoFile,
    /// Named by a file of the workspace, and outside it: see [`bounds`].
    Outside,
    /// Larger than the most that is read: its size and that, in bytes.
    TooLarge(u64, u64),
}

impl Unreadable {
    /// Whether the file could be opened, and is not what was expected.
    pub(super) fn is_about_content(&self) -> bool {
        matches!(self, Self::Illegible(_) | Self::TooLarge(..))
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::Io(e) => write!(f, "cannot be read: {e}"),
            Unreadable::Illegible(why) => why.fmt(f),
            Unreadable::NoFile => f.write_str("is not a file: only files are read"),
            Unreadable::Outside => f.write_str(bounds::OUTSIDE),
            Unreadable::TooLarge(size, most) => {
                write!(f, "is {} MB large; files over {} MB are not read", size >> 20, most >> 20)
            }
        }
    }
}

impl From<Illegible> for Unreadable {
    fn from(why: Illegible) -> Self {
        Self::Illegible(why)
    }
}

impl Unreadable {
    /// What such files are called when counted, and what to do about a source that cannot be read.
    pub(super) fn kind_and_advice(&self) -> (&'static str, &'static str) {
        const COPY: &str = "put a copy in its place";
        match self {
            Unreadable::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
                ("not permitted", "change its permissions so that you can read it")
            }
            Unreadable::Io(_) | Unreadable::NoFile => ("cannot be opened", COPY),
            Unreadable::Illegible(why) => (why.kind(), why.advice()),
            Unreadable::Outside => ("outside", COPY),
            Unreadable::TooLarge(..) => ("too large", "divide it"),
        }
    }
}

/// A problem with a file: its configuration, or that it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Where in the file; empty at the start when it is about the whole file.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem of a whole file.
    pub(super) fn of_file(path: &Path, message: String) -> Self {
        Self { path: path.to_owned(), span: Span::default(), message }
    }
}

/// The problem that a file cannot be read.
pub(super) fn unreadable(path: &Path, why: &Unreadable) -> Problem {
    Problem::of_file(path, format!("{} {why}", path.display()))
}
