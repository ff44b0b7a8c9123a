//! `textDocument/documentHighlight`: the places in this document of what stands under the cursor.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::at_position;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: DocumentHighlightParams,
) -> Answer<Option<Vec<DocumentHighlight>>> {
    at_position(session, params.text_document_position_params, move |_, document, offset| {
        let found = analysis::highlights(&document.snapshot, &document.path, offset);
        let highlight = |span| DocumentHighlight {
            range: document.range(span),
            kind: Some(DocumentHighlightKind::READ),
        };
        Some(found.into_iter().map(highlight).collect())
    })
    .await
}
