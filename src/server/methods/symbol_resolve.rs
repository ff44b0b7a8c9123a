//! `workspaceSymbol/resolve`: where exactly the symbol is that the user chose.

use super::symbol::Data;
use crate::server::convert;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::computed;
use crate::text::Span;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    mut symbol: WorkspaceSymbol,
) -> Answer<WorkspaceSymbol> {
    let snapshot = session.moment().snapshot.clone();
    computed(move || {
        let data = symbol.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
        if let (Some(data), OneOf::Right(place)) = (data, &symbol.location) {
            let span = Span::new(data.start, data.end);
            if let Some(found) = session.location(&snapshot, &convert::path(&place.uri), span) {
                symbol.location = OneOf::Left(found);
            }
        }
        symbol
    })
    .await
}
