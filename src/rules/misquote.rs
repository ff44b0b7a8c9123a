//! `misquote`: a word changed, omitted or added without a mark.

use super::unmarked::{self, Fault};
use super::{Check, QuotationCase, Rule, comparison, repair, wording};
use crate::workspace::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "misquote",
    summary: "a word changed without a mark; an error when it is a negation, number, date, modal, quantifier or name",
    severities: [Severity::Warning, Severity::Error],
    page: include_str!("../../docs/rules/misquote.md"),
    check: Check::Quotation(look),
};

fn look(case: &QuotationCase) -> Option<Finding> {
    let (found, source) = unmarked::place_with(case, Fault::Misquoted)?;
    let place = found.place();
    let material = found.changes.iter().any(|c| c.material && !c.marked);
    let differs = wording::changes(case.text, &source.text, found);
    let differs = if differs.is_empty() { "the wording differs".to_owned() } else { differs };
    // A place that only resembles the words, and has another speaker or is the reporter's own, may be another remark.
    let doubtful = repair::doubtful(case, found);
    const MARK: &str =
        ". Use the source’s words, or mark the change with [brackets] or an ellipsis";
    let (rule, meaning, advice) = match (material, doubtful) {
        (_, true) => {
            (RULE.at_most(Severity::Info), "", ". It may be another saying: check the place")
        }
        (true, _) => (RULE.at_least(Severity::Error), " (this changes the meaning)", MARK),
        _ => (RULE, "", MARK),
    };
    let message = format!(
        "{} is not what {} says: {differs}{meaning}{advice}",
        wording::quoted(case.text),
        case.context.passage(place),
    );
    let mut finding = rule.finding(case.context, case.words, message);
    let has = format!("the source has {}", wording::quoted_at(&source.text, found));
    finding.related.extend(case.context.related(place, has));
    finding.diff = comparison::diff(case.text, &source.text, found);
    finding.fixes.extend(repair::source_words(case, found));
    // Brackets admit a change; they do not excuse one that reverses the meaning.
    finding.fixes.extend(repair::marks(case, found).filter(|_| !material));
    Some(finding)
}
