//! Corrects the reader's attributions for notes: words that name nobody, and the other cell of a table row.

use super::assignment::Layout;
use crate::prose::{self, Attribution, AttributionRule, Block, Confidence, Quotation};
use crate::text::Span;
use std::collections::HashMap;

/// Removes attributions that name nobody, and adds those in tables.
pub(super) fn settle(layout: &Layout<'_>, quotations: &mut [Quotation]) {
    let names = names_in_rows(layout);
    let cells: Vec<Option<(Span, Confidence)>> =
        quotations.iter().map(|q| name_in_row(layout, &names, q)).collect();
    for (quotation, cell) in quotations.iter_mut().zip(cells) {
        if quotation.attribution.as_ref().is_some_and(|a| names_nobody(layout, quotation, a)) {
            quotation.attribution = None;
        }
        if let Some(title) = title(layout, quotation) {
            quotation.attribution = Some(title);
        }
        if quotation.attribution.is_none() {
            quotation.attribution = cell.map(|(speaker, confidence)| Attribution {
                speaker,
                cue: None,
                rule: AttributionRule::Row,
                confidence,
                antecedent: None,
                meaning: None,
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
        let behind = layout.sentences.partition_point(|s| s.start <= quotation.span.start);
        let sentence = behind.checked_sub(1).and_then(|last| layout.sentences.get(last));
        let before = Span::new(sentence.map_or(0, |s| s.start), quotation.span.start);
        before.of(layout.text).chars().any(char::is_alphanumeric)
    };
    match attribution.confidence {
        Confidence::FollowOn => within(),
        _ => indefinite && attribution.antecedent.is_none(),
    }
}

/// The speaker named by a callout: the name before the words, else the title. An attribution beside the words is
/// clearer, and so is a speaker named after the title.
fn title(layout: &Layout<'_>, quotation: &Quotation) -> Option<Attribution> {
    if quotation.parent.is_some() {
        return None;
    }
    let block = Block::holding(layout.blocks, quotation.span)
        .or_else(|| Some(layout.blocks.partition_point(|b| b.span.end <= quotation.span.start)))?;
    let titles = layout.named_by.get(block)?;
    let first = titles.first().and_then(|title| layout.blocks.get(*title))?;
    let beside = |a: &Attribution| {
        a.confidence >= Confidence::Resolved && a.speaker.start >= first.span.start
    };
    if quotation.attribution.as_ref().is_some_and(beside) {
        return None;
    }
    titles.iter().find_map(|title| {
        let title = layout.blocks.get(*title)?.span;
        let (speaker, alone) = prose::title_speaker(layout.text, title)?;
        let (rule, confidence) = match alone {
            true => (AttributionRule::Line, Confidence::Explicit),
            false => (AttributionRule::Heading, Confidence::Resolved),
        };
        Some(Attribution {
            speaker,
            cue: None,
            rule,
            confidence,
            antecedent: None,
            meaning: None,
            through: None,
        })
    })
}

/// For each table row, its first three cells that are short and capitalised, by their blocks.
fn names_in_rows(layout: &Layout<'_>) -> HashMap<usize, Vec<usize>> {
    const LONGEST: usize = 6;
    let mut names: HashMap<usize, Vec<usize>> = HashMap::new();
    for (block, row) in layout.rows.iter().enumerate() {
        let (Some(row), Some(cell)) = (row, layout.blocks.get(block)) else { continue };
        let words = cell.span.of(layout.text);
        let short = words.split_whitespace().nth(LONGEST).is_none();
        let found = names.entry(*row).or_default();
        if found.len() < 3 && words.starts_with(char::is_uppercase) && short {
            found.push(block);
        }
    }
    names
}

/// For a quotation that fills a cell: the first other cell of its row that may be a name. If another may be one too
/// (the listener, the publisher), it is doubtful which of them spoke.
fn name_in_row(
    layout: &Layout<'_>,
    names: &HashMap<usize, Vec<usize>>,
    quotation: &Quotation,
) -> Option<(Span, Confidence)> {
    let block = Block::holding(layout.blocks, quotation.span)?;
    let row = layout.rows.get(block).copied().flatten()?;
    let mut others = names.get(&row)?.iter().filter(|name| **name != block);
    let name = layout.blocks.get(*others.next()?)?.span;
    let confidence = match others.next() {
        Some(_) => Confidence::Doubtful,
        None => Confidence::Explicit,
    };
    Some((name, confidence))
}
