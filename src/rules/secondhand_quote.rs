//! `secondhand-quote`: the note credits the one who passed the words on, not the one who said them.

use super::{Check, Finding, Fix, Rule, Scene, splice, wording};
use crate::actor::Place;
use crate::note::Quotation;
use crate::prose::Confidence;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "secondhand-quote",
    summary: "A quoting B: the words are credited to A, who only passes them on",
    draft: Severity::Info,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/secondhand-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words may be the words of both.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let attribution =
        quotation.attribution.as_ref().filter(|a| a.confidence == Confidence::Explicit)?;
    let found = splice::whole(quotation, placed)?;
    if !wording::has_words(&quotation.text, LEAST_WORDS) || quotation.parent.is_some() {
        return None;
    }
    let place = scene.place(found);
    let spoken = scene.snapshot.spoken(place)?;
    let at = |span| Place { document: place.document, span };
    let through = at(spoken.through?);
    let passes_on = scene.snapshot.actor_named(through)?;
    if placed.speaker? != passes_on || spoken.actor == Some(passes_on) {
        return None;
    }
    let (speaker, reporter) =
        (scene.snapshot.words(at(spoken.speaker)), scene.snapshot.words(through));
    let message = format!(
        "{} are the words of {speaker}, which {reporter} passes on ({}): credit {speaker}, “as quoted by {reporter}”",
        wording::quoted(&quotation.text),
        scene.snapshot.passage(place),
    );
    let mut finding = scene.finding(&RULE, attribution.speaker, message);
    finding.related.extend(scene.related(at(spoken.speaker), "their speaker".to_owned()));
    let written = attribution.speaker.of(&scene.note.text);
    // Inside the sentence the article is small.
    let inside = written.strip_prefix("The ").map(|rest| format!("the {rest}"));
    finding.fixes.push(Fix::one(
        format!("Credit {}", wording::shortened(speaker, 40)),
        attribution.speaker,
        format!("{speaker}, as quoted by {},", inside.as_deref().unwrap_or(written)),
    ));
    Some(finding)
}
