//! `workspace/symbol`: actors, sources and quotations by name.

use crate::actor::ActorKind;
use crate::analysis::{self, Symbol, SymbolKind as Kind};
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::computed;
use crate::workspace::Snapshot;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;

/// What a symbol carries to be resolved: bytes of its document.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Data {
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: WorkspaceSymbolParams,
) -> Answer<WorkspaceSymbolResponse> {
    let snapshot = session.moment().snapshot.clone();
    computed(move || {
        let found = analysis::workspace_symbols(&snapshot, &params.query).into_iter();
        if session.agreed().resolves.symbols {
            let symbols = found.filter_map(|symbol| unresolved(&session, symbol));
            return WorkspaceSymbolResponse::Nested(symbols.collect());
        }
        let symbols = found.filter_map(|symbol| information(&session, &snapshot, symbol));
        WorkspaceSymbolResponse::Flat(symbols.collect())
    })
    .await
}

/// A symbol of which the client will ask where exactly it is, should the user choose it.
fn unresolved(session: &Session, symbol: Symbol) -> Option<WorkspaceSymbol> {
    let uri = session.url(&symbol.path)?;
    Some(WorkspaceSymbol {
        kind: kind(symbol.kind),
        name: symbol.name,
        tags: None,
        container_name: (!symbol.detail.is_empty()).then_some(symbol.detail),
        location: OneOf::Right(WorkspaceLocation { uri }),
        data: Some(json!(Data { start: symbol.span.start, end: symbol.span.end })),
    })
}

/// A symbol with its place, as older clients and the whole workspace want it.
pub(super) fn information(
    session: &Session,
    snapshot: &Snapshot,
    symbol: Symbol,
) -> Option<SymbolInformation> {
    #[allow(deprecated, reason = "the field has to be given")]
    Some(SymbolInformation {
        kind: kind(symbol.kind),
        location: session.location(snapshot, &symbol.path, symbol.span)?,
        name: symbol.name,
        tags: None,
        deprecated: None,
        container_name: (!symbol.detail.is_empty()).then_some(symbol.detail),
    })
}

/// The protocol knows programs only: the nearest of its kinds, for the picture beside the name.
pub(super) fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Actor(ActorKind::Person) => SymbolKind::OBJECT,
        Kind::Actor(ActorKind::Organisation) => SymbolKind::MODULE,
        Kind::Actor(ActorKind::State) => SymbolKind::NAMESPACE,
        Kind::Actor(ActorKind::Place) => SymbolKind::FIELD,
        Kind::Actor(ActorKind::People) => SymbolKind::ARRAY,
        Kind::Source => SymbolKind::FILE,
        Kind::Quotation => SymbolKind::STRING,
    }
}
