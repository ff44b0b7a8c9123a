//! `unclosed-quote`: a quotation mark that is never closed.

use super::{Check, QuotationCase, Rule, nested_same_mark, wording};
use crate::corpus::{Query, Verdict};
use crate::prose::{Form, closing_mark};
use crate::text::Span;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unclosed-quote",
    summary: "an opening quotation mark is never closed",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unclosed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words at the beginning occur somewhere by chance.
const LEAST_WORDS: usize = 4;
/// The most places examined for the closing mark, from the end.
const MOST_STOPS: usize = 6;

fn look(case: &QuotationCase) -> Option<Finding> {
    let open = !case.closed && case.form == Form::Marks && !case.is_nested;
    // Marks inside marks of the same form look unclosed too; they have a rule of their own.
    if !open || nested_same_mark::inner(case).is_some() {
        return None;
    }
    let mark = Span::new(case.span.start, case.words.start.min(case.span.end));
    let message = format!(
        "this quotation mark is never closed, so the quotation runs to “{}”. Close it where the words end",
        wording::shortened(last_words(case.text), 24),
    );
    let mut finding = RULE.finding(case.context, mark, message);
    // The rest of the paragraph shows how its language closes quotations.
    let paragraph = case.excerpt.block.span.of(case.excerpt.prose);
    if let Some(closing) = closing_mark(case.excerpt.words(mark), paragraph) {
        finding.fixes.extend(closed_with_the_source(case, closing));
        let title = format!("Close the quotation with {closing} at its end");
        finding.fixes.push(Fix::one(title, wording::behind(case.span), closing));
    }
    Some(finding)
}

/// The fix that closes the quotation where its words stop matching the source.
fn closed_with_the_source(case: &QuotationCase, closing: &'static str) -> Option<Fix> {
    let text = case.text;
    let stops = text.match_indices([',', '.', '?', '!', ';']).map(|(at, stop)| at + stop.len());
    let stops: Vec<usize> = stops.filter(|end| *end < text.trim_end().len()).collect();
    let stands = |end: &usize| {
        let words = text.get(..*end).unwrap_or_default();
        let find = || case.context.corpus.find(&Query { words, cited: None });
        wording::has_words(words, LEAST_WORDS)
            && find().first().is_some_and(|m| m.verdict < Verdict::Altered)
    };
    let end = stops.into_iter().rev().take(MOST_STOPS).find(stands)?;
    let last = text.get(..end)?.chars().next_back()?;
    let place = case.place(Span::new(end - last.len_utf8(), end));
    let title = format!("Close the quotation with {closing} where the source’s words end");
    Some(Fix::one(title, wording::behind(place), closing))
}

fn last_words(text: &str) -> &str {
    let from =
        text.trim_end().rmatch_indices(char::is_whitespace).nth(2).map_or(0, |(i, c)| i + c.len());
    text.get(from..).unwrap_or(text).trim()
}
