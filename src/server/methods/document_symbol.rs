//! `textDocument/documentSymbol`: the quotations of a note or source. Headings are the editor's own.

use super::symbol::{information, kind};
use crate::analysis::{self, Symbol};
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::of_document;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: DocumentSymbolParams,
) -> Answer<Option<DocumentSymbolResponse>> {
    of_document(session, &params.text_document.uri, move |session, document| {
        let found = analysis::document_symbols(&document.snapshot, &document.path);
        if session.agreed().shown.symbol_trees {
            let nested = found.into_iter().map(|symbol| nested(document, symbol));
            DocumentSymbolResponse::Nested(nested.collect())
        } else {
            let flat = found
                .into_iter()
                .filter_map(|symbol| information(session, &document.snapshot, symbol));
            DocumentSymbolResponse::Flat(flat.collect())
        }
    })
    .await
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
