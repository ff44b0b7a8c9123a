//! `disputed-quote`: the source itself says that the words could not be verified, were deleted, denied or mistranslated.

use super::{Check, Finding, Fix, Rule, Scene, repair, splice, wording};
use crate::corpus::speaks_against;
use crate::note::Quotation;
use crate::prose::Form;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "disputed-quote",
    summary: "the source says its own quotation is unverified, deleted, denied or retranslated",
    draft: Severity::Warning,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/disputed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words count only when the note cites the source for them.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let meant = |document| placed.cited.contains(&document) || placed.cited.is_empty();
    let found = placed.matches().iter().find(|m| meant(m.source));
    let found = found.or_else(|| splice::whole(quotation, placed))?;
    let short = !wording::has_words(&quotation.text, LEAST_WORDS);
    if quotation.parent.is_some() || (short && placed.cited.is_empty()) {
        return None;
    }
    let evidence = scene.snapshot.disputed(scene.place(found))?;
    // In the sentence of the quotation or the next one.
    if scene.own_words(quotation, 1).any(speaks_against) {
        return None;
    }
    let message = format!(
        "{} is disputed by its own source, {}: {}. Say so in the note, or find the words elsewhere",
        wording::quoted(&quotation.text),
        scene.passage(scene.place(found)),
        wording::quoted(scene.snapshot.words(evidence).trim_end_matches(['.', ' '])),
    );
    let mut finding = RULE.finding(scene, quotation.words, message);
    finding
        .related
        .extend(scene.related(evidence, "what the source says of these words".to_owned()));
    finding.related.extend(scene.related(scene.place(found), "the words stand here".to_owned()));
    let at = repair::cited_behind(scene, quotation).unwrap_or(quotation.span);
    finding.fixes.extend((quotation.form == Form::Marks).then(|| {
        let words = format!(" (disputed, see {})", scene.passage(evidence));
        Fix::one("Say that it is disputed".to_owned(), wording::behind(at), words)
    }));
    Some(finding)
}
