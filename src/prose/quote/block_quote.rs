//! Block quotations: words quoted by the layout, without marks of their own.

use super::stretch::Stretch;
use crate::prose::block::{Block, BlockKind};
use crate::text::Span;

/// The stretches of a text including its block quotations, in order, and which of them are blocks. Consecutive
/// paragraphs of one block quotation are one stretch, without a line that names the speaker.
pub(in crate::prose) fn with_block_quotations(
    text: &str,
    blocks: &[Block],
    stretches: Vec<Stretch>,
) -> (Vec<Stretch>, Vec<bool>) {
    let quotes = block_quotations(text, blocks, &stretches);
    if quotes.is_empty() {
        let marks = vec![false; stretches.len()];
        return (stretches, marks);
    }
    let mut merged: Vec<(Stretch, bool, usize)> =
        stretches.iter().enumerate().map(|(i, s)| (*s, false, i)).collect();
    for span in &quotes {
        let stretch = Stretch { span: *span, words: *span, closed: true, parent: None };
        merged.push((stretch, true, usize::MAX));
    }
    merged.sort_by_key(|(s, block, _)| (s.span.start, !block));
    let mut place = vec![0usize; stretches.len()];
    for (at, (_, _, old)) in merged.iter().enumerate() {
        if let Some(slot) = place.get_mut(*old) {
            *slot = at;
        }
    }
    let mut block: Option<(usize, Span)> = None;
    let mut out = Vec::with_capacity(merged.len());
    let mut forms = Vec::with_capacity(merged.len());
    for (at, (mut stretch, is_block, _)) in merged.into_iter().enumerate() {
        if is_block {
            block = Some((at, stretch.span));
        } else {
            stretch.parent = match (stretch.parent, block) {
                (Some(parent), _) => place.get(parent).copied(),
                (None, Some((outer, span))) if span.covers(stretch.span) => Some(outer),
                _ => None,
            };
        }
        out.push(stretch);
        forms.push(is_block);
    }
    (out, forms)
}

fn block_quotations(text: &str, blocks: &[Block], stretches: &[Stretch]) -> Vec<Span> {
    let mut found = Vec::new();
    // The stretches that begin before the block quotation, and their furthest end.
    let (mut before, mut reach) = (0, 0);
    let mut at = 0;
    while let Some(first) = blocks.get(at) {
        if first.kind != BlockKind::Quote {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while blocks.get(end).is_some_and(|b| b.kind == BlockKind::Quote && b.continued) {
            end += 1;
        }
        let span = words(text, blocks.get(at..end).unwrap_or_default());
        // With marks of its own, those count; a mark that crosses its edge also rules out a block.
        while let Some(s) = stretches.get(before).filter(|s| s.span.start < span.start) {
            reach = reach.max(s.span.end);
            before += 1;
        }
        let inside = stretches.iter().skip(before).take_while(|s| s.span.start < span.end);
        let marked = reach > span.start
            || inside.into_iter().any(|s| s.span.start == span.start || s.span.end > span.end);
        if !span.is_empty() && !marked {
            found.push(span);
        }
        at = end;
    }
    found
}

/// The quoted words of a block quotation, without a last line that names the speaker.
fn words(text: &str, blocks: &[Block]) -> Span {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return Span::default() };
    let start = first.span.start;
    let mut end = last.span.end;
    if let Some(line) = attribution_line(text, last.span) {
        end = if line.start == last.span.start {
            blocks.iter().rev().nth(1).map_or(start, |b| b.span.end)
        } else {
            line.start
        };
    }
    let raw = text.get(start..end).unwrap_or_default();
    Span::new(start, start + raw.trim_end().len())
}

/// The last line of a block if it begins with a dash: `— Lin Hao`.
pub(in crate::prose) fn attribution_line(text: &str, block: Span) -> Option<Span> {
    let words = block.of(text);
    let from = words.rfind('\n').map_or(0, |n| n + 1);
    let line = words.get(from..)?;
    let indent = line.len() - line.trim_start().len();
    let dashed = line.trim_start();
    let begins = ["—", "–", "―", "--", "- "].iter().any(|d| dashed.starts_with(d));
    let short = dashed.len() <= 160;
    (begins && short).then(|| Span::new(block.start + from + indent, block.end))
}
