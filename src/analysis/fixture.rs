//! A test fixture: one note and one source, without a disk.

use crate::corpus::Source;
use crate::text::Span;
use crate::workspace::{Folder, Loaded, NoteEntry, Settings, Snapshot, Workspace};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of the note.
pub(super) const NOTE: &str = "/desk/note.md";

/// The path of the source `visit`.
pub(super) const SOURCE: &str = "/desk/seeds/visit.txt";

/// A source by an invented newspaper.
pub(super) const VISIT: &str = "Minister visits the harbour

Anna Moreno, the minister of transport, arrived at the harbour on Monday.

“The talks will not resume before March, and everybody knows it,” Anna Moreno said.

“We have waited long enough for the new bridge,” said Piet Harker, the mayor of Lindau.

Piet Harker said: “Nobody asked the fishermen.

“Anna Moreno told me: ‘The ferry will come back in April,’ and then she left.”
";

/// A snapshot of this note and the source.
pub(super) fn desk(note: &str) -> Arc<Snapshot> {
    let root = PathBuf::from("/desk");
    let folder =
        Folder { config_path: root.join("onrecord.toml"), root: root.clone(), ..Folder::default() };
    let entry = Arc::new(NoteEntry::read(note.to_owned(), None));
    let notes = HashMap::from([(PathBuf::from(NOTE), entry)]);
    let source = Source::read("visit".to_owned(), PathBuf::from(SOURCE), VISIT.to_owned());
    let corpus = [Arc::new(source)].into_iter().collect();
    let loaded = Loaded::of(vec![folder], notes, corpus, &Default::default(), Vec::new());
    let mut workspace = Workspace::new(vec![root], Settings::default());
    workspace.install(loaded);
    workspace.snapshot()
}

/// The text of the note or the source.
pub(super) fn text(snapshot: &Snapshot, path: &str) -> String {
    snapshot.lines(Path::new(path)).map(|lines| lines.to_string()).unwrap_or_default()
}

/// The first place of some words.
pub(super) fn span_of(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
    Span::new(start, start + words.len())
}
