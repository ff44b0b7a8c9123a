//! `textDocument/completion`: cite keys, places in sources, names, and the rest of a quotation.
//! `completionItem/resolve`: the card of an item, built for the selected one.

use crate::actor::ActorIndex;
use crate::analysis::{self, Card, Occasion, Proposal, ProposalKind};
use crate::server::agreed::Agreed;
use crate::server::document::{DocumentSnapshot, When, at_position};
use crate::server::markdown::markdown;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::text::{DocumentId, Passage};
use crate::workspace::Snapshot;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;

/// Data in an item to find it again.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Data {
    Actor(u32),
    Passage(Passage),
    Source(DocumentId),
}

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: CompletionParams,
) -> Answer<Option<CompletionResponse>> {
    let asked = params.context.is_none_or(|c| c.trigger_kind == CompletionTriggerKind::INVOKED);
    let occasion = if asked { Occasion::Asked } else { Occasion::Typing };
    let place = params.text_document_position;
    at_position(&session, place, When::InTurn, move |document, offset| {
        let DocumentSnapshot { session, snapshot, path, .. } = document;
        let index = session.completion_index(snapshot);
        let proposals = analysis::completion(snapshot, &index, path, offset, occasion);
        let agreed = session.agreed();
        let made = |(n, proposal)| item(document, agreed, n, proposal);
        let items = proposals.into_iter().enumerate().filter_map(made);
        // The proposals depend on more than the prefix that an editor filters by.
        let list = CompletionList { is_incomplete: true, items: items.collect() };
        Some(CompletionResponse::List(list))
    })
    .await
}

fn item(
    document: &DocumentSnapshot,
    agreed: Agreed,
    rank: usize,
    proposal: Proposal,
) -> Option<CompletionItem> {
    let range = document.range(proposal.span);
    // The protocol does not allow replacing several lines.
    if range.start.line != range.end.line {
        return None;
    }
    let (kind, data) = match proposal.kind {
        ProposalKind::Key(source) => (CompletionItemKind::REFERENCE, Data::Source(source)),
        ProposalKind::Actor(actor) => (CompletionItemKind::CLASS, Data::Actor(actor.0)),
        ProposalKind::Quotation(place) => (CompletionItemKind::TEXT, Data::Passage(place)),
        ProposalKind::Locator(place) => (CompletionItemKind::REFERENCE, Data::Passage(place)),
    };
    let detail = (!proposal.detail.is_empty()).then_some(proposal.detail);
    Some(CompletionItem {
        label: proposal.label,
        kind: Some(kind),
        detail: detail.clone().filter(|_| !agreed.shown.label_details),
        // This is shown on every line of the list, a plain detail only on the selected one.
        label_details: detail.filter(|_| agreed.shown.label_details).map(|description| {
            CompletionItemLabelDetails { detail: None, description: Some(description) }
        }),
        sort_text: Some(format!("{rank:03}")),
        filter_text: Some(proposal.filter),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, proposal.text))),
        data: Some(json!(data)),
        ..CompletionItem::default()
    })
}

pub(in crate::server) fn resolve(
    session: &Session,
    snapshot: &Snapshot,
    mut item: CompletionItem,
) -> CompletionItem {
    let data = item.data.clone().and_then(|data| serde_json::from_value(data).ok());
    item.documentation = data.and_then(|data| card(snapshot, data)).map(|card| {
        let value = markdown(&card, &|path| session.link(path));
        let kind = MarkupKind::Markdown;
        Documentation::MarkupContent(MarkupContent { kind, value })
    });
    item
}

fn card(snapshot: &Snapshot, data: Data) -> Option<Card> {
    match data {
        Data::Actor(actor) => analysis::actor_card(snapshot, ActorIndex(actor), None),
        Data::Passage(place) => Some(analysis::sentence_card(snapshot, place)),
        Data::Source(source) => analysis::source_card(snapshot, source),
    }
}
