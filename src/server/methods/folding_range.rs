//! `textDocument/foldingRange`: quotations that fill lines of their own.

use crate::analysis;
use crate::server::document::DocumentSnapshot;
use crate::server::protocol::*;

pub(in crate::server) fn answer(
    document: &DocumentSnapshot,
    _: FoldingRangeParams,
) -> Vec<FoldingRange> {
    let shown = document.session.agreed().shown;
    let column = |column: u32| (!shown.folds_lines).then_some(column);
    let fold = |fold: analysis::Fold| {
        let range = document.range(fold.span);
        FoldingRange {
            start_line: range.start.line,
            start_character: column(range.start.character),
            end_line: range.end.line,
            end_character: column(range.end.character),
            kind: Some(FoldingRangeKind::Region),
            collapsed_text: Some(fold.label).filter(|_| shown.folded_text),
        }
    };
    let folds = analysis::folds(&document.snapshot, &document.path);
    folds.into_iter().map(fold).take(shown.most_folds).collect()
}
