//! `textDocument/hover`: the card of an actor, the source of a quotation or citation.

use crate::analysis;
use crate::server::markdown::markdown;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::at_position_now;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: HoverParams,
) -> Answer<Option<Hover>> {
    let reads_markdown = session.agreed().shown.markdown;
    at_position_now(session, params.text_document_position_params, move |_, document, offset| {
        let found = analysis::hover(&document.snapshot, &document.path, offset)?;
        let kind = if reads_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        let contents = HoverContents::Markup(MarkupContent { kind, value: markdown(&found.card) });
        Some(Hover { contents, range: Some(document.range(found.span)) })
    })
    .await
}
