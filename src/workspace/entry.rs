//! One note in the workspace: its text by lines, what was read of it, and what the corpus says of its quotations.

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
    /// What was read of it.
    pub note: Arc<Note>,
    /// The editor's version when the document is open there.
    pub version: Option<i32>,
    /// The encoding of its file.
    pub charset: Charset,
    /// What corpus and actors say of it: made when first asked for, gone when they change.
    pub(super) assessment: OnceLock<Arc<Assessment>>,
    /// Where its quotations were found, carried from one version of the note to the next.
    pub(super) memo: Arc<NoteMemo>,
    /// What was worked out of its paragraphs, carried likewise. It depends on nothing but the text.
    pub(super) memory: Arc<Mutex<Memory>>,
}

impl NoteEntry {
    /// Reads a note from its text.
    pub fn read(text: String, version: Option<i32>) -> Self {
        let lines = Text::new(&text);
        let text = if is_too_large(&lines) { String::new() } else { text };
        Self { lines, note: Arc::new(Note::read(text)), version, ..Self::default() }
    }

    /// Why an editor's buffer is not read: what no file may have is not read from the wire either. Nothing is said of it.
    pub fn unread(&self) -> Option<Unreadable> {
        is_too_large(&self.lines).then(|| Unreadable::TooLarge(self.lines.len() as u64))
    }

    /// The next version of this note, after an edit; what was found for its quotations is kept.
    pub(super) fn edited(&self, lines: Text, version: i32) -> Self {
        let note = Arc::new(again(&lines, &mut locked(&self.memory)));
        let (version, assessment) = (Some(version), OnceLock::new());
        Self { lines, note, version, assessment, ..self.clone() }
    }

    /// This note with another text, beside the one that is there: what is found for that one stays with it.
    pub(super) fn supposing(&self, lines: Text) -> Self {
        let mut memory = locked(&self.memory).clone();
        let note = Arc::new(again(&lines, &mut memory));
        let (memo, memory) = (Arc::new(self.memo.copied()), Arc::new(Mutex::new(memory)));
        Self { lines, note, memo, memory, assessment: OnceLock::new(), ..self.clone() }
    }

    /// The same note before another corpus: nothing of what was found still counts.
    pub(super) fn without_results(&self) -> Self {
        Self { assessment: OnceLock::new(), memo: Arc::default(), ..self.clone() }
    }
}

fn is_too_large(lines: &Text) -> bool {
    lines.len() as u64 > MAX_BYTES
}

/// The note of a text, of which the memory may have parts.
fn again(lines: &Text, memory: &mut Memory) -> Note {
    if is_too_large(lines) {
        return Note::default();
    }
    Note::read_again(lines.to_string(), memory)
}
