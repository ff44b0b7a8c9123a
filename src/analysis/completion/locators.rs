//! Places in a source: its paragraphs, the one with the quotation before the citation first.
//!
//! Sources are texts without pages, so a `p.` that is begun becomes the paragraph too.

use super::proposal::{Cursor, Proposal, ProposalKind};
use crate::rules::wording::shortened;
use crate::text::{Passage, Span};

/// The most characters of a paragraph in a list.
const LABEL: usize = 70;

pub(super) fn locators(cursor: Cursor<'_>, key: Span, span: Span) -> Vec<Proposal> {
    let (Cursor { snapshot, path, entry, offset, .. }, text) = (cursor, cursor.text());
    let resolution = snapshot.resolve_key(path, key.of(text));
    let Some(&id) = resolution.cited().first() else { return Vec::new() };
    let Some(source) = snapshot.corpus.source(id) else { return Vec::new() };
    let assessment = snapshot.assessment(path, entry);
    let before = entry.note.quotations.iter().zip(&assessment.quotations).rev();
    let mut before = before.filter(|(quotation, _)| quotation.span.end <= key.start);
    let quoted = before.next().and_then(|(_, assessed)| {
        let here = assessed.matches().iter().find(|m| m.source == id)?;
        source.paragraph(here.span.start)
    });
    let typed = Span::new(span.start, offset).of(text);
    let digits = typed.trim_start_matches(|c: char| !c.is_ascii_digit());
    let numbered = source.blocks.iter().map(|b| b.span);
    let mut paragraphs: Vec<(usize, Span)> =
        numbered.filter_map(|s| Some((source.paragraph(s.start)?, s))).collect();
    paragraphs.dedup_by_key(|(number, _)| *number);
    paragraphs.retain(|(number, _)| number.to_string().starts_with(digits));
    paragraphs.sort_by_key(|(number, _)| (Some(*number) != quoted, *number));
    let proposal = |(number, paragraph): (usize, Span)| Proposal {
        label: format!("¶{number}"),
        detail: shortened(paragraph.of(&source.text), LABEL),
        kind: ProposalKind::Locator(Passage { document: id, span: paragraph }),
        span,
        text: format!(", ¶{number}"),
        filter: span.of(text).to_owned(),
    };
    paragraphs.into_iter().map(proposal).collect()
}
