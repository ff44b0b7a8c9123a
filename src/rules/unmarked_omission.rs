//! `unmarked-omission`: words of the source are left out without an ellipsis.

use super::unmarked::{self, Fault, letters, words};
use super::{Finding, Fix, Replacement, Rule, Scene, wording};
use crate::corpus::{Match, Source};
use crate::note::Quotation;
use crate::text::Span;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unmarked-omission",
    summary: "words are left out without an ellipsis",
    draft: Severity::Warning,
    release: Severity::Error,
    page: include_str!("../../docs/rules/unmarked-omission.md"),
    check,
};

fn check(scene: &Scene<'_>) -> Vec<Finding> {
    scene.each_quotation(look)
}

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let found = placed.best()?;
    let elsewhere = !placed.cited.is_empty() && !placed.cited.contains(&found.source);
    if elsewhere || quotation.parent.is_some() {
        return None;
    }
    let source = scene.snapshot.corpus.source(found.source)?;
    if unmarked::fault(&quotation.text, &source.text, found) != Some(Fault::Omits) {
        return None;
    }
    let place = scene.place(found);
    let omitted = unmarked::changes(&quotation.text, &source.text, found);
    let left_out: Vec<String> =
        omitted.iter().take(3).map(|c| wording::quoted(c.source.of(&source.text).trim())).collect();
    let message = format!(
        "{} leaves out {} of {}. Mark it with an ellipsis",
        wording::quoted(&quotation.text),
        left_out.join(" and "),
        scene.snapshot.passage(place),
    );
    let mut finding = scene.finding(&RULE, quotation.words, message);
    let has = format!("the source has {}", wording::quoted(scene.snapshot.words(place)));
    finding.related.extend(scene.related(place, has));
    finding.fixes.extend(marks(scene, quotation, source, found));
    Some(finding)
}

/// The fix that puts an ellipsis wherever words are left out; only where the place is certain.
fn marks(scene: &Scene<'_>, quotation: &Quotation, source: &Source, found: &Match) -> Option<Fix> {
    if found.pieces.len() != 1 || found.changes.iter().any(|c| c.marked) {
        return None;
    }
    let mut edits = Vec::new();
    let mut left_out = 0;
    for change in unmarked::changes(&quotation.text, &source.text, found) {
        let before =
            words(Span::new(found.span.start, change.source.start).of(&source.text)).count();
        let at = words(&quotation.text).nth(before.checked_sub(left_out)?)?;
        let next = words(source.text.get(change.source.end..)?).next()?;
        let theirs = next.of(source.text.get(change.source.end..)?);
        if letters(at.of(&quotation.text)) != letters(theirs) {
            return None;
        }
        left_out += words(change.source.of(&source.text)).count();
        let at = scene.note.place(quotation, at).start;
        edits.push(Replacement { span: Span::new(at, at), text: "… ".to_owned() });
    }
    Some(Fix { title: "Mark the omission with an ellipsis".to_owned(), edits, safe: true })
}
