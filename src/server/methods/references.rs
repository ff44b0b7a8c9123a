//! `textDocument/references` and `textDocument/documentHighlight`: where an actor is named, words are quoted, a source is cited;
//! in the whole workspace, and in this document.

use crate::analysis;
use crate::server::document::{DocumentSnapshot, When, at_position};
use crate::server::protocol::*;
use crate::server::session::Session;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: ReferenceParams,
) -> Answer<Option<Vec<Location>>> {
    let declaration = params.context.include_declaration;
    at_position(&session, params.text_document_position, When::InTurn, move |document, offset| {
        let DocumentSnapshot { session, snapshot, path, .. } = document;
        let found = analysis::references(snapshot, path, offset, declaration);
        // An actor may be named in thousands of documents: look at each once.
        let documents = found.chunk_by(|one, next| one.path == next.path);
        let places = documents.filter_map(|here| {
            let spans = here.iter().map(|occurrence| occurrence.span);
            session.locations(snapshot, &here.first()?.path, spans)
        });
        Some(places.flatten().collect())
    })
    .await
}

pub(in crate::server) fn highlights(
    document: &DocumentSnapshot,
    offset: usize,
) -> Option<Vec<DocumentHighlight>> {
    let found = analysis::highlights(&document.snapshot, &document.path, offset).into_iter();
    let kind = Some(DocumentHighlightKind::READ);
    Some(found.map(|span| DocumentHighlight { range: document.range(span), kind }).collect())
}
