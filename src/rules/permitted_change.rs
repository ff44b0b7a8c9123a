//! `permitted-change`: a change that style guides permit unmarked, for writers who mark even these.

use super::{Check, QuotationCase, QuotationView, Rule, splice, wording};
use crate::corpus::{Match, Verdict};
use crate::prose::Form;
use crate::text::Span;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "permitted-change",
    summary: "the first letter’s case, punctuation or nesting marks differ from the source",
    severities: [Severity::Off, Severity::Off],
    page: include_str!("../../docs/rules/permitted-change.md"),
    check: Check::Quotation(look),
};

fn look(case: &QuotationCase) -> Option<Finding> {
    let found = splice::whole(case).filter(|m| m.verdict == Verdict::Permitted)?;
    let bracketed = case.text.starts_with('[') && found.changes.iter().all(|c| c.marked);
    if bracketed || case.is_nested {
        return None;
    }
    let source = case.context.corpus.source(found.source)?;
    let initials = initials(case, &source.text, found);
    let what = match &initials {
        Some((_, ours, theirs)) => {
            format!("the first letter is “{ours}”, the source has “{theirs}”")
        }
        None => "punctuation or nesting marks are not the source’s".to_owned(),
    };
    let place = found.place();
    let message = format!(
        "{} differs from {} only in changes that need no mark: {what}",
        wording::quoted(case.text),
        case.context.passage(place),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    let has = format!("the source has {}", wording::quoted(case.context.words(place)));
    finding.related.extend(case.context.related(place, has));
    let initials = initials.filter(|_| case.form == Form::Marks);
    finding.fixes.extend(initials.map(|(at, ours, _)| {
        Fix::one(format!("Bracket the letter: [{ours}]"), case.place(at), format!("[{ours}]"))
    }));
    Some(finding)
}

/// The first letters of the quotation and of its place, when only their case differs.
fn initials(quotation: &QuotationView, source: &str, found: &Match) -> Option<(Span, char, char)> {
    let first = |text: &str| text.char_indices().find(|(_, c)| c.is_alphabetic());
    let (at, ours) = first(quotation.text)?;
    let (_, theirs) = first(found.span.of(source))?;
    let differs = ours != theirs && ours.to_lowercase().eq(theirs.to_lowercase());
    differs.then(|| (Span::new(at, at + ours.len_utf8()), ours, theirs))
}
