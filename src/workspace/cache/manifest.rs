//! The list of a cache's current files.

use crate::container::Unusable;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// Its file.
pub(super) const MANIFEST: &str = "manifest";
/// The version of its format. Every change raises it.
const VERSION: u32 = 2;

/// Identifies this build of the program: another may have read the files differently, even with the same version.
pub(super) static BUILD: LazyLock<u64> = LazyLock::new(|| {
    let program = std::env::current_exe().and_then(fs::metadata);
    let stamp = program.ok().map(|m| (m.len(), m.modified().ok()));
    xxh3_64(format!("{} {stamp:?}", env!("CARGO_PKG_VERSION")).as_bytes())
});

/// What a cache contains, and for which workspace.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    build: u64,
    /// The folders of the workspace, except those whose names are not Unicode.
    pub(super) roots: Vec<String>,
    /// The file names of segments.
    pub(super) segments: Vec<String>,
}

impl Manifest {
    /// A manifest of these segments, by this program.
    pub(super) fn new(roots: &[PathBuf], segments: Vec<String>) -> Self {
        let roots = roots.iter().filter_map(|root| root.to_str()).map(str::to_owned).collect();
        Self { version: VERSION, build: *BUILD, roots, segments }
    }

    /// As written: a line of JSON, and its checksum.
    pub(super) fn text(&self) -> std::io::Result<String> {
        let line = serde_json::to_string(self)? + "\n";
        Ok(format!("{line}{:016x}\n", xxh3_64(line.as_bytes())))
    }

    /// The manifest in a cache folder; `None` if there is none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Unusable> {
        match fs::read_to_string(folder.join(MANIFEST)) {
            Ok(text) => Self::of(&text).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            // Invalid UTF-8 is damage; a file that cannot be read now may be intact.
            Err(error) if error.kind() == ErrorKind::InvalidData => Err(Unusable::Damaged),
            Err(_) => Err(Unusable::Closed),
        }
    }

    fn of(text: &str) -> Result<Self, Unusable> {
        let end = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
        let (said, sum) = text.split_at(end);
        if u64::from_str_radix(sum.trim_end(), 16) != Ok(xxh3_64(said.as_bytes())) {
            return Err(Unusable::Damaged);
        }
        let manifest: Self = serde_json::from_str(said).map_err(|_| Unusable::Foreign)?;
        let is_ours = manifest.version == VERSION && manifest.build == *BUILD;
        if is_ours { Ok(manifest) } else { Err(Unusable::Foreign) }
    }
}
