//! `textDocument/codeLens`: a note's tally; in a source, where its words are quoted.

use super::execute_command;
use crate::analysis::{self, Lens};
use crate::server::protocol::*;
use crate::server::session::{Document, Session, computed};
use crate::text::Span;
use std::path::Path;
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
    let location = |path: &Path, span: Span| session.location(&document.snapshot, path, span);
    let places = lens.places.iter().filter_map(|place| location(&place.path, place.span));
    let places: Vec<Location> = places.collect();
    let here = location(&document.path, lens.span);
    let agreed = session.agreed();
    // A command without a name is how editors show a lens that does nothing.
    let nothing = |title| Command { title, ..Command::default() };
    let command = match (places.first(), here) {
        (Some(_), Some(here)) if agreed.shows_references => {
            execute_command::show_references(lens.title, &here, &places)
        }
        (Some(first), _) if agreed.shows_documents => execute_command::show(lens.title, first),
        _ => nothing(lens.title),
    };
    CodeLens { range: document.range(lens.span), command: Some(command), data: None }
}
