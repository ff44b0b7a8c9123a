//! `textDocument/selectionRange`: a selection that grows from the word to the quotation, the sentence, the paragraph.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::{Document, Session, computed};
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: SelectionRangeParams,
) -> Answer<Option<Vec<SelectionRange>>> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(None) };
    computed(move || {
        // One for each position: the protocol counts them off.
        let ranges = params.positions.iter().map(|&position| around(&document, position));
        Some(ranges.collect())
    })
    .await
}

fn around(document: &Document, position: Position) -> SelectionRange {
    let offset = document.offset(position);
    let spans = analysis::selections(&document.snapshot, &document.path, offset);
    let outward = spans.into_iter().rev();
    let whole = outward.fold(None, |parent: Option<SelectionRange>, span| {
        Some(SelectionRange { range: document.range(span), parent: parent.map(Box::new) })
    });
    let here = Range::new(position, position);
    whole.unwrap_or(SelectionRange { range: here, parent: None })
}
