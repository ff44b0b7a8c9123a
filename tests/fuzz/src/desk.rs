//! A workspace without a disk: a note and some sources.

use onrecord::actor::ActorEntries;
use onrecord::corpus::{Corpus, Source};
use onrecord::workspace::{Folder, Loaded, NoteEntry, Settings, Snapshot, Workspace};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The path of the note.
pub(crate) fn note() -> PathBuf {
    PathBuf::from("/desk/note.md")
}

/// The path of the source with this number.
pub(crate) fn source(number: usize) -> PathBuf {
    PathBuf::from(format!("/desk/sources/s{number}.txt"))
}

/// Sources with these texts and the cite keys `s0`, `s1`, ….
pub(crate) fn corpus(sources: &[&str]) -> Corpus {
    let read = |(number, text): (usize, &&str)| {
        Arc::new(Source::read(format!("s{number}"), source(number), (*text).to_owned()))
    };
    Corpus::new(sources.iter().enumerate().map(read).collect())
}

/// A fully loaded snapshot.
pub(crate) fn snapshot(text: &str, sources: &[&str]) -> Arc<Snapshot> {
    let root = PathBuf::from("/desk");
    let config_path = root.join("onrecord.toml");
    let folder = Folder { root: root.clone(), config_path, ..Folder::default() };
    let entry = NoteEntry::read(text.to_owned(), None);
    let notes = HashMap::from([(note(), Arc::new(entry))]);
    let known = ActorEntries::default();
    let mut workspace = Workspace::new(vec![root], Settings::default());
    workspace.install(Loaded::of(vec![folder], notes, corpus(sources), &known, Vec::new()));
    workspace.snapshot()
}
