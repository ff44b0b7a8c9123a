//! `textDocument/prepareRename` and `textDocument/rename`: an actor's name or a cite key, in every note at once.

use crate::analysis;
use crate::server::convert::refused;
use crate::server::document::{DocumentSnapshot, computed};
use crate::server::edits::{Edited, beside, charset_at_risk, workspace_edit};
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::Text;
use crate::workspace::load;
use std::sync::Arc;

pub(in crate::server) async fn prepare(
    session: Arc<Session>,
    params: TextDocumentPositionParams,
) -> Answer<Option<PrepareRenameResponse>> {
    let Some(document) = DocumentSnapshot::of(&session, &params.text_document.uri) else {
        return Ok(None);
    };
    let offset = document.offset(params.position);
    let named = computed(move || {
        let found = analysis::renamable(&document.snapshot, &document.path, offset)?;
        let range = document.range(found.span);
        Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.text })
    });
    named.await?.map(Some).map_err(|why: String| refused(&why))
}

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: RenameParams,
) -> Answer<Option<WorkspaceEdit>> {
    let TextDocumentPositionParams { text_document, position } = params.text_document_position;
    let Some(document) = DocumentSnapshot::of(&session, &text_document.uri) else {
        return Ok(None);
    };
    let offset = document.offset(position);
    let renamed = computed(move || {
        let snapshot = &document.snapshot;
        let new = &params.new_name;
        let edits =
            analysis::rename(snapshot, &document.path, offset, new).map_err(|why| refused(&why))?;
        let at_risk = edits.iter().find_map(|edit| {
            charset_at_risk(snapshot, &edit.path).map(|charset| (charset, &edit.path))
        });
        if let Some((charset, note)) = at_risk {
            let shown = snapshot.shown(note);
            return Err(refused(&format!(
                "{shown} would have to be changed, but it is in {charset} and not open: open it or save it as UTF-8, then rename again"
            )));
        }
        let notes = edits.iter().filter_map(|document| Edited::of(snapshot, document));
        // The actor is renamed in the actors file too, if it is there.
        let file = snapshot.folder(&document.path).map(load::actors_path);
        let held = file.as_deref().and_then(|file| beside(snapshot, file));
        let known = held.as_ref().and_then(|(text, _)| {
            analysis::rename_known(snapshot, &document.path, offset, new, text)
        });
        let edits = known.as_slice();
        let edited = file.as_deref().zip(held.as_ref()).filter(|_| !edits.is_empty());
        let in_file = edited.map(|(path, (text, version))| Edited {
            path,
            lines: Text::new(text),
            version: *version,
            edits,
        });
        Ok(workspace_edit(&session, notes.chain(in_file)))
    });
    renamed.await?.map(Some)
}
