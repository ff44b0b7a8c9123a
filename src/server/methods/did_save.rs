//! `textDocument/didSave`: the disk may have changed, also where no watcher says so.

use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::{convert, watching};

pub(in crate::server) fn take(session: &Session, params: DidSaveTextDocumentParams) {
    watching::changed(session, [convert::path(&params.text_document.uri)]);
}
