//! `textDocument/definition`: the words of a quotation in their source, the place a citation names, an actor's
//! introduction.

use crate::analysis::{self, Definition};
use crate::server::convert;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::at_position_now;
use crate::workspace::Snapshot;
use std::path::Path;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: GotoDefinitionParams,
) -> Answer<Option<GotoDefinitionResponse>> {
    places(session, params, analysis::definition).await
}

/// The answer to any question whose answer is a [`Definition`].
pub(super) async fn places(
    session: Arc<Session>,
    params: GotoDefinitionParams,
    question: fn(&Snapshot, &Path, usize) -> Option<Definition>,
) -> Answer<Option<GotoDefinitionResponse>> {
    at_position_now(
        session,
        params.text_document_position_params,
        move |session, document, offset| {
            let found = question(&document.snapshot, &document.path, offset)?;
            let links = links(session, document, &found);
            if session.agreed().shown.location_links {
                return Some(GotoDefinitionResponse::Link(links));
            }
            let place =
                |link: LocationLink| Location::new(link.target_uri, link.target_selection_range);
            Some(GotoDefinitionResponse::Array(links.into_iter().map(place).collect()))
        },
    )
    .await
}

fn links(session: &Session, document: &DocumentSnapshot, found: &Definition) -> Vec<LocationLink> {
    let origin = document.range(found.origin);
    let link = |target: &analysis::Destination| {
        let lines = document.snapshot.lines(&target.path)?;
        // The protocol wants the selection inside the range around it.
        let around = target.context.join(target.span);
        Some(LocationLink {
            origin_selection_range: Some(origin),
            target_uri: session.url(&target.path)?,
            target_range: convert::range(&lines, around, document.encoding),
            target_selection_range: convert::range(&lines, target.span, document.encoding),
        })
    };
    found.targets.iter().filter_map(link).collect()
}
