//! What to read: the folders of a workspace, the user's settings, and the editor's buffers.

use super::cache::{self, Cache};
use super::config::Settings;
use super::files;
use super::problem::Unreadable;
use crate::format::{self, Charset, Extraction, Input};
use crate::text::Text;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What to read.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The folders of the workspace, absolute.
    pub roots: Vec<PathBuf>,
    /// Settings of the editor or the command line.
    pub settings: Settings,
    /// Documents open in the editor: their text overrides the disk.
    pub buffers: HashMap<PathBuf, Text>,
}

/// When a corpus counts as large, and how its index is split, in bytes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A smaller corpus is held in memory: reading all of it takes no longer than the index would save.
    pub large: u64,
    /// The size at which a segment is closed: the work a crash may cost, and what must fit in memory a few times over
    /// while it is built.
    pub segment: usize,
    /// Changes are held in memory up to this size; then they become a segment too.
    pub rest: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { large: 20 << 20, segment: 192 << 20, rest: 1 << 20 }
    }
}

impl Plan {
    /// When a corpus counts as large, and how its index is split: `indexFrom` and `segmentSize` of the settings, in
    /// bytes.
    pub fn limits(&self) -> Limits {
        let set = |key| self.settings.0.get(key).and_then(serde_json::Value::as_u64);
        let (mut limits, options) = (Limits::default(), cache::options());
        limits.large = set("indexFrom").or(options.index_from).unwrap_or(limits.large);
        let segment = set("segmentSize").map(|size| size as usize);
        limits.segment = segment.or(options.segment_size).unwrap_or(limits.segment);
        limits.rest = limits.rest.min(limits.segment);
        limits
    }

    /// The cache of the corpus in these folders: below `cacheDir` of the settings, else where the command line says,
    /// else in the user's cache folder.
    pub fn cache(&self, corpora: &[PathBuf]) -> Option<Cache> {
        let set = self.settings.0.get("cacheDir").and_then(serde_json::Value::as_str);
        let folder = set.map(PathBuf::from).or(cache::options().folder);
        Cache::of(&self.roots, corpora, folder.as_deref())
    }
}

pub(super) fn buffer_or_disk(plan: &Plan, path: &Path) -> Result<String, Unreadable> {
    encoded(plan, path).map(|(text, _)| text)
}

/// The extracted content of a file.
pub(super) fn extracted(plan: &Plan, path: &Path) -> Result<Extraction<'static>, Unreadable> {
    match plan.buffers.get(path) {
        Some(buffer) => Ok(format::extract(path, Input::Text(Cow::Owned(buffer.to_string())))?),
        None => files::extraction(path),
    }
}

/// Like [`buffer_or_disk`], with the encoding of the file; that of an editor's buffer is unknown.
pub(super) fn encoded(plan: &Plan, path: &Path) -> Result<(String, Charset), Unreadable> {
    match plan.buffers.get(path) {
        Some(buffer) => Ok((buffer.to_string(), Charset::UTF_8)),
        None => files::encoded(path),
    }
}
