//! `textDocument/didSave`: the disk may have changed, also where no watcher says so.

use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::{convert, watching};

pub(in crate::server) fn take(session: &Session, params: DidSaveTextDocumentParams) {
    let path = convert::path(&params.text_document.uri);
    let writing = session.open.get_mut(&path).and_then(|mut open| open.writing.take());
    if writing.is_some() {
        // Who saves has finished: what was held back until now is said.
        session.stale.document(&path);
        if session.agreed().diagnostics.pulls {
            session.outbox.refreshes.diagnostics.request();
        }
    }
    watching::changed(session, [path]);
}
