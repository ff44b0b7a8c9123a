//! `textDocument/references`: every place where an actor is named, words are quoted, a source is cited.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::at_position;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: ReferenceParams,
) -> Answer<Option<Vec<Location>>> {
    at_position(session, params.text_document_position, move |session, document, offset| {
        let declaration = params.context.include_declaration;
        let found = analysis::references(&document.snapshot, &document.path, offset, declaration);
        // An actor may be named in thousands of documents: each is looked at once.
        let documents = found.chunk_by(|one, next| one.path == next.path);
        let places = documents.filter_map(|here| {
            let spans = here.iter().map(|occurrence| occurrence.span);
            session.locations(&document.snapshot, &here.first()?.path, spans)
        });
        Some(places.flatten().collect())
    })
    .await
}
