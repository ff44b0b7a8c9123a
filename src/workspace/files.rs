//! Text files on the disk: finding them below folders, and reading one.

use super::{Problem, bounds};
use crate::format::{self, Charset, Extraction, Illegible, Input};
use crate::text::Span;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

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

/// Reads one text file.
pub fn text(path: &Path) -> Result<String, Unreadable> {
    encoded(path).map(|(text, _)| text)
}

/// Reads one text file, with the encoding that it has.
pub fn encoded(path: &Path) -> Result<(String, Charset), Unreadable> {
    let bytes = bytes(path)?;
    let (text, charset) = format::decode(&bytes)?;
    Ok((text.into_owned(), charset))
}

/// Reads one file in the format that it has.
pub fn extraction(path: &Path) -> Result<Extraction<'static>, Unreadable> {
    let bytes = bytes(path)?;
    Ok(format::extract(path, Input::Bytes(&bytes))?.into_owned())
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let metadata = std::fs::metadata(path).map_err(Unreadable::Io)?;
    // Before it is opened: opening a pipe waits for somebody who writes.
    if !metadata.is_file() {
        return Err(Unreadable::NoFile);
    }
    let mut buffer = Vec::new();
    let len = bytes_into(path, metadata.len(), &mut buffer)?.len();
    buffer.truncate(len);
    Ok(buffer)
}

/// Reads one file into a buffer, which is made larger where it must be: for those who read many. It was a file of this
/// size, in bytes, when [`walk`] came by, and is not asked for that again.
pub(super) fn bytes_into<'a>(
    path: &Path,
    size: u64,
    buffer: &'a mut Vec<u8>,
) -> Result<&'a [u8], Unreadable> {
    let too_large = |size| if size > MAX_BYTES { Err(Unreadable::TooLarge(size)) } else { Ok(()) };
    too_large(size)?;
    // With room for one byte more, so that one reading tells that there is none.
    let room = size as usize + 1;
    if buffer.len() < room {
        buffer.resize(room, 0);
    }
    let mut file = std::fs::File::open(path).map_err(Unreadable::Io)?;
    let mut len = 0;
    loop {
        let rest = buffer.get_mut(len..).unwrap_or_default();
        let wanted = rest.len();
        match file.read(rest) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Unreadable::Io(error)),
        }
        too_large(len as u64)?;
        if len == buffer.len() {
            // It grew since.
            buffer.resize(2 * len, 0);
        } else if len + 1 == room && wanted >= room {
            break;
        }
    }
    Ok(buffer.get(..len).unwrap_or_default())
}

/// All files at or below `paths` that are of a format that is read, in the order of their paths, respecting `.gitignore` and
/// `.onrecordignore`; hidden files and links are left out. A path that names a file counts whatever its extension.
pub fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    walk(paths, &|path| format::of(path).is_some(), &[], &mut |path, _| {
        found.insert(path);
    });
    found.into_iter().collect()
}

/// Goes through the files at or below each of the paths in their order, as [`files`] does: those that are wanted, and what a
/// path itself names. What lies in `but` is left out. Returns which folders could not be looked into.
pub(super) fn walk(
    paths: &[PathBuf],
    wanted: &dyn Fn(&Path) -> bool,
    but: &[PathBuf],
    found: &mut dyn FnMut(PathBuf, &ignore::DirEntry),
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for root in paths {
        let mut walk = ignore::WalkBuilder::new(root);
        walk.add_custom_ignore_filename(".onrecordignore").follow_links(false);
        walk.sort_by_file_name(|one, other| one.cmp(other));
        if !but.is_empty() {
            let but = but.to_vec();
            walk.filter_entry(move |entry| !but.iter().any(|folder| entry.path() == folder));
        }
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    problems.extend(closed(root, &error));
                    continue;
                }
            };
            let path = entry.path();
            let is_file = entry.file_type().is_some_and(|t| t.is_file());
            if is_file && (path == root || wanted(path)) {
                found(path.to_owned(), &entry);
            }
        }
    }
    problems
}

/// What is wrong with a folder that could not be looked into. What vanished meanwhile is no problem.
fn closed(root: &Path, error: &ignore::Error) -> Option<Problem> {
    let kind = error.io_error().map(std::io::Error::kind)?;
    let path = match error {
        ignore::Error::WithDepth { err, .. } => match &**err {
            ignore::Error::WithPath { path, .. } => path,
            _ => root,
        },
        ignore::Error::WithPath { path, .. } => path,
        _ => root,
    };
    let why = Unreadable::Io(kind.into());
    (kind != std::io::ErrorKind::NotFound).then(|| unreadable(path, &why))
}

pub(super) fn unreadable(path: &Path, why: &Unreadable) -> Problem {
    Problem {
        path: path.to_owned(),
        span: Span::default(),
        message: format!("{} {why}", path.display()),
    }
}
