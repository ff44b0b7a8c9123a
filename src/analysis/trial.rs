//! A fix is tried before it is offered: what makes a new finding, or leaves the one it is for, is no fix.

use super::{Finding, Fix, apply, findings};
use crate::text::Span;
use crate::workspace::{Severity, Snapshot};
use std::path::Path;

/// The fixes of `finding`, one of `all` findings of the note at `path`, that put it right and make nothing worse. Each is
/// tried on a copy of the note, which takes as long as reading and judging the note: not for a key.
///
/// Worse is a finding in the same paragraph that was not there, and weighs as much as a warning or as the one put right.
/// A lighter one may be what is left of it: words that were given to nobody and cited nowhere now have a citation.
/// Paragraphs are looked at because who is named in full becomes certain further down, where it may prove others wrong.
pub fn sound_fixes(
    snapshot: &Snapshot,
    path: &Path,
    all: &[Finding],
    finding: &Finding,
) -> Vec<Fix> {
    let entry = match snapshot.note(path) {
        Some(entry) if !finding.fixes.is_empty() => entry,
        _ => return finding.fixes.clone(),
    };
    let text = &entry.note.text;
    let sound = |fix: &&Fix| {
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| edit.span);
        let after = apply(text, &edits);
        let touched = edits.iter().map(|edit| edit.span).fold(finding.span, Span::join);
        let here = paragraphs(text, touched);
        // What stands behind keeps its distance from the end.
        let there = Span::new(here.start, (here.end + after.len()).saturating_sub(text.len()));
        let found = findings(&snapshot.supposing(path, &after), path);
        let found: Vec<&Finding> = found.iter().filter(|f| near(there, f)).collect();
        let known = |f: &&Finding| all.iter().filter(|k| k.rule == f.rule && near(here, k)).count();
        let now = |f: &&Finding| found.iter().filter(|k| k.rule == f.rule).count();
        let heavy =
            |f: &&&Finding| f.severity >= Severity::Warning || f.severity >= finding.severity;
        let stays = |f: &&Finding| f.rule == finding.rule && f.message == finding.message;
        let worse = found.iter().filter(heavy).any(|f| now(f) > known(f));
        let twins = all.iter().filter(|f| near(here, f)).filter(stays).count();
        !worse && found.iter().filter(|f| stays(f)).count() < twins
    };
    finding.fixes.iter().filter(sound).cloned().collect()
}

fn near(span: Span, finding: &Finding) -> bool {
    finding.span.touches(span.start) || finding.span.overlaps(span)
}

/// The lines around a span, up to empty ones on either side.
fn paragraphs(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    let start = before.rfind("\n\n").map_or(0, |at| at + 2);
    let end = behind.find("\n\n").map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}
