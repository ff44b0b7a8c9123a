//! `textDocument/documentSymbol`: the quotations of a note or source; headings are left to the editor.
//! `workspace/symbol`: actors, sources and quotations by name. `workspaceSymbol/resolve`: the exact place of the chosen
//! symbol.

use crate::analysis::{self, Symbol, SymbolKind as Kind};
use crate::prose::NameKind;
use crate::server::convert;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::Span;
use crate::workspace::Snapshot;
use serde_json::json;

pub(in crate::server) fn of_document(
    document: &DocumentSnapshot,
    _: DocumentSymbolParams,
) -> DocumentSymbolResponse {
    let DocumentSnapshot { session, snapshot, path, .. } = document;
    let found = analysis::document_symbols(snapshot, path).into_iter();
    if session.agreed().shown.symbol_trees {
        return DocumentSymbolResponse::Nested(found.map(|it| nested(document, it)).collect());
    }
    let flat = found.filter_map(|symbol| information(session, snapshot, symbol));
    DocumentSymbolResponse::Flat(flat.collect())
}

fn nested(document: &DocumentSnapshot, symbol: Symbol) -> DocumentSymbol {
    let range = document.range(symbol.span);
    #[allow(deprecated, reason = "the field has to be given")]
    DocumentSymbol {
        kind: kind(symbol.kind),
        name: symbol.name,
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: None,
    }
}

pub(in crate::server) fn of_workspace(
    session: &Session,
    snapshot: &Snapshot,
    params: WorkspaceSymbolParams,
) -> WorkspaceSymbolResponse {
    let found = analysis::workspace_symbols(snapshot, &params.query).into_iter();
    if session.agreed().resolves.symbols {
        let symbols = found.filter_map(|symbol| unresolved(session, symbol));
        return WorkspaceSymbolResponse::Nested(symbols.collect());
    }
    let symbols = found.filter_map(|symbol| information(session, snapshot, symbol));
    WorkspaceSymbolResponse::Flat(symbols.collect())
}

/// A symbol whose exact place the client requests once the user chooses it.
fn unresolved(session: &Session, symbol: Symbol) -> Option<WorkspaceSymbol> {
    let uri = session.url(&symbol.path)?;
    Some(WorkspaceSymbol {
        kind: kind(symbol.kind),
        name: symbol.name,
        tags: None,
        container_name: (!symbol.detail.is_empty()).then_some(symbol.detail),
        location: OneOf::Right(WorkspaceLocation { uri }),
        data: Some(json!(symbol.span)),
    })
}

pub(in crate::server) fn resolve(
    session: &Session,
    snapshot: &Snapshot,
    mut symbol: WorkspaceSymbol,
) -> WorkspaceSymbol {
    let span = symbol.data.clone().and_then(|data| serde_json::from_value::<Span>(data).ok());
    if let (Some(span), OneOf::Right(place)) = (span, &symbol.location)
        && let Some(found) = session.location(snapshot, &convert::path(&place.uri), span)
    {
        symbol.location = OneOf::Left(found);
    }
    symbol
}

/// A symbol with its place, as older clients want it.
fn information(
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

/// The protocol only has kinds of code: the closest one, for its icon.
pub(super) fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Actor(NameKind::Person) => SymbolKind::OBJECT,
        Kind::Actor(NameKind::Organisation) => SymbolKind::MODULE,
        Kind::Actor(NameKind::State) => SymbolKind::NAMESPACE,
        Kind::Actor(NameKind::Place) => SymbolKind::FIELD,
        Kind::Actor(NameKind::People) => SymbolKind::ARRAY,
        Kind::Source => SymbolKind::FILE,
        Kind::Quotation => SymbolKind::STRING,
    }
}
