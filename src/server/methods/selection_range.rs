//! `textDocument/selectionRange`: expands a selection from the word to the quotation, the sentence, the paragraph.

use crate::analysis;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;

pub(in crate::server) fn answer(
    document: &DocumentSnapshot,
    params: SelectionRangeParams,
) -> Vec<SelectionRange> {
    // One for each position, as the protocol requires.
    params.positions.into_iter().map(|position| around(document, position)).collect()
}

fn around(document: &DocumentSnapshot, position: Position) -> SelectionRange {
    let offset = document.offset(position);
    let spans = analysis::selections(&document.snapshot, &document.path, offset);
    let outward = spans.into_iter().rev();
    let whole = outward.fold(None, |parent: Option<SelectionRange>, span| {
        Some(SelectionRange { range: document.range(span), parent: parent.map(Box::new) })
    });
    let here = Range::new(position, position);
    whole.unwrap_or(SelectionRange { range: here, parent: None })
}
