//! `uncited-quote`: a speaker, but no citation, though the words are in the corpus.

use super::{Check, QuotationCase, Rule, repair, splice, wording};
use crate::workspace::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "uncited-quote",
    summary: "a speaker but no citation, though the words are in the corpus",
    severities: [Severity::Hint, Severity::Warning],
    page: include_str!("../../docs/rules/uncited-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words occur in many places by chance.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let speech = case.is_speech();
    if !speech
        || case.is_nested
        || case.continues.is_some()
        || !case.has_speaker
        || !case.citations.is_empty()
        || !wording::has_words(case.text, LEAST_WORDS)
    {
        return None;
    }
    let found = splice::whole(case)?;
    let place = found.place();
    let citation = case.context.citation(case.excerpt.dialect, place);
    let message = format!(
        "{} has no citation: it is in {}. Cite {citation}",
        wording::quoted(case.text),
        case.context.passage(place),
    );
    let mut finding = RULE.finding(case.context, case.span, message);
    finding.related.extend(case.context.related(place, "the words are here"));
    finding.fixes.push(repair::citation(case, place));
    Some(finding)
}
