//! `disputed-quote`: the source itself says that the words could not be verified, were deleted, denied or mistranslated.

use super::{Check, Context, Excerpt, Finding, Fix, QuotationView, Rule, splice, wording};
use crate::corpus::speaks_against;
use crate::prose::Form;
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "disputed-quote",
    summary: "the source says its own quotation is unverified, deleted, denied or retranslated",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/disputed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words count only when the note cites the source for them.
const LEAST_WORDS: usize = 4;

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let meant =
        |document| quotation.lookup.cited.contains(&document) || quotation.lookup.cited.is_empty();
    let found = quotation.lookup.matches().iter().find(|m| meant(m.source));
    let found = found.or_else(|| splice::whole(quotation))?;
    let short = !wording::has_words(quotation.text, LEAST_WORDS);
    if quotation.is_nested || (short && quotation.lookup.cited.is_empty()) {
        return None;
    }
    let evidence = context.disputed(found.place())?;
    // In the sentence of the quotation or the next one.
    if excerpt.own_words(quotation, 1).any(speaks_against) {
        return None;
    }
    let message = format!(
        "{} is disputed by its own source, {}: {}. Say so in the note, or find the words elsewhere",
        wording::quoted(quotation.text),
        context.passage(found.place()),
        wording::quoted(context.words(evidence).trim_end_matches(['.', ' '])),
    );
    let mut finding = RULE.finding(context, quotation.words, message);
    finding.related.extend(context.related(evidence, "what the source says of these words"));
    finding.related.extend(context.related(found.place(), "the words stand here"));
    let at = quotation.citation_behind.unwrap_or(quotation.span);
    finding.fixes.extend((quotation.form == Form::Marks).then(|| {
        let words = format!(" (disputed, see {})", context.passage(evidence));
        Fix::one("Say that it is disputed".to_owned(), wording::behind(at), words)
    }));
    Some(finding)
}
