//! Text files on disk: finding them in folders, and reading one.

use super::cache::StoredExtraction;
use super::problem::Problem;
use super::problem::{MAX_BYTES, MAX_CONVERTED, Unreadable, unreadable};
use crate::format::{self, Charset, Extraction, Input};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads one text file.
pub fn text(path: &Path) -> Result<String, Unreadable> {
    encoded(path).map(|(text, _)| text)
}

/// Reads one text file, and its encoding.
pub fn encoded(path: &Path) -> Result<(String, Charset), Unreadable> {
    let bytes = bytes(path)?;
    let (text, charset) = format::decode_exactly(&bytes)?;
    Ok((text.into_owned(), charset))
}

/// Reads one file in its format. A file that has to be converted is converted once: the result is cached.
pub fn extraction(path: &Path) -> Result<Extraction<'static>, Unreadable> {
    let bytes = bytes(path)?;
    let converts = format::of(path).filter(|format| format.converts);
    let stored = converts.and_then(|format| StoredExtraction::of(format, path, &bytes));
    if let Some(extraction) = stored.as_ref().and_then(StoredExtraction::load) {
        return Ok(extraction);
    }
    let extraction = format::extract(path, Input::Bytes(&bytes))?.into_owned();
    if let Some(stored) = stored {
        // A full disk costs the time of the next start.
        let _ = stored.save(&extraction);
    }
    Ok(extraction)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let metadata = std::fs::metadata(path).map_err(Unreadable::Io)?;
    // Checked before opening: opening a pipe blocks until someone writes to it.
    if !metadata.is_file() {
        return Err(Unreadable::NoFile);
    }
    let mut buffer = Vec::new();
    let len = bytes_into(path, metadata.len(), &mut buffer)?.len();
    buffer.truncate(len);
    Ok(buffer)
}

/// Reads one file into a reusable buffer, which grows as needed. `size` is the file's size in bytes from [`walk`],
/// which saves asking again.
pub(super) fn bytes_into<'a>(
    path: &Path,
    size: u64,
    buffer: &'a mut Vec<u8>,
) -> Result<&'a [u8], Unreadable> {
    let most = if format::converts(path) { MAX_CONVERTED } else { MAX_BYTES };
    let too_large = |size| if size > most { Err(Unreadable::TooLarge(size, most)) } else { Ok(()) };
    too_large(size)?;
    // With room for one more byte, so that a single read detects the end.
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
            // The file has grown.
            buffer.resize(2 * len, 0);
        } else if len + 1 == room && wanted >= room {
            break;
        }
    }
    Ok(buffer.get(..len).unwrap_or_default())
}

/// All files of a supported format at or below `paths`, ordered by path, respecting `.gitignore` and `.onrecordignore`;
/// skips hidden files and links. A path to a file counts whatever its extension.
pub fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    walk(paths, &|path| format::of(path).is_some(), &[], &mut |path, _| {
        found.insert(path);
    });
    found.into_iter().collect()
}

/// Walks the files at or below each path in order, as [`files`] does: those that are wanted, and those named by a path
/// itself. Skips what is in `but`. Returns the folders that could not be read.
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

/// The problem of a folder that could not be read. A folder that vanished meanwhile is no problem.
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
