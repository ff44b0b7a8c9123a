//! Where a quotation is found: as a whole in one place, or in parts joined by an ellipsis.

use crate::corpus::{ChangeKind, Match, Verdict};
use crate::rules::{Context, QuotationView};
use crate::text::Span;

/// Whether a match is certainly the quotation's place, so that it may be held against the note. A less similar place
/// may be someone else's other remark.
pub(in crate::rules) fn is_certain(found: &Match) -> bool {
    const ALIKE: f32 = 0.9;
    found.verdict < Verdict::Misquoted || found.similarity >= ALIKE
}

/// A part of a quotation between ellipses, with its own place.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Part<'a> {
    /// Bytes of the quotation's text.
    pub(in crate::rules) quoted: Span,
    /// The place of these words.
    pub(in crate::rules) found: &'a Match,
}

/// The parts with places of their own, in the order of the quotation; empty unless there are at least two. The matcher
/// returns them when the whole quotation is found nowhere: everything outside the part is *added*.
pub(in crate::rules) fn parts<'a>(quotation: &QuotationView<'a>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    for found in quotation.lookup.matches().iter() {
        let Some(quoted) = part(quotation.text, found) else { continue };
        if !parts.iter().any(|p| p.quoted.overlaps(quoted)) {
            parts.push(Part { quoted, found });
        }
    }
    parts.sort_by_key(|p| p.quoted);
    if parts.len() < 2 { Vec::new() } else { parts }
}

/// Whether a quotation joins parts from different places.
pub(in crate::rules) fn is_spliced(quotation: &QuotationView) -> bool {
    !parts(quotation).is_empty()
}

/// The best place of a whole quotation, even if misquoted; `None` if it joins parts, or if it is only doubtfully
/// another source's than the cited one.
pub(in crate::rules) fn whole<'a>(quotation: &QuotationView<'a>) -> Option<&'a Match> {
    let meant = |m: &Match| quotation.may_cite(m) || is_certain(m);
    quotation.lookup.best().filter(|m| meant(m) && !is_spliced(quotation))
}

/// The part of a quotation that a match is about, if an ellipsis separates it from the rest, which is all added.
fn part(text: &str, found: &Match) -> Option<Span> {
    let added = || {
        let unmarked = found.changes.iter().filter(|c| !c.marked && c.kind == ChangeKind::Added);
        unmarked.map(|c| c.quoted)
    };
    let has_gap = |s: &Span| {
        let words = s.of(text);
        words.contains('…') || words.contains("...") || words.contains(". .")
    };
    let head = added().find(|s| s.start == 0).filter(has_gap).map_or(0, |s| s.end);
    let tail =
        added().find(|s| s.end == text.len()).filter(has_gap).map_or(text.len(), |s| s.start);
    (head < tail && (head > 0 || tail < text.len())).then(|| Span::new(head, tail))
}

/// The gap between two pieces of a match joined by an ellipsis.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Seam {
    /// The ellipsis in the quotation's text.
    pub(in crate::rules) gap: Span,
    /// The pieces of the source before and after it.
    pub(in crate::rules) pieces: (Span, Span),
}

/// The ellipses of a match that join words of two quotations in the source.
pub(in crate::rules) fn seams(context: &Context, found: &Match) -> Vec<Seam> {
    let Some(source) = context.corpus.source(found.source) else { return Vec::new() };
    let quotation_of = |piece: Span| source.reading.outermost(piece).next().map(|(i, _)| i);
    let gaps = found.changes.iter().filter(|c| c.marked && c.kind == ChangeKind::Omitted);
    gaps.filter_map(|gap| {
        let before = found.pieces.iter().rev().find(|p| p.end <= gap.source.start)?;
        let after = found.pieces.iter().find(|p| p.start >= gap.source.end)?;
        let (first, second) = (quotation_of(*before)?, quotation_of(*after)?);
        let same = first == second
            || source.reading.quotations.get(second).is_some_and(|q| q.continues == Some(first));
        (!same).then_some(Seam { gap: gap.quoted, pieces: (*before, *after) })
    })
    .collect()
}
