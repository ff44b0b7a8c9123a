//! Text files on the disk: finding them below folders, and reading one.

use super::problem::Problem;
use super::problem::{MAX_BYTES, Unreadable, unreadable};
use crate::format::{self, Charset, Extraction, Input};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

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
