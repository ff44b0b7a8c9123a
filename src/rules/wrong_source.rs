//! `wrong-source`: the words are not in the cited source, but in another.

use super::{Check, QuotationCase, Rule, is_certain, splice, wording};
use crate::corpus::{Match, Verdict};
use crate::workspace::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "wrong-source",
    summary: "the words are in another source than the one cited",
    severities: [Severity::Error, Severity::Error],
    page: include_str!("../../docs/rules/wrong-source.md"),
    check: Check::Quotation(look),
};

/// Fewer words occur in many places by chance.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let found = case.lookup.best().filter(|_| !case.lookup.cited.is_empty())?;
    let stands_as_cited = |m: &Match| case.cites(m) && !worse(m, found);
    // A citation that does not resolve might have been the right one.
    if !case.lookup.all_known
        || case.lookup.matches().iter().any(stands_as_cited)
        || !is_certain(found)
        || !wording::has_words(case.text, LEAST_WORDS)
        || case.is_nested
        || splice::is_spliced(case)
    {
        return None;
    }
    let place = found.place();
    let cited = case.first_cited()?;
    let message = format!(
        "{} is not in {}: it is in {} ({}). Cite {}",
        wording::quoted(case.text),
        cited.without_locator(),
        case.context.passage(place),
        case.context.file_line(place),
        case.context.citation(case.excerpt.dialect, place),
    );
    let mut finding = RULE.finding(case.context, case.words, message);
    finding.related.extend(case.context.related(place, "the words are here"));
    finding.fixes.extend(case.context.citing_instead(cited, place));
    Some(finding)
}

/// Whether the cited source's match is so much worse than the best one elsewhere that the citation must be wrong.
fn worse(cited: &Match, best: &Match) -> bool {
    cited.verdict == Verdict::Misquoted && best.verdict < Verdict::Misquoted
}
