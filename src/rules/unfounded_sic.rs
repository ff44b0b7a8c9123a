//! `unfounded-sic`: `[sic]` blames the source for a word it does not have.

use super::unmarked::{self, Fault};
use super::{Check, QuotationCase, Rule, repair};
use crate::text::Span;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unfounded-sic",
    summary: "[sic] after a word that the source spells differently",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unfounded-sic.md"),
    check: Check::Quotation(look),
};

fn look(case: &QuotationCase) -> Option<Finding> {
    let (found, source) = unmarked::place_with(case, Fault::Sic)?;
    let changes = unmarked::changes(case.text, &source.text, found);
    let change = changes.first()?;
    let (ours, theirs) =
        (change.quoted.of(case.text).trim(), change.source.of(&source.text).trim());
    let place = found.place();
    let passage = case.context.passage(place);
    let (has, advice) = match theirs {
        "" => (format!("does not have “{ours}”"), "remove it with its [sic]"),
        _ => (format!("has “{theirs}”"), "correct it and remove [sic]"),
    };
    let message = format!("“{ours} [sic]”: {passage} {has}. The error is the note’s: {advice}");
    let mut finding = RULE.finding(case.context, case.place(change.quoted), message);
    finding.related.extend(case.context.related(place, "the words are here"));
    let rest = case.text.get(change.quoted.end..).unwrap_or_default();
    if let (Some(len), false) = (rest.find(']'), theirs.is_empty()) {
        let sic = Span::new(change.quoted.start, change.quoted.end + len + 1);
        let right = repair::typeset(case.text, theirs);
        let safe = !change.material && repair::certain(case, found);
        let fix = Fix::one(format!("Write “{right}”"), case.place(sic), right);
        finding.fixes.extend(repair::is_plain(case, sic).then_some(Fix { safe, ..fix }));
    }
    Some(finding)
}
