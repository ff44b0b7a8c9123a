//! `textDocument/documentLink`: from a citation to its source, at the line cited.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::of_document;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: DocumentLinkParams,
) -> Answer<Option<Vec<DocumentLink>>> {
    of_document(session, &params.text_document.uri, move |session, document| {
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
        found.into_iter().filter_map(link).collect()
    })
    .await
}
