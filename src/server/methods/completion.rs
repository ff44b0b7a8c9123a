//! `textDocument/completion`: cite keys, names, and the rest of a quotation.

use crate::analysis::{self, Proposal, ProposalKind};
use crate::server::protocol::*;
use crate::server::session::{Document, Session, computed};
use serde_json::json;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: CompletionParams,
) -> Answer<Option<CompletionResponse>> {
    let TextDocumentPositionParams { text_document, position } = params.text_document_position;
    let Some(document) = session.document(&text_document.uri) else { return Ok(None) };
    let offset = document.offset(position);
    computed(move || {
        let proposals = analysis::completion(&document.snapshot, &document.path, offset);
        let items = proposals.into_iter().enumerate().filter_map(|(n, p)| item(&document, n, p));
        // What is proposed depends on more than the letters an editor filters by.
        let list = CompletionList { is_incomplete: true, items: items.collect() };
        Some(CompletionResponse::List(list))
    })
    .await
}

fn item(document: &Document, rank: usize, proposal: Proposal) -> Option<CompletionItem> {
    let range = document.range(proposal.span);
    // The protocol allows no replacement over several lines.
    if range.start.line != range.end.line {
        return None;
    }
    let (kind, data) = match proposal.kind {
        ProposalKind::Key(source) => (CompletionItemKind::REFERENCE, json!({ "source": source.0 })),
        ProposalKind::Actor(actor) => (CompletionItemKind::CLASS, json!({ "actor": actor.0 })),
        ProposalKind::Quotation(place) => (
            CompletionItemKind::TEXT,
            json!({ "source": place.document.0, "start": place.span.start, "end": place.span.end }),
        ),
    };
    Some(CompletionItem {
        label: proposal.label,
        kind: Some(kind),
        detail: (!proposal.detail.is_empty()).then_some(proposal.detail),
        sort_text: Some(format!("{rank:03}")),
        filter_text: Some(proposal.filter),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, proposal.text))),
        data: Some(data),
        ..CompletionItem::default()
    })
}
