//! `source-variants`: another source has the same saying in other words.

use super::{Check, Finding, Fix, Rule, Scene, repair, sure, unmarked, wording};
use crate::corpus::{Match, Verdict};
use crate::note::Quotation;
use crate::prose::Form;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "source-variants",
    summary: "sources disagree on the wording",
    draft: Severity::Info,
    release: Severity::Info,
    page: include_str!("../../docs/rules/source-variants.md"),
    check: Check::Quotation(look),
};

/// Fewer words are alike by chance.
const LEAST_WORDS: usize = 6;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let found = placed.best().filter(|m| m.verdict < Verdict::Altered)?;
    let elsewhere = !placed.cited.is_empty() && !placed.cited.contains(&found.source);
    if elsewhere || quotation.parent.is_some() || !wording::has_words(&quotation.text, LEAST_WORDS)
    {
        return None;
    }
    let tellings = placed.variants();
    let mut others = placed.matches().iter().chain(tellings);
    let (variant, differs) = others.find_map(|m| variant(scene, quotation, found, m))?;
    if named_too(scene, quotation, variant) {
        return None;
    }
    let place = scene.place(variant);
    let message = format!(
        "{} has these words otherwise than {}: {differs}. Find out which wording is right, or name both",
        scene.passage(place),
        scene.passage(scene.place(found)),
    );
    let mut finding = RULE.finding(scene, quotation.words, message);
    finding.related.extend(scene.related(place, "the other wording".to_owned()));
    finding.related.extend(scene.related(scene.place(found), "the wording quoted".to_owned()));
    let behind = repair::cited_behind(scene, quotation).unwrap_or(quotation.span);
    let theirs = repair::typeset(&quotation.text, scene.snapshot.words(place));
    let (open, close) = if quotation.text.contains('\'') { ('"', '"') } else { ('“', '”') };
    let plain = quotation.form == Form::Marks && !theirs.contains(['\n', '[', ']', '…']);
    finding.fixes.extend(plain.then(|| {
        let words = format!(" (in {}: {open}{theirs}{close})", scene.citation(place));
        let title = format!("Name the wording of {} too", scene.passage(place));
        Fix::one(title, wording::behind(behind), words)
    }));
    Some(finding)
}

/// Whether the note quotes the other wording too, in the same paragraph.
fn named_too(scene: &Scene<'_>, quotation: &Quotation, variant: &Match) -> bool {
    let note = scene.note;
    let Some(block) = note.block_of(quotation.prose).and_then(|block| note.blocks.get(block))
    else {
        return false;
    };
    let first = note.quotations.partition_point(|q| q.prose.start < block.span.start);
    let inside = scene.quotations_in(first..note.quotations.len());
    inside.take_while(|(other, _)| other.prose.start <= block.span.end).any(|(other, placed)| {
        block.span.covers(other.prose)
            && placed.matches().iter().any(|m| {
                m.source == variant.source
                    && m.span.overlaps(variant.span)
                    && m.verdict < Verdict::Misquoted
            })
    })
}

/// A match in another source that is the same saying in other words, and how they differ. Where the same source also has
/// the quoted words, it only repeats itself.
fn variant<'m>(
    scene: &Scene<'_>,
    quotation: &Quotation,
    best: &Match,
    other: &'m Match,
) -> Option<(&'m Match, String)> {
    if other.source == best.source || other.verdict != Verdict::Misquoted || !sure(other) {
        return None;
    }
    let source = scene.snapshot.corpus.source(other.source)?;
    let changes = unmarked::changes(&quotation.text, &source.text, other);
    let differs = wording::changes(&quotation.text, &source.text, other);
    (!changes.is_empty()).then_some((other, differs))
}
