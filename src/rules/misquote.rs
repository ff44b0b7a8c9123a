//! `misquote`: a word changed, left out or added without a mark.

use super::unmarked::{self, Fault};
use super::{Check, Finding, Rule, Scene, comparison, repair, splice, wording};
use crate::corpus::Verdict;
use crate::note::Quotation;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "misquote",
    summary: "a word changed without a mark; an error when it is a negation, number, date, modal, quantifier or name",
    draft: Severity::Warning,
    release: Severity::Error,
    page: include_str!("../../docs/rules/misquote.md"),
    check: Check::Quotation(look),
};

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let found = splice::whole(quotation, placed).filter(|m| m.verdict == Verdict::Misquoted)?;
    if quotation.parent.is_some() {
        return None;
    }
    let source = scene.snapshot.corpus.source(found.source)?;
    if unmarked::fault(&quotation.text, &source.text, found) != Some(Fault::Misquoted) {
        return None;
    }
    let place = scene.place(found);
    let material = found.changes.iter().any(|c| c.material && !c.marked);
    let differs = wording::changes(&quotation.text, &source.text, found);
    let differs = if differs.is_empty() { "the wording differs".to_owned() } else { differs };
    // A place that is only like the words, and speaks of another or in the reporter's own words, may be another saying.
    let doubtful = repair::doubtful(scene, quotation, placed, found);
    let advice = match (material, doubtful) {
        (_, true) => ". It may be another saying: check the place",
        (true, _) => {
            " (this changes the meaning). Use the source’s words, or mark the change with [brackets] or an ellipsis"
        }
        _ => ". Use the source’s words, or mark the change with [brackets] or an ellipsis",
    };
    let message = format!(
        "{} is not what {} says: {differs}{advice}",
        wording::quoted(&quotation.text),
        scene.passage(place),
    );
    let mut finding = match (material, doubtful) {
        (_, true) => RULE.finding_at_most(scene, Severity::Info, quotation.words, message),
        (true, _) => RULE.finding_at_least(scene, Severity::Error, quotation.words, message),
        _ => RULE.finding(scene, quotation.words, message),
    };
    let has = format!("the source has {}", wording::quoted_at(&source.text, found));
    finding.related.extend(scene.related(place, has));
    finding.diff = comparison::diff(&quotation.text, &source.text, found);
    finding.fixes.extend(repair::source_words(scene, quotation, placed, found));
    // Brackets own up to a change; they do not excuse one that turns the meaning.
    finding.fixes.extend(repair::marks(scene, quotation, placed, found).filter(|_| !material));
    Some(finding)
}
