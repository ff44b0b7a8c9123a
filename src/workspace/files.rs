//! Text files on the disk: finding them below folders, and reading one.

use super::charset::{self, Charset};
use super::{Problem, bounds};
use crate::text::Span;
use std::borrow::Cow;
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
    /// In no encoding that is read: the offset in bytes of the first byte that is not UTF-8.
    NotUtf8(usize),
    /// UTF-16 by its looks, without the byte order mark that would say so.
    Unmarked,
    /// Holds a NUL byte: not a text.
    Binary,
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
            Unreadable::NotUtf8(at) => {
                write!(f, "is not UTF-8 (the first wrong byte is number {at}): save it as UTF-8")
            }
            Unreadable::Unmarked => {
                f.write_str("is UTF-16 without a byte order mark: save it as UTF-8")
            }
            Unreadable::Binary => f.write_str("is binary, not a text"),
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

impl Unreadable {
    /// What such files are called when they are counted.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Unreadable::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
                "not permitted"
            }
            Unreadable::Io(_) | Unreadable::NoFile => "not to be opened",
            Unreadable::NotUtf8(_) | Unreadable::Unmarked => "in another encoding",
            Unreadable::Binary => "binary",
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
            Unreadable::NotUtf8(_) | Unreadable::Unmarked => "save it as UTF-8",
            Unreadable::Binary => "turn it into text",
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
    let metadata = std::fs::metadata(path).map_err(Unreadable::Io)?;
    // Before it is opened: opening a pipe waits for somebody who writes.
    if !metadata.is_file() {
        return Err(Unreadable::NoFile);
    }
    let mut buffer = Vec::new();
    let (text, charset) = text_into(path, metadata.len(), &mut buffer)?;
    Ok((text.into_owned(), charset))
}

/// Reads one text file into a buffer, which is made larger where it must be: for those who read many. It was a file of this
/// size, in bytes, when [`walk`] came by, and is not asked for that again.
pub(super) fn text_into<'a>(
    path: &Path,
    size: u64,
    buffer: &'a mut Vec<u8>,
) -> Result<(Cow<'a, str>, Charset), Unreadable> {
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
    let bytes = buffer.get(..len).unwrap_or_default();
    charset::decode(bytes)
}

/// All text files at or below `paths`, in the order of their paths, respecting `.gitignore` and `.onrecordignore`;
/// hidden files and links are left out. `extensions` are compared without case; a path that names a file counts whatever
/// its extension.
pub fn files(paths: &[PathBuf], extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    walk(paths, Some(extensions), &[], &mut |path, _| {
        found.insert(path);
    });
    found.into_iter().collect()
}

/// Goes through the files of [`files`], those of each of the paths in their order, whatever they are called when there are no
/// extensions; what lies in `but` is left out. Returns which folders could not be looked into.
pub(super) fn walk(
    paths: &[PathBuf],
    extensions: Option<&[&str]>,
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
            let wanted = || extensions.is_none_or(|extensions| has_extension(path, extensions));
            if is_file && (path == root || wanted()) {
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

pub(super) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|e| e.to_str());
    extension.is_some_and(|e| extensions.iter().any(|x| x.eq_ignore_ascii_case(e)))
}

pub(super) fn unreadable(path: &Path, why: &Unreadable) -> Problem {
    Problem {
        path: path.to_owned(),
        span: Span::default(),
        message: format!("{} {why}", path.display()),
    }
}
