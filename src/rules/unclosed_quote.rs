//! `unclosed-quote`: a quotation mark that opens and is never closed.

use super::{
    Check, Context, Excerpt, Finding, Fix, QuotationView, Replacement, Rule, nested_same_mark,
    wording,
};
use crate::corpus::{Query, Verdict};
use crate::prose::{Form, closing_mark};
use crate::text::Span;
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unclosed-quote",
    summary: "a quotation mark opens and is never closed",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/unclosed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words at the beginning stand somewhere by chance.
const LEAST_WORDS: usize = 4;
/// How many places to close it are looked at, from the end.
const MOST_STOPS: usize = 6;

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let open = !quotation.closed && quotation.form == Form::Marks && !quotation.is_nested;
    // Marks inside marks of the same form look unclosed too; they have a rule of their own.
    if !open || nested_same_mark::inner(excerpt, quotation).is_some() {
        return None;
    }
    let mark = Span::new(quotation.span.start, quotation.words.start.min(quotation.span.end));
    let message = format!(
        "this quotation mark is never closed; as it stands the quotation runs to “{}”. Close it where the words end",
        wording::shortened(last_words(quotation.text), 24),
    );
    let mut finding = RULE.finding(context, mark, message);
    // What else is written in the paragraph says how its language closes.
    let paragraph = excerpt.block.span.of(excerpt.prose);
    if let Some(closing) = closing_mark(excerpt.words(mark), paragraph) {
        finding.fixes.extend(closed_with_the_source(context, excerpt, quotation, closing));
        finding.fixes.push(Fix {
            title: format!("Close the quotation with {closing} at its end"),
            edits: vec![Replacement {
                span: wording::behind(quotation.span),
                text: closing.to_owned(),
            }],
            safe: false,
        });
    }
    Some(finding)
}

/// The fix that closes the quotation where the words of a source end that it begins with.
fn closed_with_the_source(
    context: &Context,
    excerpt: &Excerpt,
    quotation: &QuotationView,
    closing: &'static str,
) -> Option<Fix> {
    let text = quotation.text;
    let stops = text.match_indices([',', '.', '?', '!', ';']).map(|(at, stop)| at + stop.len());
    let stops: Vec<usize> = stops.filter(|end| *end < text.trim_end().len()).collect();
    let stands = |end: &usize| {
        let words = text.get(..*end).unwrap_or_default();
        let find = || context.corpus.find(&Query { words, cited: None });
        wording::has_words(words, LEAST_WORDS)
            && find().first().is_some_and(|m| m.verdict < Verdict::Altered)
    };
    let end = stops.into_iter().rev().take(MOST_STOPS).find(stands)?;
    let last = text.get(..end)?.chars().next_back()?;
    let place = excerpt.place(quotation, Span::new(end - last.len_utf8(), end));
    let title = format!("Close the quotation with {closing} where the source’s words end");
    Some(Fix::one(title, wording::behind(place), closing.to_owned()))
}

fn last_words(text: &str) -> &str {
    let from =
        text.trim_end().rmatch_indices(char::is_whitespace).nth(2).map_or(0, |(i, c)| i + c.len());
    text.get(from..).unwrap_or(text).trim()
}
