//! `textDocument/hover`: the card of an actor, the source of a quotation or citation.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::workspace::Readiness;

/// What is shown while the corpus is being read: not knowing yet is not the same as not found.
const INDEXING: &str = "*onrecord is indexing the corpus…*";

pub(in crate::server) fn answer(session: &Session, params: HoverParams) -> Option<Hover> {
    let TextDocumentPositionParams { text_document, position } =
        params.text_document_position_params;
    let document = session.document(&text_document.uri)?;
    let offset = document.offset(position);
    let found = analysis::hover(&document.snapshot, &document.path, offset);
    let (markdown, range) = match found {
        Some(hover) => (hover.markdown, Some(document.range(hover.span))),
        None if document.snapshot.readiness == Readiness::Indexing => (INDEXING.to_owned(), None),
        None => return None,
    };
    let kind = if session.agreed().markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind, value: markdown }), range })
}
