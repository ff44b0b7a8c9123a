//! `bracket-mismatch`: the note marks its changes with brackets, and something beside them differs too.

use super::unmarked::{self, Fault};
use super::{Check, Finding, Rule, Scene, comparison, repair, splice, wording};
use crate::note::Quotation;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "bracket-mismatch",
    summary: "brackets mark some changes, and the text outside them differs",
    draft: Severity::Warning,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/bracket-mismatch.md"),
    check: Check::Quotation(look),
};

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let found = splice::whole(quotation, placed)?;
    let source = scene.snapshot.corpus.source(found.source)?;
    if quotation.parent.is_some()
        || unmarked::fault(&quotation.text, &source.text, found) != Some(Fault::Brackets)
    {
        return None;
    }
    let place = scene.place(found);
    let message = format!(
        "outside its brackets {} is not what {} says: {}. Bracket this change too, or use the source’s words",
        wording::quoted(&quotation.text),
        scene.passage(place),
        wording::changes(&quotation.text, &source.text, found),
    );
    let mut finding = RULE.finding(scene, quotation.words, message);
    let has = format!("the source has {}", wording::quoted_at(&source.text, found));
    finding.related.extend(scene.related(place, has));
    finding.diff = comparison::diff(&quotation.text, &source.text, found);
    finding.fixes.extend(repair::source_words(scene, quotation, placed, found));
    finding.fixes.extend(repair::marks(scene, quotation, placed, found));
    Some(finding)
}
