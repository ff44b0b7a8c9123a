//! `textDocument/didChange`: the edits are in the text before the next message is read.

use crate::server::convert;
use crate::server::protocol::*;
use crate::server::session::Session;

pub(in crate::server) fn take(session: &Session, params: DidChangeTextDocumentParams) {
    let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
    let path = convert::path(&uri);
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
