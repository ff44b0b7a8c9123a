//! Open documents: `textDocument/didOpen`, `didChange`, `didSave`, `didClose`.

use crate::format;
use crate::server::protocol::*;
use crate::server::session::{OpenDocument, Session};
use crate::server::{convert, readable, watching};
use crate::workspace::load;
use std::sync::Arc;

/// A document was opened: its buffer overrides the disk.
pub(in crate::server) fn opened(session: &Arc<Session>, params: DidOpenTextDocumentParams) {
    let TextDocumentItem { uri, version, text, .. } = params.text_document;
    let path = convert::path(&uri);
    if format::converts(&path) {
        // What is in it follows from the disk. A readable document is remembered, so that links lead to it.
        if readable::source_of(&uri).is_some() {
            session.open.insert(path, OpenDocument::new(uri, version, session.next_id()));
        }
        return;
    }
    let opening = session.next_id();
    session.open.insert(path.clone(), OpenDocument::new(uri, version, opening));
    session.change_document(&path, |workspace| workspace.open(&path, &text, version));
    if load::is_read_aside(&session.moment().snapshot.folders, &path) {
        // Rereading reads everything, so only if the editor has kept unsaved changes.
        let session = session.clone();
        tokio::task::spawn_blocking(move || {
            if load::text(&path).ok().as_deref() != Some(text.as_str()) {
                session.to_reload.document(&path);
            }
        });
    }
}

/// The edits are applied before the next message is read.
pub(in crate::server) fn changed(session: &Session, params: DidChangeTextDocumentParams) {
    let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
    let path = convert::path(&uri);
    if format::converts(&path) {
        return;
    }
    let Some(mut open) = session.open.get_mut(&path) else {
        session.outbox.log(MessageType::WARNING, format!("{uri} was changed without being open"));
        return;
    };
    open.version = version;
    drop(open);
    let (edits, encoding) = (convert::edits(params.content_changes), session.encoding());
    let ended = edits.last().and_then(|edit| Some((edit.range?.0, edit.text.len())));
    session.change_document(&path, |workspace| workspace.edit(&path, &edits, encoding, version));
    let writing = ended.and_then(|(start, length)| {
        let lines = session.moment().snapshot.lines(&path)?;
        Some(lines.offset(start, encoding) + length)
    });
    if let Some(mut open) = session.open.get_mut(&path) {
        open.writing = writing;
    }
}

/// The disk may have changed, even without a watcher's report.
pub(in crate::server) fn saved(session: &Session, params: DidSaveTextDocumentParams) {
    let path = convert::path(&params.text_document.uri);
    let writing = session.open.get_mut(&path).and_then(|mut open| open.writing.take());
    if writing.is_some() {
        // Saving means finished: findings held back until now are shown.
        session.stale.document(&path);
        if session.agreed().diagnostics.pulls {
            session.outbox.refreshes.diagnostics.request();
        }
    }
    watching::changed(session, [path]);
}

/// The disk counts again, and the document's diagnostics are removed.
pub(in crate::server) fn closed(session: &Session, params: DidCloseTextDocumentParams) {
    let path = convert::path(&params.text_document.uri);
    if readable::is_original(&params.text_document.uri, &path) {
        return;
    }
    session.open.remove(&path);
    session.sent_tokens.remove(&path);
    if !format::converts(&path) {
        session.change_document(&path, |workspace| workspace.close(&path));
    }
}
