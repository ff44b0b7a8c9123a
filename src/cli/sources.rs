//! Messages about sources: that there are none, and which files cannot be read.

use super::document::readable;
use super::selection::Group;
use super::terminal;
use crate::analysis::counted;
use crate::format;
use crate::note::Quotation;
use crate::prose::Kind;
use crate::workspace::{Folder, Snapshot, UnsupportedFiles, load};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The most unreadable files listed; the others are counted.
const MOST_NAMED: usize = 10;
/// Quotations of unclear kind with fewer words do not count as speech.
const LEAST_WORDS: usize = 4;

/// What could not be checked in notes without a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unchecked {
    pub(super) quotations: usize,
    pub(super) citations: usize,
}

impl Unchecked {
    /// What was not checked in the notes of a group; nothing if there is a source.
    pub(super) fn of(group: &Group) -> Self {
        let snapshot = group.workspace.snapshot();
        if !snapshot.corpus.is_empty() {
            return Self::default();
        }
        let notes = group.notes.iter().filter_map(|path| snapshot.note(path));
        notes.fold(Self::default(), |sum, entry| Self {
            quotations: sum.quotations
                + entry.note.quotations.iter().filter(|q| wants_source(q)).count(),
            citations: sum.citations + entry.note.citations.len(),
        })
    }

    pub(super) fn add(&mut self, other: Self) {
        self.quotations += other.quotations;
        self.citations += other.citations;
    }
}

/// Whether a quotation needs a source: it is speech, or cited. A title or a word in marks is neither.
fn wants_source(quotation: &Quotation) -> bool {
    let speech = match quotation.kind {
        Kind::Speech => true,
        Kind::Unknown => has_words(&quotation.text) || !quotation.citations.is_empty(),
        _ => !quotation.citations.is_empty(),
    };
    speech && quotation.parent.is_none()
}

fn has_words(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    words.take(LEAST_WORDS).count() == LEAST_WORDS
}

/// The message that folders have no source; paths are shown relative to the folder `from`.
pub(super) fn none(read: &[Folder], unsupported: &UnsupportedFiles, from: &Path) -> String {
    let listed = |folders: Vec<PathBuf>| {
        let folders: Vec<String> = folders.iter().map(|folder| readable(folder, from)).collect();
        folders.join(", ")
    };
    let roots = listed(read.iter().map(|folder| folder.root.clone()).collect());
    let folders = listed(read.iter().flat_map(load::corpus_folders).collect());
    match unsupported.reported().count() {
        0 => format!(
            "there are no sources to check against: put them in seeds/, sources/ or corpus/ in {roots}, or name their folder \
             in onrecord.toml (`onrecord init` writes one)"
        ),
        1 => format!("the one file in {folders} cannot be read"),
        all => format!("not one of the {all} files in {folders} can be read"),
    }
}

/// Reports on standard error that a workspace has no source, and its unreadable files instead.
pub(super) fn complain_of_none(snapshot: &Snapshot, from: &Path) {
    terminal::complain(&none(&snapshot.folders, &snapshot.unsupported, from));
    report_unsupported(&snapshot.unsupported, from);
}

/// The message that paths have no document.
pub(super) fn no_documents(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let extensions = format::extensions().collect::<Vec<_>>().join(", *.");
    format!("there are no documents in {}: documents are *.{extensions}", paths.join(", "))
}

/// Reports on standard error which files in source folders cannot be read, and what to do: a line for each of the first
/// ten, then the number of others, by kind.
pub(super) fn report_unsupported(unsupported: &UnsupportedFiles, from: &Path) {
    let mut files = unsupported.reported();
    for file in files.by_ref().take(MOST_NAMED) {
        terminal::complain(&format!("{} {}", readable(&file.path, from), file.message()));
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    files.for_each(|file| *kinds.entry(file.kind).or_default() += 1);
    if kinds.is_empty() {
        return;
    }
    let more: usize = kinds.values().sum();
    let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, count)| (Reverse(*count), *kind));
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let cannot = if more == 1 { "is" } else { "are" };
    let more = counted(more, "more file");
    terminal::complain(&format!("{more} {cannot} not read: {}", kinds.join(", ")));
}
