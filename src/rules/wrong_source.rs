//! `wrong-source`: the words stand elsewhere than the note says.

use super::{Check, Context, Excerpt, Finding, QuotationView, Rule, splice, sure, wording};
use crate::corpus::{Match, Verdict};
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "wrong-source",
    summary: "the words stand in another source than the one cited",
    severities: [Severity::Error, Severity::Error],
    page: include_str!("../../docs/rules/wrong-source.md"),
    check: Check::Quotation(look),
};

/// Shorter words stand in many places by chance.
const LEAST_WORDS: usize = 4;

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let found = quotation.lookup.best().filter(|_| !quotation.lookup.cited.is_empty())?;
    let stands_as_cited = quotation
        .lookup
        .matches()
        .iter()
        .any(|m| quotation.lookup.cited.contains(&m.source) && !worse(m, found));
    let long_enough = wording::has_words(quotation.text, LEAST_WORDS);
    // A citation that resolves to nothing might have been the right one.
    if !quotation.lookup.all_known
        || stands_as_cited
        || !sure(found)
        || !long_enough
        || quotation.is_nested
    {
        return None;
    }
    if splice::is_spliced(quotation) {
        return None;
    }
    let place = found.place();
    let cited = quotation.first_cited()?;
    let message = format!(
        "{} does not stand in {}: it stands in {} ({}). Cite {}",
        wording::quoted(quotation.text),
        cited.without_locator(),
        context.passage(place),
        context.file_line(place),
        context.citation(excerpt.dialect, place),
    );
    let mut finding = RULE.finding(context, quotation.words, message);
    finding.related.extend(context.related(place, "the words stand here"));
    finding.fixes.extend(context.citing_instead(cited, place));
    Some(finding)
}

/// Whether a match in the cited source is so much worse than the best one elsewhere that the citation must be wrong.
fn worse(cited: &Match, best: &Match) -> bool {
    cited.verdict == Verdict::Misquoted && best.verdict < Verdict::Misquoted
}
