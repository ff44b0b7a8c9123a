//! `scare-quote`: quotation marks around words without a speaker.

use super::{Check, QuotationCase, Rule, repair, wording};
use crate::prose::{Form, Kind};
use crate::workspace::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "scare-quote",
    summary: "quotation marks around a word or two without a speaker",
    severities: [Severity::Off, Severity::Off],
    page: include_str!("../../docs/rules/scare-quote.md"),
    check: Check::Quotation(look),
};

/// From this many words on, `unattributed-quote` reports them.
const TOO_MANY_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let count = wording::word_count(case.text);
    let nobodys = !case.has_speaker && case.citations.is_empty() && case.continues.is_none();
    // Titles of works belong in quotation marks, and marks inside a quotation are its speaker's.
    let distance = case.kind != Kind::Title && !case.is_nested;
    if !nobodys || !distance || case.form != Form::Marks || !(1..TOO_MANY_WORDS).contains(&count) {
        return None;
    }
    let message = format!(
        "{} has no speaker: say whose word it is, or remove the quotation marks",
        wording::quoted(case.text),
    );
    let mut finding = RULE.finding(case.context, case.span, message);
    finding.fixes.extend(repair::without_marks(case));
    Some(finding)
}
