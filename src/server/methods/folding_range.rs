//! `textDocument/foldingRange`: quotations that fill lines of their own.

use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::of_document;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: FoldingRangeParams,
) -> Answer<Option<Vec<FoldingRange>>> {
    of_document(session, &params.text_document.uri, move |session, document| {
        let agreed = session.agreed();
        let fold = |fold: analysis::Fold| {
            let range = document.range(fold.span);
            let column = |column: u32| (!agreed.shown.folds_lines).then_some(column);
            FoldingRange {
                start_line: range.start.line,
                start_character: column(range.start.character),
                end_line: range.end.line,
                end_character: column(range.end.character),
                kind: Some(FoldingRangeKind::Region),
                collapsed_text: Some(fold.label).filter(|_| agreed.shown.folded_text),
            }
        };
        let folds = analysis::folds(&document.snapshot, &document.path).into_iter().map(fold);
        folds.take(agreed.shown.most_folds).collect()
    })
    .await
}
