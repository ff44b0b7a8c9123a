//! `textDocument/semanticTokens`: names by kind of actor, quotations by verdict, citations; whole, in part, and what
//! changed since the last answer.

use crate::analysis;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::{SentTokens, Session};
use crate::server::token_encoding::{delta, encoded};
use crate::server::work::of_document;
use crate::text::Span;
use std::sync::Arc;

pub(in crate::server) async fn full(
    session: Arc<Session>,
    params: SemanticTokensParams,
) -> Answer<Option<SemanticTokensResult>> {
    of_document(session, &params.text_document.uri, move |session, document| {
        let made = keep(session, document);
        SemanticTokensResult::Tokens(SemanticTokens {
            result_id: Some(made.id.to_string()),
            data: made.tokens.clone(),
        })
    })
    .await
}

pub(in crate::server) async fn changed(
    session: Arc<Session>,
    params: SemanticTokensDeltaParams,
) -> Answer<Option<SemanticTokensFullDeltaResult>> {
    of_document(session, &params.text_document.uri, move |session, document| {
        let known = session.sent_tokens.get(&document.path).map(|kept| kept.clone());
        let made = keep(session, document);
        let result_id = Some(made.id.to_string());
        match known.filter(|known| known.id.to_string() == params.previous_result_id) {
            Some(known) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                result_id,
                edits: delta(&known.tokens, &made.tokens),
            }),
            None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens {
                result_id,
                data: made.tokens.clone(),
            }),
        }
    })
    .await
}

pub(in crate::server) async fn range(
    session: Arc<Session>,
    params: SemanticTokensRangeParams,
) -> Answer<Option<SemanticTokensRangeResult>> {
    of_document(session, &params.text_document.uri, move |_, document| {
        let inside = document.span(params.range);
        let data = tokens(document, inside);
        SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })
    })
    .await
}

fn tokens(document: &DocumentSnapshot, inside: Span) -> Vec<SemanticToken> {
    let found = analysis::tokens(&document.snapshot, &document.path, inside);
    encoded(&document.lines, document.encoding, &found)
}

/// Makes the tokens of a document and keeps them, when the editor holds it, for the next question about what changed.
fn keep(session: &Session, document: &DocumentSnapshot) -> Arc<SentTokens> {
    let tokens = tokens(document, Span::new(0, document.lines.len()));
    let made = Arc::new(SentTokens { id: session.next_id(), tokens });
    if session.open.contains_key(&document.path) {
        session.sent_tokens.insert(document.path.clone(), made.clone());
    }
    made
}
