//! Stored extractions of converted files, so that an unchanged file is converted once.
//!
//! Each is a file named after the hash of the original's bytes, with its own checksum. One that does not fit is made
//! anew.

use super::folder::{base, options};
use super::manifest::BUILD;
use super::owner;
use crate::format::{Extraction, Format};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// The prefix of the folder’s name; the rest is the build of the program, since another may read files differently.
pub(super) const PREFIX: &str = "extractions-";
/// Bytes of the checksum at the start of a file.
const CHECKSUM: usize = size_of::<u64>();

/// Where the extraction of a file is stored.
#[derive(Clone, Debug)]
pub(in crate::workspace) struct StoredExtraction(PathBuf);

impl StoredExtraction {
    /// The place for the extraction of these bytes of the file at `path`. `None` if there is no cache folder, or if it
    /// is beside the file: a cache must not end up among the user's documents.
    pub(in crate::workspace) fn of(format: &Format, path: &Path, bytes: &[u8]) -> Option<Self> {
        let base = base(options().folder.as_deref())?;
        if path.parent().is_some_and(|parent| base.starts_with(parent)) {
            return None;
        }
        let name = format!("{:032x}.{}", xxh3_128(bytes), format.extensions.first()?);
        Some(Self(folder(&base).join(name)))
    }

    /// The extraction, if it is stored and intact.
    pub(in crate::workspace) fn load(&self) -> Option<Extraction<'static>> {
        owner::is_private(self.0.parent()?).ok()?;
        let bytes = fs::read(&self.0).ok()?;
        let (sum, stored) = bytes.split_at_checked(CHECKSUM)?;
        let intact = sum == xxh3_64(stored).to_le_bytes();
        intact.then(|| postcard::from_bytes(stored).ok())?
    }

    /// Stores an extraction, completely or not at all.
    ///
    /// # Errors
    /// The system's. Nothing is lost but time.
    pub(in crate::workspace) fn save(&self, extraction: &Extraction<'_>) -> io::Result<()> {
        let folder = self.0.parent().unwrap_or(Path::new(""));
        owner::make_private(folder)?;
        let stored = postcard::to_allocvec(extraction).map_err(io::Error::other)?;
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        draft.write_all(&xxh3_64(&stored).to_le_bytes())?;
        draft.write_all(&stored)?;
        draft.persist(&self.0)?;
        Ok(())
    }
}

/// The folder of this program's extractions.
fn folder(base: &Path) -> PathBuf {
    base.join(format!("{PREFIX}{:016x}", *BUILD))
}

/// Whether a folder is of another program's extractions.
pub(super) fn is_foreign(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let build = name.strip_prefix(PREFIX);
    build.is_some_and(|build| build != format!("{:016x}", *BUILD))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{self, Properties};
    use std::borrow::Cow;

    #[test]
    fn an_extraction_is_found_again_unless_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let stored = StoredExtraction(folder.path().join("extractions/0.html"));
        assert!(stored.load().is_none());
        let extraction = Extraction {
            text: Cow::Borrowed("\n\nNobody came.\n"),
            charset: format::decode(b"caf\xe9 au lait").unwrap().1,
            properties: Properties { title: Some("A visit".to_owned()), ..Properties::default() },
            ..Extraction::default()
        };
        stored.save(&extraction).unwrap();
        let found = stored.load().unwrap();
        assert_eq!((&found.text, found.charset), (&extraction.text, extraction.charset));
        assert_eq!(found.properties, extraction.properties);
        let mut bytes = fs::read(&stored.0).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&stored.0, bytes).unwrap();
        assert!(stored.load().is_none());
        fs::write(&stored.0, b"short").unwrap();
        assert!(stored.load().is_none());
    }
}
