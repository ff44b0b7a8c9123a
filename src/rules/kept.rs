//! What all rules find in a note. What they found in a block is kept for the next version of the note: an edit changes one
//! paragraph, and at the others nobody looks again.

use super::surroundings::{Group, groups};
use super::{ALL, Check, Finding, Rule, Scene};
use crate::note::Quotation;
use crate::workspace::{BlockFindings, Placed, Severity};
use std::sync::Arc;

/// What the rules that are not off find in a note: rule by rule in the order of [`ALL`], each in the order of the note.
pub fn check(scene: &Scene<'_>) -> Vec<Finding> {
    let mut by_rule: Vec<Vec<Finding>> = ALL.iter().map(|_| Vec::new()).collect();
    let mut memo = scene.judged.take_findings();
    memo.next_generation();
    for group in groups(scene) {
        let mut is_kept = true;
        let looked = memo.get_or_compute(group.print, |_| {
            is_kept = false;
            Arc::new(BlockFindings { base: group.base, found: look(scene, &group) })
        });
        let found = looked.found_at(group.base);
        // A rule that reads more than is in the fingerprint fails in every test that edits a note, and under every fuzzer.
        debug_assert!(!is_kept || found == look(scene, &group), "kept {found:?}");
        for (rule, finding) in found {
            if let Some(all) = by_rule.get_mut(rule) {
                all.push(finding);
            }
        }
    }
    if scene.edited {
        scene.judged.keep_findings(memo);
    }
    for (rule, all) in in_force(scene).zip(&mut by_rule) {
        match rule.map(|rule| rule.check) {
            Some(Check::Note(check)) => {
                *all = check(scene).into_iter().map(Finding::made_visible).collect();
            }
            Some(Check::QuotationOnce(_)) => all.dedup_by_key(|finding| finding.span),
            Some(Check::Block(_)) => {
                all.sort_by_key(|finding| finding.span);
                all.dedup_by(|next, finding| next.span.overlaps(finding.span));
            }
            Some(Check::Quotation(_) | Check::Bibliography) | None => {}
        }
    }
    let mut found: Vec<Finding> = by_rule.into_iter().flatten().collect();
    found.retain(|finding| finding.severity != Severity::Off);
    found
}

/// The rules in their order, none for those that are off here.
fn in_force(scene: &Scene<'_>) -> impl Iterator<Item = Option<&'static Rule>> {
    ALL.iter()
        .map(|rule| Some(*rule).filter(|rule| scene.severity(rule.name) != Some(Severity::Off)))
}

/// What the rules find in one block that do not look at the whole note.
fn look(scene: &Scene<'_>, group: &Group<'_>) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (number, rule) in in_force(scene).enumerate() {
        let made: Vec<Finding> = match rule.map(|rule| rule.check) {
            Some(Check::Quotation(look) | Check::QuotationOnce(look)) => {
                let here = scene.quotations_in(group.quotations.clone());
                let found = |(quotation, placed): (&Quotation, &Placed)| {
                    let found = look(scene, quotation, placed)?;
                    Some(Finding { about: Some(quotation.span), ..found })
                };
                here.filter_map(found).collect()
            }
            Some(Check::Block(look)) => look(scene, group.block, group.quotations.clone()),
            Some(Check::Note(_) | Check::Bibliography) | None => continue,
        };
        found.extend(made.into_iter().map(|finding| (number, finding.made_visible())));
    }
    found
}
