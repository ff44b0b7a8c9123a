//! `unmarked-omission`: words of the source are omitted without an ellipsis.

use super::unmarked::{self, Fault};
use super::{Check, QuotationCase, Rule, comparison, is_certain, repair, wording};
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unmarked-omission",
    summary: "words are omitted without an ellipsis",
    severities: [Severity::Warning, Severity::Error],
    page: include_str!("../../docs/rules/unmarked-omission.md"),
    check: Check::Quotation(look),
};

fn look(case: &QuotationCase) -> Option<Finding> {
    let (found, source) = unmarked::place_with(case, Fault::Omits)?;
    let place = found.place();
    let omitted = unmarked::changes(case.text, &source.text, found);
    let left_out: Vec<String> =
        omitted.iter().take(3).map(|c| wording::quoted(c.source.of(&source.text).trim())).collect();
    let message = format!(
        "{} leaves out {} of {}. Mark it with an ellipsis",
        wording::quoted(case.text),
        left_out.join(" and "),
        case.context.passage(place),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    let has = format!("the source has {}", wording::quoted(case.context.words(place)));
    finding.related.extend(case.context.related(place, has));
    finding.diff = comparison::diff(case.text, &source.text, found);
    // An ellipsis for missing words is right whatever they are, as long as the place is.
    let marks = repair::marks(case, found);
    finding.fixes.extend(marks.map(|fix| Fix { safe: is_certain(found), ..fix }));
    let back = repair::source_words(case, found);
    finding.fixes.extend(back.map(|fix| Fix::new("Restore the omitted words", fix.edits)));
    Some(finding)
}
