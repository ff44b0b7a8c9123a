//! `bracket-mismatch`: the note marks its changes with brackets, and something beside them differs too.

use super::unmarked::{self, Fault};
use super::{Check, Context, Excerpt, Finding, QuotationView, Rule, comparison, repair, wording};
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "bracket-mismatch",
    summary: "brackets mark some changes, and the text outside them differs",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/bracket-mismatch.md"),
    check: Check::Quotation(look),
};

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let (found, source) = unmarked::place_with(Fault::Brackets, context, quotation)?;
    let place = found.place();
    let message = format!(
        "outside its brackets {} is not what {} says: {}. Bracket this change too, or use the source’s words",
        wording::quoted(quotation.text),
        context.passage(place),
        wording::changes(quotation.text, &source.text, found),
    );
    let mut finding = RULE.finding(context, quotation.words, message);
    let has = format!("the source has {}", wording::quoted_at(&source.text, found));
    finding.related.extend(context.related(place, has));
    finding.diff = comparison::diff(quotation.text, &source.text, found);
    finding.fixes.extend(repair::source_words(context, excerpt, quotation, found));
    finding.fixes.extend(repair::marks(context, excerpt, quotation, found));
    Some(finding)
}
