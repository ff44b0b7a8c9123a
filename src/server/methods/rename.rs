//! `textDocument/prepareRename` and `textDocument/rename`: an actor's name or a cite key, in every note at once.

use crate::analysis::{self, Refusal};
use crate::server::convert::refused;
use crate::server::edits::{Edited, workspace_edit};
use crate::server::protocol::*;
use crate::server::session::{Session, computed};
use std::sync::Arc;

pub(in crate::server) async fn prepare(
    session: Arc<Session>,
    params: TextDocumentPositionParams,
) -> Answer<Option<PrepareRenameResponse>> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(None) };
    let offset = document.offset(params.position);
    let named = computed(move || {
        let found = analysis::renamable(&document.snapshot, &document.path, offset)?;
        let range = document.range(found.span);
        Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.text })
    });
    named.await?.map(Some).map_err(|refusal: Refusal| refused(&refusal.to_string()))
}

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: RenameParams,
) -> Answer<Option<WorkspaceEdit>> {
    let TextDocumentPositionParams { text_document, position } = params.text_document_position;
    let Some(document) = session.document(&text_document.uri) else { return Ok(None) };
    let offset = document.offset(position);
    let renamed = computed(move || {
        let snapshot = &document.snapshot;
        let edits = analysis::rename(snapshot, &document.path, offset, &params.new_name)?;
        let edited = edits.iter().filter_map(|document| Edited::of(snapshot, document));
        Ok(workspace_edit(&session, edited))
    });
    renamed.await?.map(Some).map_err(|refusal: Refusal| refused(&refusal.to_string()))
}
