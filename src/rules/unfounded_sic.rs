//! `unfounded-sic`: `[sic]` blames the source for a word that the source does not have.

use super::unmarked::{self, Fault};
use super::{Check, Finding, Fix, Replacement, Rule, Scene, repair, splice};
use crate::note::Quotation;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unfounded-sic",
    summary: "[sic] after a word that the source spells otherwise",
    draft: Severity::Warning,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/unfounded-sic.md"),
    check: Check::Quotation(look),
};

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let found = splice::whole(quotation, placed)?;
    let source = scene.snapshot.corpus.source(found.source)?;
    if quotation.parent.is_some()
        || unmarked::fault(&quotation.text, &source.text, found) != Some(Fault::Sic)
    {
        return None;
    }
    let changes = unmarked::changes(&quotation.text, &source.text, found);
    let change = changes.first()?;
    let (ours, theirs) =
        (change.quoted.of(&quotation.text).trim(), change.source.of(&source.text).trim());
    let place = scene.place(found);
    let passage = scene.passage(place);
    let message = if theirs.is_empty() {
        format!(
            "“{ours} [sic]”: {passage} does not have “{ours}”. The slip is the note’s: take it out with its [sic]"
        )
    } else {
        format!(
            "“{ours} [sic]”: {passage} has “{theirs}”. The slip is the note’s: correct it and take out [sic]"
        )
    };
    let span = scene.note.place(quotation, change.quoted);
    let mut finding = RULE.finding(scene, span, message);
    finding.related.extend(scene.related(place, "the words stand here".to_owned()));
    let rest = quotation.text.get(change.quoted.end..).unwrap_or_default();
    if let (Some(len), false) = (rest.find(']'), theirs.is_empty()) {
        let sic = crate::text::Span::new(change.quoted.start, change.quoted.end + len + 1);
        let right = repair::typeset(&quotation.text, theirs);
        if repair::is_plain(scene, quotation, sic) {
            finding.fixes.push(Fix {
                title: format!("Write “{right}”"),
                edits: vec![Replacement { span: scene.note.place(quotation, sic), text: right }],
                safe: !change.material && repair::certain(placed, found),
            });
        }
    }
    Some(finding)
}
