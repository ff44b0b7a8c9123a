//! `textDocument/didOpen`: the editor holds a document from now on, and its buffer counts instead of the disk.

use crate::server::convert;
use crate::server::protocol::*;
use crate::server::session::{OpenDocument, Session};
use crate::workspace::load;
use std::sync::Arc;

pub(in crate::server) fn take(session: &Arc<Session>, params: DidOpenTextDocumentParams) {
    let TextDocumentItem { uri, version, text, .. } = params.text_document;
    let path = convert::path(&uri);
    let opening = session.next_id();
    session.open.insert(path.clone(), OpenDocument { url: uri, version, opening, writing: None });
    session.change_document(&path, |workspace| workspace.open(&path, &text, version));
    if load::is_read_aside(&session.moment().snapshot.folders, &path) {
        // To read it again is to read everything, so only when the editor has kept something that was never saved.
        let session = session.clone();
        tokio::task::spawn_blocking(move || {
            if load::text(&path).ok().as_deref() != Some(text.as_str()) {
                session.unread.document(&path);
            }
        });
    }
}
