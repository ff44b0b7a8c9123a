//! `fragment-quote`: one to three words of speech in quotation marks.

use super::{Check, QuotationCase, Rule, repair, wording};
use crate::prose::Form;
use crate::workspace::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "fragment-quote",
    summary: "a speaker is quoted with fewer than four words",
    severities: [Severity::Off, Severity::Off],
    page: include_str!("../../docs/rules/fragment-quote.md"),
    check: Check::Quotation(look),
};

/// From this many words on, a quotation is no fragment.
const ENOUGH_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let count = wording::word_count(case.text);
    if !case.is_speech()
        || !case.has_speaker && case.citations.is_empty()
        // What continues after an interruption is part of a longer quotation.
        || case.continues.is_some()
        || case.is_nested
        || case.form != Form::Marks
        || !(1..ENOUGH_WORDS).contains(&count)
    {
        return None;
    }
    let words = if count == 1 { "one word".to_owned() } else { format!("{count} words") };
    let message = format!(
        "{} quotes {words}: quote the whole clause, or say it in your own words",
        wording::quoted(case.text),
    );
    let mut finding = RULE.finding(case.context, case.span, message);
    finding.fixes.extend(repair::without_marks(case));
    Some(finding)
}
