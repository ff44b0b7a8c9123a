//! `textDocument/codeLens`: a note's tally; in a source, where its words are quoted.

use super::execute_command;
use crate::analysis::{self, Lens};
use crate::server::protocol::*;
use crate::server::session::{Document, Session, computed};
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: CodeLensParams,
) -> Answer<Option<Vec<CodeLens>>> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(None) };
    computed(move || {
        let lenses = analysis::lenses(&document.snapshot, &document.path);
        Some(lenses.into_iter().map(|l| code_lens(&session, &document, l)).collect())
    })
    .await
}

fn code_lens(session: &Session, document: &Document, lens: Lens) -> CodeLens {
    let place = lens.places.first();
    let place =
        place.and_then(|place| session.location(&document.snapshot, &place.path, place.span));
    let place = place.filter(|_| session.agreed().shows_documents);
    CodeLens {
        range: document.range(lens.span),
        // A command without a name is how editors show a lens that does nothing.
        command: Some(match place {
            Some(place) => execute_command::show(lens.title, &place),
            None => Command { title: lens.title, ..Command::default() },
        }),
        data: None,
    }
}
