//! `bracket-mismatch`: the note marks its changes with brackets, and something beside them differs too.

use super::unmarked::{self, Fault};
use super::{Check, QuotationCase, Rule, comparison, repair, wording};
use crate::workspace::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "bracket-mismatch",
    summary: "brackets mark some changes, and the text outside them differs",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/bracket-mismatch.md"),
    check: Check::Quotation(look),
};

fn look(case: &QuotationCase) -> Option<Finding> {
    let (found, source) = unmarked::place_with(case, Fault::Brackets)?;
    let place = found.place();
    let message = format!(
        "outside its brackets {} is not what {} says: {}. Bracket this change too, or use the source’s words",
        wording::quoted(case.text),
        case.context.passage(place),
        wording::changes(case.text, &source.text, found),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    let has = format!("the source has {}", wording::quoted_at(&source.text, found));
    finding.related.extend(case.context.related(place, has));
    finding.diff = comparison::diff(case.text, &source.text, found);
    finding
        .fixes
        .extend(repair::source_words(case, found).into_iter().chain(repair::marks(case, found)));
    Some(finding)
}
