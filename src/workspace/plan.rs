//! What is to be read: the folders of a workspace, what the user sets, and what the editor holds.

use super::cache::{self, Cache};
use super::config::Settings;
use super::files;
use super::problem::Unreadable;
use crate::format::{self, Charset, Extraction, Input};
use crate::text::Text;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What is to be read.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The folders of the workspace, absolute.
    pub roots: Vec<PathBuf>,
    /// What the editor or the command line sets.
    pub settings: Settings,
    /// Documents that the editor holds: their text beats the disk.
    pub buffers: HashMap<PathBuf, Text>,
}

/// When a corpus is large, and how its index is cut. In bytes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A corpus below this is held in memory: there, reading all of it takes no longer than the index would save.
    pub large: u64,
    /// A segment is closed when it has so much: it is the work that a crash may cost, and what must fit into memory
    /// while it is made, a few times over.
    pub segment: usize,
    /// What changed since is held in memory until it is as much as this; then it becomes a segment too.
    pub rest: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { large: 20 << 20, segment: 192 << 20, rest: 1 << 20 }
    }
}

impl Plan {
    /// When a corpus is large, and how its index is cut: `indexFrom` and `segmentSize` of the settings, in bytes.
    pub fn limits(&self) -> Limits {
        let set = |key| self.settings.0.get(key).and_then(serde_json::Value::as_u64);
        let (mut limits, options) = (Limits::default(), cache::options());
        limits.large = set("indexFrom").or(options.index_from).unwrap_or(limits.large);
        let segment = set("segmentSize").map(|size| size as usize);
        limits.segment = segment.or(options.segment_size).unwrap_or(limits.segment);
        limits.rest = limits.rest.min(limits.segment);
        limits
    }

    /// The cache of the corpus in these folders: below `cacheDir` of the settings, else where the command line says, else
    /// in the user's cache folder.
    pub fn cache(&self, corpora: &[PathBuf]) -> Option<Cache> {
        let set = self.settings.0.get("cacheDir").and_then(serde_json::Value::as_str);
        let folder = set.map(PathBuf::from).or(cache::options().folder);
        Cache::of(&self.roots, corpora, folder.as_deref())
    }
}

pub(super) fn buffer_or_disk(plan: &Plan, path: &Path) -> Result<String, Unreadable> {
    encoded(plan, path).map(|(text, _)| text)
}

/// What the reader of its format makes of a file.
pub(super) fn extracted(plan: &Plan, path: &Path) -> Result<Extraction<'static>, Unreadable> {
    match plan.buffers.get(path) {
        Some(buffer) => Ok(format::extract(path, Input::Text(Cow::Owned(buffer.to_string())))?),
        None => files::extraction(path),
    }
}

/// Like [`buffer_or_disk`], with the encoding of the file; what the editor holds has none that is known.
pub(super) fn encoded(plan: &Plan, path: &Path) -> Result<(String, Charset), Unreadable> {
    match plan.buffers.get(path) {
        Some(buffer) => Ok((buffer.to_string(), Charset::Utf8)),
        None => files::encoded(path),
    }
}
