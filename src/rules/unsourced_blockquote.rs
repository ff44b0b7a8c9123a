//! `unsourced-blockquote`: a block quotation without a speaker and without a citation.

use super::{Check, QuotationCase, Rule, repair, splice, wording};
use crate::prose::Form;
use crate::workspace::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unsourced-blockquote",
    summary: "a block quotation with neither speaker nor citation",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unsourced-blockquote.md"),
    check: Check::Quotation(look),
};

/// A block of fewer words is as often the writer's aside.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    // After a colon, the reader sees who is meant.
    if case.form != Form::Block
        || case.has_speaker
        || !case.citations.is_empty()
        || case.excerpt.is_introduced
        || !wording::has_words(case.text, LEAST_WORDS)
    {
        return None;
    }
    let words = wording::quoted(case.text);
    let Some(found) = splice::whole(case) else {
        let message = format!(
            "the block quotation {words} has no attribution line and no citation: add “— Name, [@key]” below it"
        );
        return Some(RULE.finding(case.context, case.words, message));
    };
    let place = found.place();
    let citation = case.context.citation(case.excerpt.dialect, place);
    let message = format!(
        "the block quotation {words} has no attribution line and no citation: it is in {}. Cite {citation} below it",
        case.context.passage(place),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    finding.related.extend(case.context.related(place, "the words are here"));
    finding.fixes.push(repair::citation(case, place));
    Some(finding)
}
