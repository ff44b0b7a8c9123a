//! `textDocument/hover`: the card of an actor, the source of a quotation or citation.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::Session;

pub(in crate::server) fn answer(session: &Session, params: HoverParams) -> Option<Hover> {
    let TextDocumentPositionParams { text_document, position } =
        params.text_document_position_params;
    let document = session.document(&text_document.uri)?;
    let offset = document.offset(position);
    let found = analysis::hover(&document.snapshot, &document.path, offset)?;
    let kind = if session.agreed().markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = HoverContents::Markup(MarkupContent { kind, value: found.markdown });
    Some(Hover { contents, range: Some(document.range(found.span)) })
}
