//! Whether a difference at an edge of a quotation may be fixed without asking.
//!
//! The source's words there are certain only if they are plainly the same with a typo, or if the source ends there too.
//! Otherwise a replaced word cannot be told from an added one, nor how many words it replaces, and the fix could end
//! the quotation in mid-sentence.

use super::comparison::Difference;
use super::unmarked::{letters, words};
use crate::corpus::{Bound, ChangeKind, Match, alike, before, behind};
use crate::rules::QuotationView;
use crate::text::word::is_sign;
use crate::text::{Span, fold};

/// Whether the differences at both edges of a quotation, if any, are certain.
pub(in crate::rules) fn is_settled(
    quotation: &QuotationView,
    source: &str,
    found: &Match,
    differences: &[&Difference],
) -> bool {
    let text = quotation.text;
    differences.iter().filter(|d| !d.quoted.is_empty()).all(|difference| {
        // If a word occurs twice there, either may be the one that differs.
        let same = letters(difference.quoted.of(text));
        let edge = |rest: Option<&str>| {
            let rest = letters(rest.unwrap_or_default());
            rest.is_empty() || rest == same
        };
        let first = edge(text.get(..difference.quoted.start));
        let last = edge(text.get(difference.quoted.end..));
        // Between two words with a known place in the source, nothing else can have been.
        let known = difference.kind != ChangeKind::Added || difference.between.is_some();
        (first || last || known)
            && (!first || is_certain(text, source, found, difference, false))
            && (!last || is_certain(text, source, found, difference, true))
    })
}

/// Whether a difference at the first or last word is certain.
fn is_certain(
    text: &str,
    source: &str,
    found: &Match,
    difference: &Difference,
    last: bool,
) -> bool {
    let (ours, theirs) = (difference.quoted.of(text), difference.source.of(source));
    // Where the source's words end, counting the difference, or not counting what it adds.
    let at = match (difference.kind, last) {
        (ChangeKind::Changed, true) => difference.source.end,
        (ChangeKind::Changed, false) => difference.source.start,
        (_, true) => found.span.start + found.span.of(source).trim_end_matches(is_mark).len(),
        (_, false) => found.span.end - found.span.of(source).trim_start_matches(is_mark).len(),
    };
    let bound = if last { behind(source, at) } else { before(source, at) };
    let ends = bound >= Bound::Strong && !goes_on(source, at, last);
    match difference.kind {
        ChangeKind::Changed => {
            let same = |(a, b): (Span, Span)| alike(&letters(a.of(ours)), &letters(b.of(theirs)));
            let count = words(ours).count();
            let as_many = count == words(theirs).count();
            as_many && (ends || words(ours).zip(words(theirs)).all(same))
        }
        // If the quotation itself continues beyond the end of the sentence, added words may replace others.
        _ => {
            let (head, tail) = text.split_at(difference.quoted.start.min(text.len()));
            let beyond = match last {
                true => head.get(head.trim_end_matches(is_mark).len()..),
                false => {
                    let rest = tail.get(difference.quoted.len()..).unwrap_or_default();
                    rest.get(..rest.len() - rest.trim_start_matches(is_mark).len())
                }
            };
            let on = beyond.unwrap_or_default().contains(['.', '?', '!', ';', ':', '—', '–']);
            ends && !on && !stands_beyond(ours, source, at, last)
        }
    }
}

/// Whether one of these words occurs in the source just beyond a place, where it may come from.
fn stands_beyond(ours: &str, source: &str, at: usize, last: bool) -> bool {
    const REACH: usize = 60;
    let near = match last {
        true => Span::new(at, source.floor_char_boundary((at + REACH).min(source.len()))),
        false => Span::new(source.ceil_char_boundary(at.saturating_sub(REACH)), at),
    };
    let own: Vec<String> = words(ours).map(|w| letters(w.of(ours))).collect();
    words(near.of(source)).any(|w| own.contains(&letters(w.of(near.of(source)))))
}

/// Whether a speaker may continue after the reporter's words, or have begun before them: `“…,” she said, “…”`.
fn goes_on(source: &str, at: usize, last: bool) -> bool {
    const REACH: usize = 400;
    let (head, tail) = (source.get(..at).unwrap_or_default(), source.get(at..).unwrap_or_default());
    let marks = |text: &str| text.chars().filter(|c| fold::is_double_mark(*c)).count();
    if last {
        let near = tail.get(..tail.floor_char_boundary(REACH)).unwrap_or_default();
        let line = near.lines().next().unwrap_or_default();
        let comma = line.starts_with([',', '—', '–', '-']);
        comma && marks(line) > 1
    } else {
        let near =
            head.get(head.ceil_char_boundary(at.saturating_sub(REACH))..).unwrap_or_default();
        let line = near.lines().next_back().unwrap_or_default();
        let outside = line.trim_end_matches(|c: char| fold::is_double_mark(c)).trim_end();
        outside.len() < line.trim_end().len() && outside.ends_with(',') && marks(line) > 1
    }
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !is_sign(c)
}
