//! `textDocument/didOpen`: the editor holds a document from now on, and its buffer counts instead of the disk.

use crate::server::convert;
use crate::server::protocol::*;
use crate::server::session::{Open, Session};

pub(in crate::server) fn take(session: &Session, params: DidOpenTextDocumentParams) {
    let TextDocumentItem { uri, version, text, .. } = params.text_document;
    let path = convert::path(&uri);
    let opening = session.next_id();
    session.open.insert(path.clone(), Open { url: uri, version, opening, writing: None });
    session.change_document(&path, |workspace| workspace.open(&path, &text, version));
}
