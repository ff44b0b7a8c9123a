//! `source-variants`: another source has the same saying in other words.

use super::{
    Check, Context, Excerpt, Finding, Fix, QuotationView, Rule, repair, sure, unmarked, wording,
};
use crate::corpus::{Match, Verdict};
use crate::prose::Form;
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "source-variants",
    summary: "sources disagree on the wording",
    severities: [Severity::Info, Severity::Info],
    page: include_str!("../../docs/rules/source-variants.md"),
    check: Check::Quotation(look),
};

/// Fewer words are alike by chance.
const LEAST_WORDS: usize = 6;

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let found = quotation.lookup.best().filter(|m| m.verdict < Verdict::Altered)?;
    let elsewhere =
        !quotation.lookup.cited.is_empty() && !quotation.lookup.cited.contains(&found.source);
    if elsewhere || quotation.is_nested || !wording::has_words(quotation.text, LEAST_WORDS) {
        return None;
    }
    let tellings = quotation.lookup.variants();
    let mut others = quotation.lookup.matches().iter().chain(tellings);
    let (variant, differs) = others.find_map(|m| variant(context, quotation, found, m))?;
    if named_too(excerpt, quotation, variant) {
        return None;
    }
    let place = variant.place();
    let message = format!(
        "{} has these words otherwise than {}: {differs}. Find out which wording is right, or name both",
        context.passage(place),
        context.passage(found.place()),
    );
    let mut finding = RULE.finding(context, quotation.words, message);
    finding.related.extend(context.related(place, "the other wording"));
    finding.related.extend(context.related(found.place(), "the wording quoted"));
    let behind = quotation.citation_behind.unwrap_or(quotation.span);
    let theirs = repair::typeset(quotation.text, context.words(place));
    let (open, close) = if quotation.text.contains('\'') { ('"', '"') } else { ('“', '”') };
    let plain = quotation.form == Form::Marks && !theirs.contains(['\n', '[', ']', '…']);
    finding.fixes.extend(plain.then(|| {
        let words =
            format!(" (in {}: {open}{theirs}{close})", context.citation(excerpt.dialect, place));
        let title = format!("Name the wording of {} too", context.passage(place));
        Fix::one(title, wording::behind(behind), words)
    }));
    Some(finding)
}

/// Whether the note quotes the other wording too, in the same paragraph.
fn named_too(excerpt: &Excerpt, quotation: &QuotationView, variant: &Match) -> bool {
    let Some((block, _)) = excerpt.block_of(quotation) else { return false };
    excerpt.quotations.iter().filter(|other| block.span.covers(other.prose)).any(|other| {
        other.lookup.matches().iter().any(|m| {
            m.source == variant.source
                && m.span.overlaps(variant.span)
                && m.verdict < Verdict::Misquoted
        })
    })
}

/// A match in another source that is the same saying in other words, and how they differ. Where the same source also has
/// the quoted words, it only repeats itself.
fn variant<'m>(
    context: &Context,

    quotation: &QuotationView,
    best: &Match,
    other: &'m Match,
) -> Option<(&'m Match, String)> {
    if other.source == best.source || other.verdict != Verdict::Misquoted || !sure(other) {
        return None;
    }
    let source = context.corpus.source(other.source)?;
    let changes = unmarked::changes(quotation.text, &source.text, other);
    let differs = wording::changes(quotation.text, &source.text, other);
    (!changes.is_empty()).then_some((other, differs))
}
