//! `source-variants`: another source has the same remark in other words.

use super::{Check, QuotationCase, Rule, is_certain, repair, unmarked, wording};
use crate::corpus::{Match, Verdict};
use crate::prose::Form;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "source-variants",
    summary: "sources disagree on the wording",
    severities: [Severity::Info, Severity::Info],
    page: include_str!("../../docs/rules/source-variants.md"),
    check: Check::Quotation(look),
};

/// Fewer words are alike by chance.
const LEAST_WORDS: usize = 6;

fn look(case: &QuotationCase) -> Option<Finding> {
    let found = case.lookup.best().filter(|m| m.verdict < Verdict::Altered)?;
    if !case.may_cite(found) || case.is_nested || !wording::has_words(case.text, LEAST_WORDS) {
        return None;
    }
    let tellings = case.lookup.variants();
    let mut others = case.lookup.matches().iter().chain(tellings);
    let (variant, differs) = others.find_map(|m| variant(case, found, m))?;
    if named_too(case, variant) {
        return None;
    }
    let place = variant.place();
    let message = format!(
        "{} words this differently from {}: {differs}. Find out which wording is right, or give both",
        case.context.passage(place),
        case.context.passage(found.place()),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    finding.related.extend(case.context.related(place, "the other wording"));
    finding.related.extend(case.context.related(found.place(), "the wording quoted"));
    let behind = case.citation_behind.unwrap_or(case.span);
    let theirs = repair::typeset(case.text, case.context.words(place));
    let (open, close) = if case.text.contains('\'') { ('"', '"') } else { ('“', '”') };
    let plain = case.form == Form::Marks && !theirs.contains(['\n', '[', ']', '…']);
    finding.fixes.extend(plain.then(|| {
        let words = format!(
            " (in {}: {open}{theirs}{close})",
            case.context.citation(case.excerpt.dialect, place)
        );
        let title = format!("Give the wording of {} too", case.context.passage(place));
        Fix::one(title, wording::behind(behind), words)
    }));
    Some(finding)
}

/// Whether the note also quotes the other wording, in the same paragraph.
fn named_too(case: &QuotationCase, variant: &Match) -> bool {
    let Some((block, _)) = case.blocks() else { return false };
    case.excerpt.quotations.iter().filter(|other| block.span.covers(other.prose)).any(|other| {
        other.lookup.matches().iter().any(|m| {
            m.source == variant.source
                && m.span.overlaps(variant.span)
                && m.verdict < Verdict::Misquoted
        })
    })
}

/// A match in another source that is the same remark in other words, and how they differ. A source that also has the
/// quoted words only repeats itself.
fn variant<'m>(
    case: &QuotationCase,
    best: &Match,
    other: &'m Match,
) -> Option<(&'m Match, String)> {
    if other.source == best.source || other.verdict != Verdict::Misquoted || !is_certain(other) {
        return None;
    }
    let source = case.context.corpus.source(other.source)?;
    let changes = unmarked::changes(case.text, &source.text, other);
    let differs = wording::changes(case.text, &source.text, other);
    (!changes.is_empty()).then_some((other, differs))
}
