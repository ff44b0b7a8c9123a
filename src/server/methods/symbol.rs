//! `workspace/symbol`: actors, sources and quotations by name.

use crate::actor::ActorKind;
use crate::analysis::{self, Symbol, SymbolKind as Kind};
use crate::server::protocol::*;
use crate::server::session::{Session, computed};
use crate::workspace::Snapshot;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: WorkspaceSymbolParams,
) -> Answer<Option<Vec<SymbolInformation>>> {
    let snapshot = session.moment().snapshot.clone();
    computed(move || {
        let found = analysis::workspace_symbols(&snapshot, &params.query);
        Some(found.into_iter().filter_map(|s| information(&session, &snapshot, s)).collect())
    })
    .await
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
        Kind::Source => SymbolKind::FILE,
        Kind::Quotation => SymbolKind::STRING,
    }
}
