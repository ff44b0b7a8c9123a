//! `textDocument/inlayHint`: behind each quotation that stands in the corpus, who said it and where.

use crate::analysis;
use crate::server::convert;
use crate::server::protocol::*;
use crate::server::session::{Session, computed};
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: InlayHintParams,
) -> Answer<Option<Vec<InlayHint>>> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(None) };
    computed(move || {
        let inside = convert::span(&document.lines, params.range, document.encoding);
        let hints = analysis::hints(&document.snapshot, &document.path, inside);
        let hint = |hint: analysis::Hint| {
            let source = document.snapshot.corpus.source(hint.place.document)?;
            let place = session.location(&document.snapshot, &source.path, hint.place.span);
            let part = InlayHintLabelPart {
                value: hint.label,
                location: place,
                ..InlayHintLabelPart::default()
            };
            Some(InlayHint {
                position: convert::position(&document.lines, hint.offset, document.encoding),
                label: InlayHintLabel::LabelParts(vec![part]),
                kind: None,
                text_edits: None,
                tooltip: None,
                padding_left: Some(true),
                padding_right: None,
                data: None,
            })
        };
        Some(hints.into_iter().filter_map(hint).collect())
    })
    .await
}
