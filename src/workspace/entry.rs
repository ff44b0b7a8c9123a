//! One note in the workspace: its text by lines, its reading, and what the corpus says about its quotations.

use super::assessment::Assessment;
use super::note_memo::{NoteMemo, locked};
use super::problem::{MAX_BYTES, Unreadable};
use crate::format::Charset;
use crate::note::{Memory, Note};
use crate::text::Text;
use std::sync::{Arc, Mutex, OnceLock};

/// A note of the workspace.
#[derive(Clone, Debug, Default)]
pub struct NoteEntry {
    /// The text, for lines and columns.
    pub lines: Text,
    /// Its reading.
    pub note: Arc<Note>,
    /// The editor's version, when the document is open.
    pub version: Option<i32>,
    /// The encoding of its file.
    pub charset: Charset,
    /// What corpus and actors say about it: computed on first use, dropped when they change.
    pub(super) assessment: OnceLock<Arc<Assessment>>,
    /// Search results for its quotations, carried from one version of the note to the next.
    pub(super) memo: Arc<NoteMemo>,
    /// Results for its paragraphs that depend only on their text, carried likewise.
    pub(super) memory: Arc<Mutex<Memory>>,
}

impl NoteEntry {
    /// Reads a note from its text.
    pub fn read(text: String, version: Option<i32>) -> Self {
        let lines = Text::new(&text);
        let text = if is_too_large(&lines) { String::new() } else { text };
        Self { lines, note: Arc::new(Note::read(text)), version, ..Self::default() }
    }

    /// Why an editor's buffer is ignored: it exceeds what is read from a file. Nothing is reported about it.
    pub fn unreadable(&self) -> Option<Unreadable> {
        is_too_large(&self.lines).then(|| Unreadable::TooLarge(self.lines.len() as u64, MAX_BYTES))
    }

    /// The next version of this note, after an edit; keeps the results for its quotations.
    pub(super) fn edited(&self, lines: Text, version: i32) -> Self {
        let note = Arc::new(again(&lines, &mut locked(&self.memory)));
        let (version, assessment) = (Some(version), OnceLock::new());
        Self { lines, note, version, assessment, ..self.clone() }
    }

    /// A copy of this note with another text; its results do not affect this one.
    pub(super) fn supposing(&self, lines: Text) -> Self {
        let mut memory = locked(&self.memory).clone();
        let note = Arc::new(again(&lines, &mut memory));
        let (memo, memory) = (Arc::new(self.memo.copied()), Arc::new(Mutex::new(memory)));
        Self { lines, note, memo, memory, assessment: OnceLock::new(), ..self.clone() }
    }

    /// The same note for another corpus, without any results.
    pub(super) fn without_results(&self) -> Self {
        Self { assessment: OnceLock::new(), memo: Arc::default(), ..self.clone() }
    }
}

fn is_too_large(lines: &Text) -> bool {
    lines.len() as u64 > MAX_BYTES
}

/// Reads the note in a text, reusing parts from memory.
fn again(lines: &Text, memory: &mut Memory) -> Note {
    if is_too_large(lines) {
        return Note::default();
    }
    Note::read_again(lines.to_string(), memory)
}
