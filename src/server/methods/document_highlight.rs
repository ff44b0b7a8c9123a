//! `textDocument/documentHighlight`: the places in this document of what stands under the cursor.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::{Session, computed};
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: DocumentHighlightParams,
) -> Answer<Option<Vec<DocumentHighlight>>> {
    let TextDocumentPositionParams { text_document, position } =
        params.text_document_position_params;
    let Some(document) = session.document(&text_document.uri) else { return Ok(None) };
    let offset = document.offset(position);
    computed(move || {
        let found = analysis::highlights(&document.snapshot, &document.path, offset);
        let highlight = |span| DocumentHighlight {
            range: document.range(span),
            kind: Some(DocumentHighlightKind::READ),
        };
        Some(found.into_iter().map(highlight).collect())
    })
    .await
}
