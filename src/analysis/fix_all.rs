//! The fixes of a note that may be applied without asking, as one edit.

use super::edits::{clash, neighbours};
use super::findings::findings;
use super::trial::sound_fixes;
use crate::text::Span;
use crate::workspace::{Replacement, Snapshot};
use std::collections::BTreeMap;
use std::path::Path;

/// The edits of all safe fixes of a document, in the order of their places, none overlapping. Where two fixes want the
/// same words the first finding has its way; the other is found again, or not, when the first has been applied.
pub fn fix_all(snapshot: &Snapshot, path: &Path) -> Vec<Replacement> {
    let mut accepted: BTreeMap<Span, Replacement> = BTreeMap::new();
    let all = findings(snapshot, path);
    let safe = |number: &usize| all.get(*number).is_some_and(|f| f.fixes.iter().any(|x| x.safe));
    let wanted: Vec<usize> = (0..all.len()).filter(safe).collect();
    for sound in sound_fixes(snapshot, path, &all, &wanted) {
        let Some(fix) = sound.into_iter().find(|fix| fix.safe) else { continue };
        // Those accepted stand apart: none but the neighbours can clash with one more.
        let free = |edit: &Replacement| {
            !neighbours(&accepted, edit.span).any(|(_, other)| clash(edit, other))
        };
        if fix.edits.iter().all(free) {
            accepted.extend(fix.edits.into_iter().map(|edit| (edit.span, edit)));
        }
    }
    accepted.into_values().collect()
}
