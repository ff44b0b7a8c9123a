//! `wrong-source`: the words stand elsewhere than the note says.

use super::{Check, Finding, Rule, Scene, splice, sure, wording};
use crate::corpus::{Match, Verdict};
use crate::note::Quotation;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "wrong-source",
    summary: "the words stand in another source than the one cited",
    draft: Severity::Error,
    release: Severity::Error,
    page: include_str!("../../docs/rules/wrong-source.md"),
    check: Check::Quotation(look),
};

/// Shorter words stand in many places by chance.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let found = placed.best().filter(|_| !placed.cited.is_empty())?;
    let stands_as_cited =
        placed.matches().iter().any(|m| placed.cited.contains(&m.source) && !worse(m, found));
    let long_enough = wording::has_words(&quotation.text, LEAST_WORDS);
    // A citation that resolves to nothing might have been the right one.
    if !placed.all_known
        || stands_as_cited
        || !sure(found)
        || !long_enough
        || quotation.parent.is_some()
    {
        return None;
    }
    if splice::is_spliced(quotation, placed) {
        return None;
    }
    let place = scene.place(found);
    let cited = scene.first_cited(quotation)?;
    let message = format!(
        "{} does not stand in {}: it stands in {} ({}). Cite {}",
        wording::quoted(&quotation.text),
        scene.as_cited(cited),
        scene.passage(place),
        scene.snapshot.file_line(place),
        scene.citation(place),
    );
    let mut finding = RULE.finding(scene, quotation.words, message);
    finding.related.extend(scene.related(place, "the words stand here".to_owned()));
    finding.fixes.extend(scene.recite(cited, place));
    Some(finding)
}

/// Whether a match in the cited source is so much worse than the best one elsewhere that the citation must be wrong.
fn worse(cited: &Match, best: &Match) -> bool {
    cited.verdict == Verdict::Misquoted && best.verdict < Verdict::Misquoted
}
