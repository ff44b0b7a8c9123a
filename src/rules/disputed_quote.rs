//! `disputed-quote`: the source itself says that the words could not be verified, were deleted, denied or mistranslated.

use super::{Check, QuotationCase, Rule, splice, wording};
use crate::corpus::speaks_against;
use crate::prose::Form;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "disputed-quote",
    summary: "the source says its own quotation is unverified, deleted, denied or retranslated",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/disputed-quote.md"),
    check: Check::Quotation(look),
};

/// The fewest words that count when the note does not cite the source.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let found = case.lookup.matches().iter().find(|m| case.may_cite(m));
    let found = found.or_else(|| splice::whole(case))?;
    let short = !wording::has_words(case.text, LEAST_WORDS);
    if case.is_nested || (short && case.lookup.cited.is_empty()) {
        return None;
    }
    let evidence = case.context.disputed(found.place())?;
    // In the sentence of the quotation or the next one.
    if case.own_words(1).any(speaks_against) {
        return None;
    }
    let message = format!(
        "{} is disputed by its own source, {}: {}. Say so in the note, or find the words elsewhere",
        wording::quoted(case.text),
        case.context.passage(found.place()),
        wording::quoted(case.context.words(evidence).trim_end_matches(['.', ' '])),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    finding.related.extend(case.context.related(evidence, "what the source says of these words"));
    finding.related.extend(case.context.related(found.place(), "the words are here"));
    let at = case.citation_behind.unwrap_or(case.span);
    finding.fixes.extend((case.form == Form::Marks).then(|| {
        let words = format!(" (disputed, see {})", case.context.passage(evidence));
        Fix::one("Say that it is disputed", wording::behind(at), words)
    }));
    Some(finding)
}
