//! `textDocument/codeLens`: a note's tally; in a source, where its words are quoted, and its original.

use crate::analysis::{self, Lens};
use crate::format;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::{commands, convert};

pub(in crate::server) fn answer(document: &DocumentSnapshot, _: CodeLensParams) -> Vec<CodeLens> {
    let lenses = analysis::lenses(&document.snapshot, &document.path);
    let lenses = lenses.into_iter().map(|lens| code_lens(document, lens));
    original(document).into_iter().chain(lenses).collect()
}

/// Above a readable document: its original.
fn original(document: &DocumentSnapshot) -> Option<CodeLens> {
    let shows_documents = document.session.agreed().requests.shows_documents;
    if !shows_documents || !format::converts(&document.path) {
        return None;
    }
    let command = commands::open_original(&convert::url(&document.path)?);
    Some(CodeLens { range: Range::default(), command: Some(command), data: None })
}

fn code_lens(document: &DocumentSnapshot, lens: Lens) -> CodeLens {
    let places = lens.places.iter().filter_map(|place| document.location(&place.path, place.span));
    let places: Vec<Location> = places.collect();
    let here = document.location(&document.path, lens.span);
    let requests = document.session.agreed().requests;
    let command = match (places.first(), here) {
        (Some(_), Some(here)) if requests.shows_references => {
            commands::show_references(lens.title, &here, &places)
        }
        (Some(first), _) if requests.shows_documents => commands::show(lens.title, first),
        // Editors show a lens without effect as a command without a name.
        _ => Command { title: lens.title, ..Command::default() },
    };
    CodeLens { range: document.range(lens.span), command: Some(command), data: None }
}
