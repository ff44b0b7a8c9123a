//! `unused-suppression`: a comment silences a rule that has no finding there, or that does not exist.

use super::rule::most_alike;
use super::{Check, NoteView, Rule};
use crate::note::Suppression;
use crate::text::Span;
use crate::workspace::{Finding, Fix, Severity};
use rustc_hash::FxHashMap;

pub(super) const RULE: Rule = Rule {
    name: "unused-suppression",
    summary: "a comment silences a rule that reports nothing there, or does not exist",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unused-suppression.md"),
    check: Check::Note(check),
};

/// Unknown rule names. What the others silence is only known once all rules have run: see [`unused`].
fn check(view: &NoteView) -> Vec<Finding> {
    let names = view.note.suppressions.iter().flat_map(|s| s.rules.iter().enumerate());
    let unknown = names.filter(|(at, (name, _))| {
        view.context.severity(name).is_none() && is_meant(view, *at, name)
    });
    unknown.map(|(_, (name, span))| unknown_name(view, name, *span)).collect()
}

/// Whether an unknown word was meant as a rule: plain words after the rules may be a reason.
fn is_meant(view: &NoteView, at: usize, name: &str) -> bool {
    at == 0 || name.contains('-') || !most_alike(view.context.rules(), name).is_empty()
}

fn unknown_name(view: &NoteView, name: &str, span: Span) -> Finding {
    let near = most_alike(view.context.rules(), name);
    let advice = if near.is_empty() {
        "`onrecord explain` lists the rules".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    let mut finding =
        RULE.finding(&view.context, span, format!("there is no rule {name} to silence: {advice}"));
    let fix = |near: &&str| Fix::one(format!("Write {near}"), span, *near);
    finding.fixes.extend(near.iter().map(fix));
    finding
}

/// Directives that silence nothing. `silenced` are the findings that the note's directives removed. Reports nothing for
/// rules that are off here, nor before the corpus is known: what they would find is not known.
pub fn unused(view: &NoteView, silenced: &[Finding]) -> Vec<Finding> {
    if !view.context.corpus_is_known() || view.context.severity(RULE.name) == Some(Severity::Off) {
        return Vec::new();
    }
    let mut starts: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for finding in silenced {
        for rule in [ANY, finding.rule] {
            starts.entry(rule).or_default().push(finding.span.start);
        }
    }
    starts.values_mut().for_each(|starts| starts.sort_unstable());
    view.note.suppressions.iter().flat_map(|s| in_vain(view, s, &starts)).collect()
}

/// The name under which the findings of all rules are looked up; no rule has it.
const ANY: &str = "";

/// `silenced` are the starts of what is silenced, by rule, in order.
fn in_vain(
    view: &NoteView,
    suppression: &Suppression,
    silenced: &FxHashMap<&str, Vec<usize>>,
) -> Vec<Finding> {
    let scope = suppression.scope;
    let silences = |rule: &str| {
        let starts = silenced.get(rule).map_or(&[][..], Vec::as_slice);
        let first = starts.partition_point(|start| *start < scope.start);
        starts.get(first).is_some_and(|start| *start <= scope.end)
    };
    if suppression.rules.is_empty() {
        if silences(ANY) {
            return Vec::new();
        }
        let message = "this comment silences nothing: no rule reports anything there".to_owned();
        let mut finding = RULE.finding(&view.context, suppression.span, message);
        finding.fixes.push(without(view, suppression.span));
        return vec![finding];
    }
    let idle = |name: &str| {
        let speaks = view.context.severity(name).is_some_and(|severity| severity != Severity::Off);
        speaks && name != RULE.name && !silences(name)
    };
    let idle: Vec<&(String, Span)> =
        suppression.rules.iter().filter(|(name, _)| idle(name)).collect();
    let all = idle.len() == suppression.rules.len();
    let finding = |(name, span): &(String, Span)| {
        let message = format!("{name} reports nothing there: remove it from the comment");
        let mut finding = RULE.finding(&view.context, *span, message);
        let gone = if all { suppression.span } else { with_comma(&view.note.text, *span) };
        finding.fixes.push(without(view, gone));
        finding
    };
    idle.into_iter().map(finding).collect()
}

/// The fix that removes a comment, or a name in it; a comment alone on its line goes with the line. Safe, since it
/// changes nothing else.
fn without(view: &NoteView, span: Span) -> Fix {
    let text = &view.note.text;
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let alone = (before.is_empty() || before.ends_with('\n'))
        && (after.is_empty() || after.starts_with(['\n', '\r']));
    let line = after.find('\n').map_or(after.len(), |at| at + 1);
    let blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    // Between two paragraphs, the remaining blank line separates them.
    let parts = !blank(before.lines().next_back()) && !blank(after.lines().nth(1));
    let span = match (alone, parts) {
        (true, true) => span,
        (true, false) => Span::new(span.start, span.end + line),
        (false, _) => Span::new(before.trim_end_matches(' ').len(), span.end),
    };
    Fix { safe: true, ..Fix::one("Remove it", span, "") }
}

/// A name with the comma after it, or before it if it is the last.
fn with_comma(text: &str, span: Span) -> Span {
    let comma = text.get(span.end..).is_some_and(|t| t.starts_with(','));
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    match before.strip_suffix(',') {
        Some(before) if !comma => Span::new(before.len(), span.end),
        _ => Span::new(span.start, span.end + usize::from(comma)),
    }
}
