//! The fixes of a note that may be applied without asking, as one edit.

use super::{Replacement, findings, sound_fixes};
use crate::text::Span;
use crate::workspace::Snapshot;
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

/// Of what stands apart, in the order of places, what stands next to a span on either side.
pub(super) fn neighbours<T>(
    apart: &BTreeMap<Span, T>,
    span: Span,
) -> impl Iterator<Item = (&Span, &T)> {
    apart.range(..span).next_back().into_iter().chain(apart.range(span..).next())
}

/// Whether two edits want the same place. Two insertions at one place do: their order would be a guess.
fn clash(a: &Replacement, b: &Replacement) -> bool {
    a.span.overlaps(b.span)
        || (a.span.start == b.span.start && (a.span.is_empty() || b.span.is_empty()))
}

/// A text after edits that are in the order of their places and do not overlap. An edit that does not lie on character
/// bounds of the text is left out.
pub fn apply(text: &str, edits: &[Replacement]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let Some(before) = text.get(at..edit.span.start) else { continue };
        if !text.is_char_boundary(edit.span.end) || edit.span.end > text.len() {
            continue;
        }
        out.push_str(before);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Replacement {
        Replacement { span: Span::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn edits_are_applied_in_order() {
        let check = |edits: &[Replacement], expected: &str| {
            assert_eq!(apply("“a” b", edits), expected);
        };
        check(&[], "“a” b");
        check(&[edit(3, 4, "c"), edit(8, 9, "")], "“c” ");
        check(&[edit(0, 0, "> "), edit(9, 9, "!")], "> “a” b!");
    }

    #[test]
    fn edits_that_do_not_fit_are_left_out() {
        assert_eq!(apply("“a” b", &[edit(1, 4, "c"), edit(3, 4, "d"), edit(3, 99, "e")]), "“d” b");
    }

    #[test]
    fn edits_of_one_place_clash() {
        assert!(clash(&edit(1, 4, ""), &edit(3, 5, "")));
        assert!(clash(&edit(3, 3, ""), &edit(3, 5, "")));
        assert!(!clash(&edit(1, 3, ""), &edit(3, 5, "")));
    }
}
