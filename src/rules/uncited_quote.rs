//! `uncited-quote`: a speaker, but no citation, though the words stand in the corpus.

use super::{Check, Finding, Rule, Scene, repair, splice, wording};
use crate::note::Quotation;
use crate::prose::Kind;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "uncited-quote",
    summary: "a speaker but no citation, though the words stand in the corpus",
    draft: Severity::Hint,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/uncited-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words stand in many places by chance.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let speech = matches!(quotation.kind, Kind::Speech | Kind::Unknown);
    let carried = quotation.continues.and_then(|i| scene.note.quotations.get(i));
    if !speech
        || quotation.parent.is_some()
        || carried.is_some()
        || !scene.has_speaker(quotation)
        || !quotation.citations.is_empty()
        || !wording::has_words(&quotation.text, LEAST_WORDS)
    {
        return None;
    }
    let found = splice::whole(quotation, placed)?;
    let place = scene.place(found);
    let citation = scene.citation(place);
    let message = format!(
        "{} cites no source: it stands in {}. Cite {citation}",
        wording::quoted(&quotation.text),
        scene.passage(place),
    );
    let mut finding = RULE.finding(scene, quotation.span, message);
    finding.related.extend(scene.related(place, "the words stand here".to_owned()));
    finding.fixes.push(repair::citation(scene, quotation, place));
    Some(finding)
}
