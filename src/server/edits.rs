//! Edits of several documents in the client's form, with versions where it can check them.

use super::convert;
use super::protocol::*;
use super::session::Session;
use crate::analysis::{DocumentEdits, Replacement};
use crate::format::Charset;
use crate::text::Text;
use crate::workspace::{Snapshot, load};
use std::collections::HashMap;
use std::path::Path;

/// The edits of one document: its path, its text, its version if open, the replacements.
pub(super) struct Edited<'a> {
    pub(super) path: &'a Path,
    pub(super) lines: Text,
    pub(super) version: Option<i32>,
    pub(super) edits: &'a [Replacement],
}

impl<'a> Edited<'a> {
    /// The edits of a document of a snapshot; `None` if it has no such document.
    pub(super) fn of(snapshot: &Snapshot, document: &'a DocumentEdits) -> Option<Self> {
        let DocumentEdits { path, edits } = document;
        let version = snapshot.version(path);
        Some(Self { path, lines: snapshot.lines(path)?, version, edits })
    }
}

/// The encoding of a note whose letters an editor may corrupt when it opens the note to edit it: VS Code opens
/// everything as UTF-8, and loses the letters of other encodings when it saves.
pub(super) fn charset_at_risk(snapshot: &Snapshot, path: &Path) -> Option<Charset> {
    let note = snapshot.note(path).filter(|note| note.version.is_none())?;
    Some(note.charset).filter(|charset| !charset.is_unicode())
}

/// The text and version of an auxiliary file (actors, configuration), from the editor or the disk; `None` if neither
/// has it, or a workspace must not read and write it.
pub(super) fn beside(snapshot: &Snapshot, path: &Path) -> Option<(String, Option<i32>)> {
    match snapshot.asides.get(path) {
        Some(aside) => Some((aside.text.to_string(), Some(aside.version))),
        None if !load::may_touch(&snapshot.folders, path) => None,
        None => Some((load::text(path).ok()?, None)),
    }
}

/// Combines them into one edit.
pub(super) fn workspace_edit<'a>(
    session: &Session,
    documents: impl IntoIterator<Item = Edited<'a>>,
) -> WorkspaceEdit {
    let documents = documents.into_iter().filter_map(|document| {
        let edit = |edit: &Replacement| {
            let range = convert::range(&document.lines, edit.span, session.encoding());
            TextEdit::new(range, edit.text.clone())
        };
        let edits: Vec<TextEdit> = document.edits.iter().map(edit).collect();
        Some((session.url(document.path)?, document.version, edits))
    });
    if !session.agreed().edits.versioned {
        let changes: HashMap<_, _> = documents.map(|(url, _, edits)| (url, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let documents = documents.map(|(uri, version, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(documents.collect())),
        ..WorkspaceEdit::default()
    }
}
