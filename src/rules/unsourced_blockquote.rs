//! `unsourced-blockquote`: a block quotation without a speaker and without a citation.

use super::{Check, Finding, Rule, Scene, repair, splice, wording};
use crate::note::Quotation;
use crate::prose::Form;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unsourced-blockquote",
    summary: "a block quotation with neither speaker nor citation",
    draft: Severity::Warning,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/unsourced-blockquote.md"),
    check: Check::Quotation(look),
};

/// A block of fewer words is as often an aside of the writer's.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    if quotation.form != Form::Block
        || scene.has_speaker(quotation)
        || !quotation.citations.is_empty()
        || introduced(scene, quotation)
        || !wording::has_words(&quotation.text, LEAST_WORDS)
    {
        return None;
    }
    let words = wording::quoted(&quotation.text);
    let Some(found) = splice::whole(quotation, placed) else {
        let message = format!(
            "the block quotation {words} has no attribution line and no citation: add “— Name, [@key]” below it"
        );
        return Some(RULE.finding(scene, quotation.words, message));
    };
    let place = scene.place(found);
    let citation = scene.citation(place);
    let message = format!(
        "the block quotation {words} has no attribution line and no citation: it stands in {}. Cite {citation} below it",
        scene.passage(place),
    );
    let mut finding = RULE.finding(scene, quotation.words, message);
    finding.related.extend(scene.related(place, "the words stand here".to_owned()));
    finding.fixes.push(repair::citation(scene, quotation, place));
    Some(finding)
}

/// Whether the paragraph before leads over to it with a colon: who is meant is then for a person to see.
fn introduced(scene: &Scene<'_>, quotation: &Quotation) -> bool {
    let blocks = &scene.note.blocks;
    let first = blocks.partition_point(|b| b.span.end <= quotation.prose.start);
    let before = first.checked_sub(1).and_then(|i| blocks.get(i));
    before.is_some_and(|b| b.span.of(&scene.note.prose.text).ends_with(':'))
}
