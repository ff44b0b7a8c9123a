//! `textDocument/semanticTokens`: names by kind of actor, quotations by verdict, citations; whole, in part, and what
//! changed since the last answer.

use crate::analysis;
use crate::server::colours::{delta, encoded};
use crate::server::convert;
use crate::server::protocol::*;
use crate::server::session::{Coloured, Document, Session, computed};
use crate::text::Span;
use std::sync::Arc;

pub(in crate::server) async fn full(
    session: Arc<Session>,
    params: SemanticTokensParams,
) -> Answer<Option<SemanticTokensResult>> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(None) };
    computed(move || {
        let made = keep(&session, &document);
        Some(SemanticTokensResult::Tokens(SemanticTokens {
            result_id: Some(made.id.to_string()),
            data: made.tokens.clone(),
        }))
    })
    .await
}

pub(in crate::server) async fn changed(
    session: Arc<Session>,
    params: SemanticTokensDeltaParams,
) -> Answer<Option<SemanticTokensFullDeltaResult>> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(None) };
    computed(move || {
        let known = session.coloured.get(&document.path).map(|kept| kept.clone());
        let made = keep(&session, &document);
        let result_id = Some(made.id.to_string());
        Some(match known.filter(|known| known.id.to_string() == params.previous_result_id) {
            Some(known) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                result_id,
                edits: delta(&known.tokens, &made.tokens),
            }),
            None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens {
                result_id,
                data: made.tokens.clone(),
            }),
        })
    })
    .await
}

pub(in crate::server) async fn range(
    session: Arc<Session>,
    params: SemanticTokensRangeParams,
) -> Answer<Option<SemanticTokensRangeResult>> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(None) };
    computed(move || {
        let inside = convert::span(&document.lines, params.range, document.encoding);
        let data = tokens(&document, inside);
        Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data }))
    })
    .await
}

fn tokens(document: &Document, inside: Span) -> Vec<SemanticToken> {
    let found = analysis::tokens(&document.snapshot, &document.path, inside);
    encoded(&document.lines, document.encoding, &found)
}

/// Makes the tokens of a document and keeps them, when the editor holds it, for the next question about what changed.
fn keep(session: &Session, document: &Document) -> Arc<Coloured> {
    let tokens = tokens(document, Span::new(0, document.lines.len()));
    let made = Arc::new(Coloured { id: session.next_id(), tokens });
    if session.open.contains_key(&document.path) {
        session.coloured.insert(document.path.clone(), made.clone());
    }
    made
}
