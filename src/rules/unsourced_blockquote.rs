//! `unsourced-blockquote`: a block quotation without a speaker and without a citation.

use super::{Check, Context, Excerpt, Finding, QuotationView, Rule, repair, splice, wording};
use crate::prose::Form;
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unsourced-blockquote",
    summary: "a block quotation with neither speaker nor citation",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unsourced-blockquote.md"),
    check: Check::Quotation(look),
};

/// A block of fewer words is as often an aside of the writer's.
const LEAST_WORDS: usize = 4;

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    // Where a colon leads over to it, who is meant is for a person to see.
    if quotation.form != Form::Block
        || quotation.has_speaker
        || !quotation.citations.is_empty()
        || excerpt.is_introduced
        || !wording::has_words(quotation.text, LEAST_WORDS)
    {
        return None;
    }
    let words = wording::quoted(quotation.text);
    let Some(found) = splice::whole(quotation) else {
        let message = format!(
            "the block quotation {words} has no attribution line and no citation: add “— Name, [@key]” below it"
        );
        return Some(RULE.finding(context, quotation.words, message));
    };
    let place = found.place();
    let citation = context.citation(excerpt.dialect, place);
    let message = format!(
        "the block quotation {words} has no attribution line and no citation: it stands in {}. Cite {citation} below it",
        context.passage(place),
    );
    let mut finding = RULE.finding(context, quotation.words, message);
    finding.related.extend(context.related(place, "the words stand here"));
    finding.fixes.push(repair::citation(context, excerpt, quotation, place));
    Some(finding)
}
