//! `completionItem/resolve`: the card of what a proposal puts in, made for the one that is looked at.

use crate::actor::ActorIndex;
use crate::analysis::{self, Card};
use crate::server::markdown::markdown;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::computed;
use crate::text::{DocumentId, Passage, Span};
use crate::workspace::Snapshot;
use serde::Deserialize;
use std::sync::Arc;

/// What `completion` left in an item to find it again.
#[derive(Deserialize)]
#[serde(untagged)]
enum Data {
    Actor { actor: u32 },
    Quotation { source: u32, start: usize, end: usize },
    Source { source: u32 },
}

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    mut item: CompletionItem,
) -> Answer<CompletionItem> {
    let snapshot = session.moment().snapshot.clone();
    computed(move || {
        let data = item.data.clone().and_then(|data| serde_json::from_value(data).ok());
        item.documentation = data.and_then(|data| card(&snapshot, data)).map(|card| {
            let (kind, value) = (MarkupKind::Markdown, markdown(&card));
            Documentation::MarkupContent(MarkupContent { kind, value })
        });
        item
    })
    .await
}

fn card(snapshot: &Snapshot, data: Data) -> Option<Card> {
    match data {
        Data::Actor { actor } => analysis::actor_card(snapshot, ActorIndex(actor), None),
        Data::Quotation { source, start, end } => {
            let place = Passage { document: DocumentId(source), span: Span::new(start, end) };
            Some(analysis::sentence_card(snapshot, place))
        }
        Data::Source { source } => analysis::source_card(snapshot, DocumentId(source)),
    }
}
