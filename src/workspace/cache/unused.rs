//! Removes caches that no installed version uses: of other versions, and of deleted folders.

use super::extractions;
use super::folder::{Cache, PREFIX};
use super::manifest::Manifest;
use super::owner;
use crate::container::Unusable;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why extractions of another program are not needed.
const FOREIGN: &str = "was written by another version";

/// A removed cache.
#[derive(Debug)]
pub struct Removed {
    /// Its folder.
    pub folder: PathBuf,
    /// Its size on disk, in bytes.
    pub size: u64,
    /// Why it is not needed, following the folder: “was written by another version”.
    pub why: String,
}

/// Removes the caches below the folder of all caches that this program does not use, and reports each. Skips caches
/// being written, and folders that are not the user's. `removed` gets an error for what cannot be removed.
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
        if extractions::is_foreign(&folder) && owner::is_private(&folder).is_ok() {
            let (size, why) = (Cache::at(folder.clone()).size(), FOREIGN.to_owned());
            removed(match fs::remove_dir_all(&folder) {
                Ok(()) => Ok(Removed { folder, size, why }),
                Err(error) => Err((folder, error)),
            });
            continue;
        }
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

/// Why a cache is unused; `None` if it may be in use.
fn unused(folder: &Path) -> Option<String> {
    match Manifest::read(folder) {
        Ok(Some(manifest)) => {
            let gone = manifest.roots.iter().find(|root| !Path::new(root).exists())?;
            Some(format!("belongs to {gone}, which no longer exists"))
        }
        Ok(None) => Some("was never finished".to_owned()),
        Err(Unusable::Closed) => None,
        Err(why) => Some(why.to_string()),
    }
}
