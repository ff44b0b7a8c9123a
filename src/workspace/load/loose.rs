//! Reading sources outside any workspace.

use super::loader::is_source;
use crate::corpus::Source;
use crate::workspace::files::{extraction, walk};
use crate::workspace::source_file::key_of;
use crate::workspace::unread::{Unread, UnreadFiles};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The sources at or below some paths, in the order of their paths, outside any workspace; and what lies there and is none.
pub fn sources(paths: &[PathBuf]) -> (Vec<Source>, UnreadFiles) {
    let (mut sources, mut unread) = (Vec::new(), Vec::new());
    let mut found = BTreeSet::new();
    walk(paths, &|_| true, &[], &mut |path, _| {
        found.insert(path);
    });
    for path in found {
        let key = key_of(&path);
        if !is_source(&path, paths) {
            unread.push(Unread::by_kind(path, key));
            continue;
        }
        match extraction(&path) {
            Ok(read) => sources.push(Source::of(key, path, read)),
            Err(why) => unread.push(Unread::because(path, key, &why)),
        }
    }
    let known: BTreeSet<PathBuf> = sources.iter().map(|source| source.path.clone()).collect();
    (sources, UnreadFiles::of(unread, |path| known.contains(path)))
}
