//! A file of the cache, mapped into memory: the one place with unsafe code.
//!
//! Mapping is unsafe because a file that others shorten or change while it is mapped changes under its readers' hands, or
//! ends the process by a signal. Only the cache's own files are mapped, never the user's: they are written under
//! another name, closed, and renamed into place, and from then on only ever removed, which leaves a mapping whole.
//! Their readers check every access and compare what they use with checksums, so that bytes that did change read as
//! damage.

#![allow(unsafe_code, reason = "see above")]

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// All that are in use.
static MAPPED: Mutex<Vec<Weak<Mapping>>> = Mutex::new(Vec::new());

/// The bytes of a file, read from the disk as they are used.
#[derive(Debug)]
pub(super) struct Mapping(memmap2::Mmap);

impl Mapping {
    /// Maps a file of the cache that nobody writes any more.
    pub(super) fn of(path: &Path) -> io::Result<Arc<Self>> {
        let file = File::open(path)?;
        // SAFETY: the file is the cache's own, was renamed into place after its last write, and is never written or
        // shortened again by this program (see the head of this file).
        let map = unsafe { memmap2::Mmap::map(&file)? };
        // Answers jump about in it: reading ahead would only fill the memory.
        #[cfg(unix)]
        map.advise(memmap2::Advice::Random)?;
        let mapping = Arc::new(Self(map));
        let mut mapped = MAPPED.lock().unwrap_or_else(PoisonError::into_inner);
        mapped.retain(|one| one.strong_count() > 0);
        mapped.push(Arc::downgrade(&mapping));
        Ok(mapping)
    }

    /// Gives back the memory that holds what was read of all mapped files; what is used again comes from the system's
    /// cache of the disk.
    pub(super) fn release_all() {
        #[cfg(unix)]
        for mapping in MAPPED.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            if let Some(mapping) = mapping.upgrade() {
                // SAFETY: a file is mapped to be read only, so that pages that were let go of read as they were.
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
