//! What the command line says of caches, for the whole process.

use etcetera::BaseStrategy;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What the command line says of caches.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder they are kept in.
    pub folder: Option<PathBuf>,
    /// From how many bytes of text on a corpus has one.
    pub index_from: Option<u64>,
    /// Bytes of text in a segment.
    pub segment_size: Option<usize>,
}

static OPTIONS: OnceLock<Options> = OnceLock::new();

/// Sets what the command line says. Only the first call counts.
pub fn set_options(options: Options) {
    let _ = OPTIONS.set(options);
}

/// What the command line said.
pub(in crate::workspace) fn options() -> Options {
    OPTIONS.get().cloned().unwrap_or_default()
}

/// The folder of all caches: `chosen`, else below the user's cache folder. `None` where there is no such folder.
pub(super) fn base(chosen: Option<&Path>) -> Option<PathBuf> {
    match chosen {
        Some(folder) => std::path::absolute(folder).ok(),
        None => Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("onrecord")),
    }
}
