//! `textDocument/semanticTokens`: names by kind of actor, quotations by verdict, citations; full, for a range, and as a
//! delta.

use crate::analysis;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::SentTokens;
use crate::server::token_encoding::{delta, encoded};
use crate::text::Span;
use std::sync::Arc;

pub(in crate::server) fn full(
    document: &DocumentSnapshot,
    _: SemanticTokensParams,
) -> SemanticTokensResult {
    SemanticTokensResult::Tokens(whole(&keep(document)))
}

pub(in crate::server) fn changed(
    document: &DocumentSnapshot,
    params: SemanticTokensDeltaParams,
) -> SemanticTokensFullDeltaResult {
    let sent = document.session.sent_tokens.get(&document.path).map(|sent| sent.clone());
    let made = keep(document);
    match sent.filter(|sent| sent.id.to_string() == params.previous_result_id) {
        Some(sent) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            result_id: Some(made.id.to_string()),
            edits: delta(&sent.tokens, &made.tokens),
        }),
        None => SemanticTokensFullDeltaResult::Tokens(whole(&made)),
    }
}

pub(in crate::server) fn range(
    document: &DocumentSnapshot,
    params: SemanticTokensRangeParams,
) -> SemanticTokensRangeResult {
    let data = tokens(document, document.span(params.range));
    SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })
}

fn whole(made: &SentTokens) -> SemanticTokens {
    SemanticTokens { result_id: Some(made.id.to_string()), data: made.tokens.clone() }
}

fn tokens(document: &DocumentSnapshot, inside: Span) -> Vec<SemanticToken> {
    let found = analysis::tokens(&document.snapshot, &document.path, inside);
    encoded(&document.lines, document.encoding, &found)
}

/// Builds the tokens of a document and, if it is open, keeps them for the next delta.
fn keep(document: &DocumentSnapshot) -> Arc<SentTokens> {
    let DocumentSnapshot { session, path, .. } = document;
    let tokens = tokens(document, Span::new(0, document.lines.len()));
    let made = Arc::new(SentTokens { id: session.next_id(), tokens });
    if session.open.contains_key(path) {
        session.sent_tokens.insert(path.clone(), made.clone());
    }
    made
}
