//! `textDocument/didClose`: the disk counts again, and the document's diagnostics go.

use crate::server::convert;
use crate::server::protocol::*;
use crate::server::session::Session;

pub(in crate::server) fn take(session: &Session, params: DidCloseTextDocumentParams) {
    let path = convert::path(&params.text_document.uri);
    session.open.remove(&path);
    session.sent_tokens.remove(&path);
    session.change_document(&path, |workspace| workspace.close(&path));
}
