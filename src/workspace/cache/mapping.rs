//! A file of the cache, mapped into memory: the one place with unsafe code.
//!
//! Mapping is unsafe because a file that others truncate or change while it is mapped changes under its readers, or
//! kills the process with a signal. Only the cache's own files are mapped, never the user's: they are written under
//! another name, closed, and renamed into place, and then only ever removed, which leaves a mapping intact. Their
//! readers check every access and verify checksums, so that bytes that did change are treated as damage.

#![allow(unsafe_code, reason = "see above")]

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// All mappings in use.
static MAPPED: Mutex<Vec<Weak<Mapping>>> = Mutex::new(Vec::new());

/// The bytes of a file, read from the disk as they are used.
#[derive(Debug)]
pub(super) struct Mapping(memmap2::Mmap);

impl Mapping {
    /// Maps a file of the cache that is no longer written.
    pub(super) fn of(path: &Path) -> io::Result<Arc<Self>> {
        let file = File::open(path)?;
        // SAFETY: the file is the cache's own, was renamed into place after its last write, and is never written or
        // shortened again by this program (see the head of this file).
        let map = unsafe { memmap2::Mmap::map(&file)? };
        // Access is random: reading ahead would only fill the memory.
        #[cfg(unix)]
        map.advise(memmap2::Advice::Random)?;
        let mapping = Arc::new(Self(map));
        let mut mapped = MAPPED.lock().unwrap_or_else(PoisonError::into_inner);
        mapped.retain(|one| one.strong_count() > 0);
        mapped.push(Arc::downgrade(&mapping));
        Ok(mapping)
    }

    /// Releases the memory of all mapped files; what is used again comes from the system's page cache.
    pub(super) fn release_all() {
        #[cfg(unix)]
        for mapping in MAPPED.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            if let Some(mapping) = mapping.upgrade() {
                // SAFETY: the mapping is read-only, so released pages read the same again.
                let _ = unsafe { mapping.0.unchecked_advise(memmap2::UncheckedAdvice::DontNeed) };
            }
        }
    }
}

impl AsRef<[u8]> for Mapping {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
