//! One note in the workspace: its text by lines, what was read of it, and whether the editor holds it.

use crate::note::Note;
use crate::text::Text;
use std::sync::Arc;

/// A note of the workspace.
#[derive(Clone, Debug, Default)]
pub struct NoteEntry {
    /// The text, for lines and columns.
    pub lines: Text,
    /// What was read of it.
    pub note: Arc<Note>,
    /// The editor's version when the document is open there.
    pub version: Option<i32>,
}
