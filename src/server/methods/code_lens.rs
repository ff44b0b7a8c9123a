//! `textDocument/codeLens`: a note's tally; in a source, where its words are quoted.

use crate::analysis::{self, Lens};
use crate::server::commands;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::of_document;
use crate::text::Span;
use std::path::Path;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: CodeLensParams,
) -> Answer<Option<Vec<CodeLens>>> {
    of_document(session, &params.text_document.uri, move |session, document| {
        let lenses = analysis::lenses(&document.snapshot, &document.path);
        lenses.into_iter().map(|lens| code_lens(session, document, lens)).collect()
    })
    .await
}

fn code_lens(session: &Session, document: &DocumentSnapshot, lens: Lens) -> CodeLens {
    let location = |path: &Path, span: Span| session.location(&document.snapshot, path, span);
    let places = lens.places.iter().filter_map(|place| location(&place.path, place.span));
    let places: Vec<Location> = places.collect();
    let here = location(&document.path, lens.span);
    let agreed = session.agreed();
    // A command without a name is how editors show a lens that does nothing.
    let nothing = |title| Command { title, ..Command::default() };
    let command = match (places.first(), here) {
        (Some(_), Some(here)) if agreed.requests.shows_references => {
            commands::show_references(lens.title, &here, &places)
        }
        (Some(first), _) if agreed.requests.shows_documents => commands::show(lens.title, first),
        _ => nothing(lens.title),
    };
    CodeLens { range: document.range(lens.span), command: Some(command), data: None }
}
