//! Runs all rules on a note. Findings in a block are cached by the fingerprint of its excerpt for the next version of
//! the note: an edit changes one paragraph, and the others are not checked again.

use super::registry::ALL;
use super::rule::{Check, Rule};
use super::view::{Context, Excerpt, NoteView, QuotationCase};
use crate::workspace::{Finding, FindingMemo, Severity};
use std::sync::Arc;

/// The findings in a note of the rules that are not off, rule by rule in the order of [`ALL`], each in the order of the
/// note.
pub fn check(view: &NoteView) -> Vec<Finding> {
    let is_off = |rule: &Rule| view.context.severity(rule.name) == Some(Severity::Off);
    let in_force: Vec<(usize, &Rule)> =
        ALL.iter().copied().enumerate().filter(|(_, rule)| !is_off(rule)).collect();
    let mut by_rule: Vec<Vec<Finding>> = vec![Vec::new(); ALL.len()];
    // Only an open note will have a next version.
    let mut shared = view.is_open.then(|| view.assessment.findings());
    let mut own = FindingMemo::default();
    let memo = shared.as_deref_mut().unwrap_or(&mut own);
    memo.next_generation();
    for (base, excerpt) in view.excerpts() {
        let find = || find(&view.context, &excerpt, &in_force);
        let mut is_kept = true;
        let found = memo.get_or_compute(excerpt.fingerprint(), |_| {
            is_kept = false;
            Arc::new(find())
        });
        // A rule that read more than its excerpt fails here, in tests that edit a note and in every fuzzer.
        debug_assert!(!is_kept || *found == find(), "kept {found:?}");
        for (number, finding) in found.iter() {
            if let Some(all) = by_rule.get_mut(*number) {
                all.push(finding.shifted(base));
            }
        }
    }
    drop(shared);
    for (number, rule) in in_force {
        let Some(all) = by_rule.get_mut(number) else { continue };
        if let Check::Note(check) = rule.check {
            all.extend(check(view).into_iter().map(Finding::made_visible));
        }
        if matches!(rule.check, Check::Attribution(_) | Check::Block(_)) {
            all.sort_by_key(|finding| finding.span);
            all.dedup_by(|next, finding| next.span.overlaps(finding.span));
        }
    }
    let found = by_rule.into_iter().flatten();
    found.filter(|finding| finding.severity != Severity::Off).collect()
}

/// The findings of rules on a block or its quotations, each with the index of its rule.
fn find(context: &Context, excerpt: &Excerpt, rules: &[(usize, &Rule)]) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (number, rule) in rules {
        let mut add = |finding: Finding| found.push((*number, finding.made_visible()));
        match rule.check {
            Check::Quotation(look) | Check::Attribution(look) => {
                for quotation in &excerpt.quotations {
                    let finding = look(&QuotationCase { context, excerpt, quotation });
                    let about = Some(quotation.span);
                    finding.into_iter().for_each(|finding| add(Finding { about, ..finding }));
                }
            }
            Check::Block(look) => look(context, excerpt).into_iter().for_each(add),
            Check::Note(_) | Check::Bibliography => {}
        }
    }
    found
}
