//! Shared by tests of the whole library: marked notes, and workspaces made of them without a disk.

pub(crate) mod marked;

use onrecord::corpus::Source;
use onrecord::workspace::{
    Config, Folder, Loaded, NoteEntry, Settings, Snapshot, UnsupportedFiles, Workspace,
};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of the note in a [`workspace`].
pub(crate) fn note_path() -> PathBuf {
    PathBuf::from("/desk/note.md")
}

/// A fully loaded in-memory workspace with one note and these sources, by file name and text.
pub(crate) fn workspace(note: &str, sources: &[(&str, &str)]) -> Workspace {
    configured(note, sources, Config::default())
}

/// The same with a configuration.
pub(crate) fn configured(note: &str, sources: &[(&str, &str)], config: Config) -> Workspace {
    installed(note, sources, Folder { config, ..Folder::default() })
}

/// The same with additional contents of the folder.
pub(crate) fn installed(note: &str, sources: &[(&str, &str)], folder: Folder) -> Workspace {
    let root = PathBuf::from("/desk");
    let folder = Folder {
        config_path: root.join("onrecord.toml"),
        root: root.clone(),
        corpora: vec![root.join("sources")],
        ..folder
    };
    let notes = HashMap::from([(note_path(), Arc::new(NoteEntry::read(note.to_owned(), None)))]);
    // A name with one of these extensions is an unreadable file beside the sources.
    let (others, sources): (Vec<_>, Vec<_>) = sources
        .iter()
        .partition(|(name, _)| [".pdf", ".webarchive"].iter().any(|end| name.ends_with(end)));
    let others = others.iter().map(|(name, _)| root.join("sources").join(name));
    let unsupported = UnsupportedFiles::lying_at(others);
    let sources = sources.iter().map(|(name, text)| {
        let path = root.join("sources").join(name);
        let key = Path::new(name).file_stem().and_then(|s| s.to_str()).unwrap_or(name);
        Arc::new(Source::read(key.to_owned(), path, (*text).to_owned()))
    });
    let mut loaded =
        Loaded::of(vec![folder], notes, sources.collect(), &Default::default(), Vec::new());
    loaded.unsupported = unsupported;
    let mut workspace = Workspace::new(vec![root], Settings::default());
    workspace.install(loaded);
    workspace
}

/// The snapshot of a [`workspace`].
pub(crate) fn snapshot(note: &str, sources: &[(&str, &str)]) -> Arc<Snapshot> {
    workspace(note, sources).snapshot()
}
