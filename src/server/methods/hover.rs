//! `textDocument/hover`: the card of an actor, the source of a quotation or citation.

use crate::analysis;
use crate::server::markdown::markdown;
use crate::server::protocol::*;
use crate::server::session::{Session, answered};
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: HoverParams,
) -> Answer<Option<Hover>> {
    let TextDocumentPositionParams { text_document, position } =
        params.text_document_position_params;
    let Some(document) = session.document(&text_document.uri) else { return Ok(None) };
    let reads_markdown = session.agreed().markdown;
    answered(document, position, move |document, offset| {
        let found = analysis::hover(&document.snapshot, &document.path, offset)?;
        let kind = if reads_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        let contents = HoverContents::Markup(MarkupContent { kind, value: markdown(&found.card) });
        Some(Hover { contents, range: Some(document.range(found.span)) })
    })
    .await
}
