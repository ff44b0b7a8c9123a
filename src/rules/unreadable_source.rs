//! `unreadable-source`: a citation of a file beside the sources that cannot be read.

use super::{Check, NoteView, Rule};
use crate::corpus::Resolution;
use crate::note::CitationStyle;
use crate::text::Span;
use crate::workspace::{Finding, Readiness, Severity};
use rustc_hash::FxHashSet;

pub(super) const RULE: Rule = Rule {
    name: "unreadable-source",
    summary: "the cited source exists, but in a format that cannot be read",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unreadable-source.md"),
    check: Check::Note(check),
};

fn check(view: &NoteView) -> Vec<Finding> {
    // There may be no readable source at all; then this is the reason.
    if view.snapshot.readiness != Readiness::Ready || view.snapshot.unsupported.all().is_empty() {
        return Vec::new();
    }
    let quotations = view.note.quotations.iter();
    let quoted: FxHashSet<usize> = quotations.flat_map(|q| q.citations.iter().copied()).collect();
    let resolved = view.note.citations.iter().zip(&view.assessment.citations).enumerate();
    let unresolved = resolved
        .filter(|(_, (_, found))| matches!(found, Resolution::None | Resolution::Unsourced));
    let mut reported: FxHashSet<Span> = FxHashSet::default();
    let found = unresolved.filter_map(|(number, (citation, _))| {
        let file = view.snapshot.unsupported(view.path, citation)?;
        // Links and `[[…]]` lead to much that is not quoted.
        let link = matches!(citation.style, CitationStyle::Link | CitationStyle::Wiki);
        if link && !quoted.contains(&number) || !reported.insert(citation.key_span) {
            return None;
        }
        let written = if link { "the source" } else { &format!("@{}", citation.key) };
        let shown = view.snapshot.shown(&file.path);
        Some(RULE.finding(
            &view.context,
            citation.key_span,
            format!("{written} is {}", file.cited(&shown)),
        ))
    });
    found.collect()
}
