//! `textDocument/definition`: the words of a quotation in their source, the place a citation names, an actor's
//! introduction. `textDocument/typeDefinition`: where the corpus introduces the actor a name means, even inside a
//! quotation, where the definition is in the source.

use crate::analysis::{self, Definition};
use crate::server::convert;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;

pub(in crate::server) fn answer(
    document: &DocumentSnapshot,
    offset: usize,
) -> Option<GotoDefinitionResponse> {
    places(document, analysis::definition(&document.snapshot, &document.path, offset)?)
}

pub(in crate::server) fn of_type(
    document: &DocumentSnapshot,
    offset: usize,
) -> Option<GotoDefinitionResponse> {
    places(document, analysis::introduction(&document.snapshot, &document.path, offset)?)
}

fn places(document: &DocumentSnapshot, found: Definition) -> Option<GotoDefinitionResponse> {
    let origin = document.range(found.origin);
    let link = |target: &analysis::Destination| {
        let lines = document.snapshot.lines(&target.path)?;
        // The protocol requires the selection to be inside the range around it.
        let around = target.context.join(target.span);
        Some(LocationLink {
            origin_selection_range: Some(origin),
            target_uri: document.session.url(&target.path)?,
            target_range: convert::range(&lines, around, document.encoding),
            target_selection_range: convert::range(&lines, target.span, document.encoding),
        })
    };
    let links = found.targets.iter().filter_map(link);
    if document.session.agreed().shown.location_links {
        return Some(GotoDefinitionResponse::Link(links.collect()));
    }
    let place = |link: LocationLink| Location::new(link.target_uri, link.target_selection_range);
    Some(GotoDefinitionResponse::Array(links.map(place).collect()))
}
