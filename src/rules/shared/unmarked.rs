//! Unmarked changes of words, and the rule that reports them.

use super::{splice, turn};
use crate::corpus::{Change, ChangeKind, Match, Source, Verdict};
use crate::rules::QuotationCase;
use crate::text::Span;

/// What is wrong with a misquotation; each is one rule's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Fault {
    /// A word changed or added, or an omission that affects the meaning: `misquote`.
    Misquoted,
    /// Only omissions: `unmarked-omission`.
    Omits,
    /// Only the word before `[sic]` is not the source's: `unfounded-sic`.
    Sic,
    /// The note marks changes with brackets, and something beside them differs: `bracket-mismatch`.
    Brackets,
}

/// The place of a whole quotation and its source, if it has this fault.
pub(in crate::rules) fn place_with<'a>(
    case: &QuotationCase<'a>,
    expected: Fault,
) -> Option<(&'a Match, &'a Source)> {
    let found = splice::whole(case).filter(|_| !case.is_nested)?;
    let source = case.context.corpus.source(found.source)?;
    // `overrun-quote` reports that words of two speakers are joined.
    if turn::crossed(case.context, found).is_some() {
        return None;
    }
    (fault(case.text, &source.text, found) == Some(expected)).then_some((found, source))
}

/// The fault of a match; `None` when its words are correct.
fn fault(quoted: &str, source: &str, found: &Match) -> Option<Fault> {
    if found.verdict != Verdict::Misquoted {
        return None;
    }
    let changes = changes(quoted, source, found);
    let material = changes.iter().any(|c| c.material);
    let before_sic = |c: &&Change| c.kind != ChangeKind::Omitted && is_before_sic(quoted, c.quoted);
    let bracketed = found.changes.iter().any(|c| c.marked && c.quoted.of(quoted).contains('['));
    Some(match changes.as_slice() {
        [] => Fault::Misquoted,
        all if all.iter().all(before_sic) => Fault::Sic,
        _ if material => Fault::Misquoted,
        all if all.iter().all(|c| c.kind == ChangeKind::Omitted) => Fault::Omits,
        _ if bracketed => Fault::Brackets,
        _ => Fault::Misquoted,
    })
}

/// The unmarked changes of words, without those of punctuation and spaces.
pub(in crate::rules) fn changes<'m>(
    quoted: &str,
    source: &str,
    found: &'m Match,
) -> Vec<&'m Change> {
    found.changes.iter().filter(|c| !c.marked && differs(quoted, source, c)).collect()
}

/// Whether a change affects words, not only case, punctuation or spaces.
pub(in crate::rules) fn differs(quoted: &str, source: &str, change: &Change) -> bool {
    letters(change.quoted.of(quoted)) != letters(change.source.of(source))
}

/// Whether `[sic]` follows a stretch of the quotation.
fn is_before_sic(quoted: &str, span: Span) -> bool {
    let rest = quoted.get(span.end..).unwrap_or_default();
    rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[').starts_with("[sic")
}

/// A text's letters and digits in lower case, for comparing words.
pub(in crate::rules) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a text separated by white space, as spans of it.
pub(in crate::rules) fn words(text: &str) -> impl Iterator<Item = Span> {
    let spaces = text.match_indices(char::is_whitespace).map(|(i, s)| (i, i + s.len()));
    let ends = spaces.chain([(text.len(), text.len())]);
    let spans =
        ends.scan(0, |start, (end, next)| Some(Span::new(std::mem::replace(start, next), end)));
    spans.filter(|span| span.of(text).chars().any(char::is_alphanumeric))
}
