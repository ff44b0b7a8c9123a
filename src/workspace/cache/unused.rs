//! Removing the caches that no installed version uses: of other versions, and of folders that are gone.

use super::folder::{Cache, PREFIX};
use super::manifest::Manifest;
use super::owner;
use crate::container::Unusable;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A cache that was removed.
#[derive(Debug)]
pub struct Removed {
    /// Its folder.
    pub folder: PathBuf,
    /// Bytes that it had on the disk.
    pub size: u64,
    /// Why nobody needs it, to be read behind the folder: “was written by another version”.
    pub why: String,
}

/// Removes the caches in the folder of all caches that this program does not use, and tells of each. What somebody writes
/// just now stays, and so does what is not the user's own. `removed` has an error for what cannot be removed.
pub fn remove_unused(
    base: &Path,
    removed: &mut dyn FnMut(Result<Removed, (PathBuf, io::Error)>),
) -> io::Result<()> {
    let entries = match fs::read_dir(base) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with(PREFIX) || owner::is_private(&folder).is_err() {
            continue;
        }
        let Some(why) = unused(&folder) else { continue };
        let cache = Cache::at(folder.clone());
        let size = cache.size();
        match cache.clean_if_free() {
            Ok(true) => removed(Ok(Removed { folder, size, why })),
            Ok(false) => {}
            Err(error) => removed(Err((folder, error))),
        }
    }
    Ok(())
}

/// Why nobody uses a cache; `None` when somebody may.
fn unused(folder: &Path) -> Option<String> {
    match Manifest::read(folder) {
        Ok(Some(manifest)) => {
            let gone = manifest.roots.iter().find(|root| !Path::new(root).exists())?;
            Some(format!("is of {gone}, which is gone"))
        }
        Ok(None) => Some("was never finished".to_owned()),
        Err(Unusable::Closed) => None,
        Err(why) => Some(why.to_string()),
    }
}
