//! `nested-same-mark`: a quotation inside a quotation, in marks of the same form.

use super::{Check, Context, Excerpt, QuotationCase, Rule, wording};
use crate::text::Span;
use crate::workspace::{Finding, Fix, Replacement, Severity};

pub(super) const RULE: Rule = Rule {
    name: "nested-same-mark",
    summary: "a quotation inside a quotation uses the same marks",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/nested-same-mark.md"),
    check: Check::Quotation(look),
};

fn look(case: &QuotationCase) -> Option<Finding> {
    inner(case).map(|inner| finding(case.context, case.excerpt, inner))
}

/// The most characters after which an inner quotation must close to be reported.
const LONGEST: usize = 4_000;

/// The inner quotation, with its marks, that leaves a quotation unclosed: “one “two” three”. Only curly marks show
/// their direction; straight ones are not reported. Guillemets and corner brackets nest unambiguously. In bytes of the
/// prose.
pub(super) fn inner(case: &QuotationCase) -> Option<Span> {
    if case.closed {
        return None;
    }
    let outer = case.marked_prose.start;
    let text = case.excerpt.prose.get(outer..case.excerpt.block.span.end)?;
    let (opens, closes): (char, &[char]) = match text.chars().next()? {
        '“' => ('“', &['”']),
        '„' => ('„', &['“', '”']),
        _ => return None,
    };
    let mut open = Vec::new();
    let mut within = None;
    for (at, c) in text.char_indices().take(LONGEST) {
        match c {
            _ if c == opens => open.push(at),
            _ if closes.contains(&c) => {
                let start = open.pop()?;
                let span = Span::new(start, at + c.len_utf8()).shift(outer);
                match open.len() {
                    0 => return within,
                    1 => within = within.or(Some(span)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}

fn finding(context: &Context, excerpt: &Excerpt, inner: Span) -> Finding {
    let words = inner.of(excerpt.prose);
    let mark = '“'.len_utf8();
    let ends = [Span::new(inner.start, inner.start + mark), Span::new(inner.end - mark, inner.end)];
    // The single marks of the same language.
    let (opens, closes) = match (words.starts_with('„'), words.ends_with('“')) {
        (true, true) => ("‚", "‘"),
        (true, false) => ("‚", "’"),
        _ => ("‘", "’"),
    };
    let message = format!(
        "{} is inside a quotation with the same kind of marks, so readers cannot tell where either ends. \
         Use {opens}single{closes} marks inside",
        wording::shortened(words, 48),
    );
    let mut finding = RULE.finding(context, excerpt.origin(inner), message);
    let edits = ends.into_iter().zip([opens, closes]);
    let edits = edits.map(|(end, mark)| Replacement::new(excerpt.origin(end), mark));
    let fix = Fix::new("Use single marks inside", edits.collect());
    // A quotation nested more deeply would have the same marks as the one around it.
    finding.fixes.push(Fix { safe: !words.contains(['‘', '‚']), ..fix });
    finding
}
