//! Edits of documents: one document's among several, conflicts, and applying them.

use crate::text::Span;
use crate::workspace::Replacement;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The edits of one document, in order, without overlaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEdits {
    /// The document.
    pub path: PathBuf,
    /// The changes, in bytes of the document.
    pub edits: Vec<Replacement>,
}

impl DocumentEdits {
    /// Sorts and deduplicates the edits of a document; `None` if there are none.
    pub(super) fn of(path: &Path, mut edits: Vec<Replacement>) -> Option<Self> {
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        (!edits.is_empty()).then(|| Self { path: path.to_owned(), edits })
    }
}

/// The neighbours of a span on either side, among disjoint spans.
pub(super) fn neighbours<T>(
    apart: &BTreeMap<Span, T>,
    span: Span,
) -> impl Iterator<Item = (&Span, &T)> {
    apart.range(..span).next_back().into_iter().chain(apart.range(span..).next())
}

/// Whether two edits conflict. Two insertions at one place do: their order would be a guess.
pub(super) fn clash(a: &Replacement, b: &Replacement) -> bool {
    a.span.overlaps(b.span)
        || (a.span.start == b.span.start && (a.span.is_empty() || b.span.is_empty()))
}

/// A string escaped for JSON, without quotation marks.
pub(super) fn in_json(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

/// Applies edits, which are in order and do not overlap, to a text. An edit that is not on character boundaries is
/// skipped.
pub fn apply(text: &str, edits: &[Replacement]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let before = text.get(at..edit.span.start);
        if let Some(before) = before.filter(|_| text.is_char_boundary(edit.span.end)) {
            out.extend([before, &edit.text]);
            at = edit.span.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The one replacement that turns one text into another; `None` if they are equal.
pub(super) fn difference(before: &str, after: &str) -> Option<Replacement> {
    if before == after {
        return None;
    }
    let front = before.chars().zip(after.chars()).take_while(|(a, b)| a == b);
    let start: usize = front.map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (before.get(start..)?, after.get(start..)?);
    let back = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = back.map(|(c, _)| c.len_utf8()).sum();
    let text = new.get(..new.len() - tail)?;
    Some(Replacement::new(Span::new(start, before.len() - tail), text))
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
