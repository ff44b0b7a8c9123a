//! `unfounded-sic`: `[sic]` blames the source for a word that the source does not have.

use super::unmarked::{self, Fault};
use super::{Check, Context, Excerpt, Finding, Fix, QuotationView, Replacement, Rule, repair};
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unfounded-sic",
    summary: "[sic] after a word that the source spells otherwise",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unfounded-sic.md"),
    check: Check::Quotation(look),
};

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let (found, source) = unmarked::place_with(Fault::Sic, context, quotation)?;
    let changes = unmarked::changes(quotation.text, &source.text, found);
    let change = changes.first()?;
    let (ours, theirs) =
        (change.quoted.of(quotation.text).trim(), change.source.of(&source.text).trim());
    let place = found.place();
    let passage = context.passage(place);
    let message = if theirs.is_empty() {
        format!(
            "“{ours} [sic]”: {passage} does not have “{ours}”. The slip is the note’s: take it out with its [sic]"
        )
    } else {
        format!(
            "“{ours} [sic]”: {passage} has “{theirs}”. The slip is the note’s: correct it and take out [sic]"
        )
    };
    let span = excerpt.place(quotation, change.quoted);
    let mut finding = RULE.finding(context, span, message);
    finding.related.extend(context.related(place, "the words stand here"));
    let rest = quotation.text.get(change.quoted.end..).unwrap_or_default();
    if let (Some(len), false) = (rest.find(']'), theirs.is_empty()) {
        let sic = crate::text::Span::new(change.quoted.start, change.quoted.end + len + 1);
        let right = repair::typeset(quotation.text, theirs);
        if repair::is_plain(excerpt, quotation, sic) {
            finding.fixes.push(Fix {
                title: format!("Write “{right}”"),
                edits: vec![Replacement { span: excerpt.place(quotation, sic), text: right }],
                safe: !change.material && repair::certain(quotation, found),
            });
        }
    }
    Some(finding)
}
