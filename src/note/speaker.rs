//! Which of a reader's attributions a note-taker means: words that name nobody, and the other cell of a table's row.

use super::standing::Layout;
use crate::prose::{Attribution, AttributionRule, Confidence, Quotation};
use crate::text::Span;

/// Takes away attributions that name nobody, and adds those that a table makes.
pub(super) fn settle(layout: &Layout<'_>, quotations: &mut [Quotation]) {
    let cells: Vec<Option<Span>> = quotations.iter().map(|q| name_in_row(layout, q)).collect();
    for (quotation, cell) in quotations.iter_mut().zip(cells) {
        if quotation.attribution.as_ref().is_some_and(|a| names_nobody(layout, quotation, a)) {
            quotation.attribution = None;
        }
        if quotation.attribution.is_none() {
            quotation.attribution = cell.map(|speaker| Attribution {
                speaker,
                cue: None,
                rule: AttributionRule::Label,
                confidence: Confidence::Resolved,
                antecedent: None,
                through: None,
            });
        }
    }
}

/// Whether an attribution leaves open who spoke: `it is said that “…”`, `somebody said “…”`, `who wrote “…”?`, what the
/// note-taker does himself, and an earlier speaker's name for words inside a sentence of its own.
fn names_nobody(layout: &Layout<'_>, quotation: &Quotation, attribution: &Attribution) -> bool {
    const INDEFINITE: &[&str] =
        &["somebody", "someone", "anybody", "anyone", "nobody", "no", "i", "who", "it", "there"];
    let words = attribution.speaker.of(layout.text);
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let indefinite = INDEFINITE.iter().any(|w| w.eq_ignore_ascii_case(first));
    let within = || {
        let start = layout.sentences.iter().rev().find(|s| s.start <= quotation.span.start);
        let before = Span::new(start.map_or(0, |s| s.start), quotation.span.start);
        before.of(layout.text).chars().any(char::is_alphanumeric)
    };
    match attribution.confidence {
        Confidence::FollowOn => within(),
        _ => indefinite && attribution.antecedent.is_none(),
    }
}

/// For a quotation that fills a cell: the first other cell of its row that begins with a capital and is short.
fn name_in_row(layout: &Layout<'_>, quotation: &Quotation) -> Option<Span> {
    const LONGEST: usize = 6;
    let row_of = |block: usize| layout.rows.get(block).copied().flatten();
    let block = layout.blocks.iter().position(|b| b.span.covers(quotation.span))?;
    let row = row_of(block)?;
    let cells = layout.blocks.iter().enumerate().filter(|(i, _)| *i != block);
    let spans = cells.filter(|(i, _)| row_of(*i) == Some(row)).map(|(_, b)| b.span);
    let mut names = spans.filter(|span| {
        let words = span.of(layout.text);
        words.starts_with(char::is_uppercase) && words.split_whitespace().count() <= LONGEST
    });
    names.next()
}
