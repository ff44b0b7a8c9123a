//! `textDocument/inlayHint`: behind each quotation that stands in the corpus, who said it and where.

use crate::analysis::{self, Hint};
use crate::server::convert;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::of_document;
use crate::text::{DocumentId, Passage, Span};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;

/// What a hint carries to be resolved: bytes of a source.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Data {
    source: u32,
    start: usize,
    end: usize,
}

impl Data {
    pub(super) fn place(&self) -> Passage {
        Passage { document: DocumentId(self.source), span: Span::new(self.start, self.end) }
    }
}

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: InlayHintParams,
) -> Answer<Option<Vec<InlayHint>>> {
    of_document(session, &params.text_document.uri, move |session, document| {
        let inside = document.span(params.range);
        let hints = analysis::hints(&document.snapshot, &document.path, inside);
        hints.into_iter().filter_map(|hint| shown(session, document, hint)).collect()
    })
    .await
}

fn shown(session: &Session, document: &DocumentSnapshot, hint: Hint) -> Option<InlayHint> {
    let Passage { document: id, span } = hint.place;
    let later = session.agreed().resolves.inlay_hints;
    let data = Data { source: id.0, start: span.start, end: span.end };
    let source = document.snapshot.corpus.source(id)?;
    let place = || session.location(&document.snapshot, &source.path, span);
    let part = InlayHintLabelPart {
        value: hint.label,
        location: if later { None } else { place() },
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
        data: later.then(|| json!(data)),
    })
}
