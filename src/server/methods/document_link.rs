//! `textDocument/documentLink`: from a citation to its source, at the line cited.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::{Session, computed};
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: DocumentLinkParams,
) -> Answer<Option<Vec<DocumentLink>>> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(None) };
    computed(move || {
        let found = analysis::document_links(&document.snapshot, &document.path);
        let link = |link: analysis::DocumentLink| {
            let mut target = session.url(&link.path)?;
            // Read by VS Code and the like; others open the file at its start.
            target.set_fragment(Some(&format!("L{}", link.line)));
            Some(DocumentLink {
                range: document.range(link.span),
                target: Some(target),
                tooltip: Some(link.tooltip),
                data: None,
            })
        };
        Some(found.into_iter().filter_map(link).collect())
    })
    .await
}
