//! `scare-quote`: quotation marks around words that nobody is said to have spoken.

use super::{Check, Context, Excerpt, Finding, QuotationView, Rule, repair, wording};
use crate::prose::{Form, Kind};
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "scare-quote",
    summary: "marks around a word or two that nobody is said to have spoken",
    severities: [Severity::Off, Severity::Off],
    page: include_str!("../../docs/rules/scare-quote.md"),
    check: Check::Quotation(look),
};

/// So many words without a speaker are the business of `unattributed-quote`.
const TOO_MANY_WORDS: usize = 4;

fn look(context: &Context, _: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let count = wording::word_count(quotation.text);
    let nobodys =
        !quotation.has_speaker && quotation.citations.is_empty() && quotation.continues.is_none();
    // Titles of works stand in marks of right, and marks inside a quotation are its speaker's.
    let distance = quotation.kind != Kind::Title && !quotation.is_nested;
    if !nobodys
        || !distance
        || quotation.form != Form::Marks
        || !(1..TOO_MANY_WORDS).contains(&count)
    {
        return None;
    }
    let message = format!(
        "nobody is said to speak of {}: name who calls it so, or take the marks off",
        wording::quoted(quotation.text),
    );
    let mut finding = RULE.finding(context, quotation.span, message);
    finding.fixes.extend(repair::without_marks(quotation));
    Some(finding)
}
