//! `secondhand-quote`: the note credits the one who passed the words on, not the one who said them.

use super::{Check, Finding, Fix, Rule, Scene, splice, wording};
use crate::note::Quotation;
use crate::prose::{Confidence, Weight};
use crate::text::Passage;
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
    let attribution = quotation.attribution.as_ref()?;
    let credited = attribution.weight(&scene.note.text);
    let found = splice::whole(quotation, placed)?;
    if !wording::has_words(&quotation.text, LEAST_WORDS) || quotation.parent.is_some() {
        return None;
    }
    let place = scene.place(found);
    let spoken = scene.snapshot.spoken(place)?;
    // That somebody passes the words on is as sure as whose they are; whom a pronoun means is not asked here.
    let said = spoken.confidence == Confidence::Explicit || spoken.stands_for.is_some();
    if credited < Weight::Informs || !said || spoken.confidence < Confidence::Resolved {
        return None;
    }
    let at = |span| Passage { document: place.document, span };
    let through = at(spoken.through?);
    let passes_on = scene.snapshot.actor_named(through)?;
    if placed.speaker? != passes_on || spoken.actor == Some(passes_on) {
        return None;
    }
    let reporter = scene.snapshot.words(through);
    let sure = spoken.confidence == Confidence::Explicit;
    let speaker = match sure {
        true => scene.snapshot.words(at(spoken.speaker)).to_owned(),
        false => format!("“{}”", scene.snapshot.speaker_shown(place, &spoken)),
    };
    let message = format!(
        "{} are the words of {speaker}, which {reporter} passes on ({}): credit {speaker}, “as quoted by {reporter}”",
        wording::quoted(&quotation.text),
        scene.passage(place),
    );
    let most = if credited == Weight::Accuses && sure { Severity::Error } else { Severity::Info };
    let mut finding = RULE.finding_at_most(scene, most, attribution.speaker, message);
    finding.related.extend(scene.related(at(spoken.speaker), "their speaker".to_owned()));
    let written = attribution.speaker.of(&scene.note.text);
    // Inside the sentence the article is small.
    let inside = written.strip_prefix("The ").map(|rest| format!("the {rest}"));
    finding.fixes.extend(sure.then(|| {
        let credited = format!("{speaker}, as quoted by {},", inside.as_deref().unwrap_or(written));
        let title = format!("Credit {}", wording::shortened(&speaker, 40));
        Fix::one(title, attribution.speaker, credited)
    }));
    Some(finding)
}
