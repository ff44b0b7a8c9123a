//! `uncited-quote`: a speaker, but no citation, though the words stand in the corpus.

use super::{Check, Context, Excerpt, Finding, QuotationView, Rule, repair, splice, wording};
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "uncited-quote",
    summary: "a speaker but no citation, though the words stand in the corpus",
    severities: [Severity::Hint, Severity::Warning],
    page: include_str!("../../docs/rules/uncited-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words stand in many places by chance.
const LEAST_WORDS: usize = 4;

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let speech = quotation.is_speech();
    if !speech
        || quotation.is_nested
        || quotation.continues.is_some()
        || !quotation.has_speaker
        || !quotation.citations.is_empty()
        || !wording::has_words(quotation.text, LEAST_WORDS)
    {
        return None;
    }
    let found = splice::whole(quotation)?;
    let place = found.place();
    let citation = context.citation(excerpt.dialect, place);
    let message = format!(
        "{} cites no source: it stands in {}. Cite {citation}",
        wording::quoted(quotation.text),
        context.passage(place),
    );
    let mut finding = RULE.finding(context, quotation.span, message);
    finding.related.extend(context.related(place, "the words stand here"));
    finding.fixes.push(repair::citation(context, excerpt, quotation, place));
    Some(finding)
}
