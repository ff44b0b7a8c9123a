//! `unfounded-sic`: `[sic]` blames the source for a word that the source does not have.

use super::unmarked::{self, Fault};
use super::{Case, Check, Finding, Fix, Replacement, Rule, repair};
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unfounded-sic",
    summary: "[sic] after a word that the source spells otherwise",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unfounded-sic.md"),
    check: Check::Quotation(look),
};

fn look(case: &Case) -> Option<Finding> {
    let (found, source) = unmarked::place_with(case, Fault::Sic)?;
    let changes = unmarked::changes(case.text, &source.text, found);
    let change = changes.first()?;
    let (ours, theirs) =
        (change.quoted.of(case.text).trim(), change.source.of(&source.text).trim());
    let place = found.place();
    let passage = case.context.passage(place);
    let message = if theirs.is_empty() {
        format!(
            "“{ours} [sic]”: {passage} does not have “{ours}”. The slip is the note’s: take it out with its [sic]"
        )
    } else {
        format!(
            "“{ours} [sic]”: {passage} has “{theirs}”. The slip is the note’s: correct it and take out [sic]"
        )
    };
    let span = case.place(change.quoted);
    let mut finding = RULE.finding(case.context, span, message);
    finding.related.extend(case.context.related(place, "the words stand here"));
    let rest = case.text.get(change.quoted.end..).unwrap_or_default();
    if let (Some(len), false) = (rest.find(']'), theirs.is_empty()) {
        let sic = crate::text::Span::new(change.quoted.start, change.quoted.end + len + 1);
        let right = repair::typeset(case.text, theirs);
        if repair::is_plain(case, sic) {
            finding.fixes.push(Fix {
                title: format!("Write “{right}”"),
                edits: vec![Replacement { span: case.place(sic), text: right }],
                safe: !change.material && repair::certain(case, found),
            });
        }
    }
    Some(finding)
}
