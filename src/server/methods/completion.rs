//! `textDocument/completion`: cite keys, places in sources, names, and the rest of a quotation.

use crate::analysis::{self, Occasion, Proposal, ProposalKind};
use crate::server::agreed::Agreed;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::at_position;
use crate::text::Passage;
use serde_json::json;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: CompletionParams,
) -> Answer<Option<CompletionResponse>> {
    let asked = params.context.is_none_or(|c| c.trigger_kind == CompletionTriggerKind::INVOKED);
    let occasion = if asked { Occasion::Asked } else { Occasion::Typing };
    at_position(session, params.text_document_position, move |session, document, offset| {
        let index = session.completion_index(&document.snapshot);
        let proposals =
            analysis::completion(&document.snapshot, &index, &document.path, offset, occasion);
        let agreed = session.agreed();
        let made = |(n, proposal)| item(document, agreed, n, proposal);
        let items = proposals.into_iter().enumerate().filter_map(made);
        // What is proposed depends on more than the letters an editor filters by.
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
    // The protocol allows no replacement over several lines.
    if range.start.line != range.end.line {
        return None;
    }
    let (kind, data) = match proposal.kind {
        ProposalKind::Key(source) => (CompletionItemKind::REFERENCE, json!({ "source": source.0 })),
        ProposalKind::Actor(actor) => (CompletionItemKind::CLASS, json!({ "actor": actor.0 })),
        ProposalKind::Quotation(place) => (CompletionItemKind::TEXT, passage(place)),
        ProposalKind::Locator(place) => (CompletionItemKind::REFERENCE, passage(place)),
    };
    let detail = (!proposal.detail.is_empty()).then_some(proposal.detail);
    Some(CompletionItem {
        label: proposal.label,
        kind: Some(kind),
        detail: detail.clone().filter(|_| !agreed.shown.label_details),
        // Shown on every line of the list, a plain detail only on the one that is chosen.
        label_details: detail.filter(|_| agreed.shown.label_details).map(|description| {
            CompletionItemLabelDetails { detail: None, description: Some(description) }
        }),
        sort_text: Some(format!("{rank:03}")),
        filter_text: Some(proposal.filter),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, proposal.text))),
        data: Some(data),
        ..CompletionItem::default()
    })
}

/// What `resolve` needs to show a passage.
fn passage(place: Passage) -> serde_json::Value {
    json!({ "source": place.document.0, "start": place.span.start, "end": place.span.end })
}
