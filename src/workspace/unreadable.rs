//! Why a file cannot be read.

use super::bounds;
use super::problem::Problem;
use crate::format::Illegible;
use crate::text::Span;
use std::path::Path;

/// The largest file that is read, in bytes. Ten times the longest book; larger files are data, not documents.
pub const MAX_BYTES: u64 = 32 << 20;

/// Why a file was left out.
#[derive(Debug)]
pub enum Unreadable {
    /// The system said no.
    Io(std::io::Error),
    /// In no format that is read.
    Illegible(Illegible),
    /// A folder, a device, a pipe or the like, which may never end.
    NoFile,
    /// Named by a file of the workspace, and outside it: see [`bounds`].
    Outside,
    /// Larger than [`MAX_BYTES`]: its size in bytes.
    TooLarge(u64),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::Io(e) => write!(f, "cannot be read: {e}"),
            Unreadable::Illegible(why) => why.fmt(f),
            Unreadable::NoFile => f.write_str("is no file: only files are read"),
            Unreadable::Outside => f.write_str(bounds::OUTSIDE),
            Unreadable::TooLarge(size) => {
                write!(
                    f,
                    "is {} MB large; files over {} MB are not read",
                    size >> 20,
                    MAX_BYTES >> 20
                )
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
    /// What such files are called when they are counted.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Unreadable::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
                "not permitted"
            }
            Unreadable::Io(_) | Unreadable::NoFile => "not to be opened",
            Unreadable::Illegible(why) => why.kind(),
            Unreadable::Outside => "outside",
            Unreadable::TooLarge(_) => "too large",
        }
    }

    /// What to do about a source that cannot be read.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Unreadable::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
                "give yourself the right to read it"
            }
            Unreadable::Io(_) | Unreadable::NoFile | Unreadable::Outside => {
                "put a copy in its place"
            }
            Unreadable::Illegible(why) => why.advice(),
            Unreadable::TooLarge(_) => "divide it",
        }
    }
}

/// The problem that a file cannot be read.
pub(super) fn unreadable(path: &Path, why: &Unreadable) -> Problem {
    Problem {
        path: path.to_owned(),
        span: Span::default(),
        message: format!("{} {why}", path.display()),
    }
}
