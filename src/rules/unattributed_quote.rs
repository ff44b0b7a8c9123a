//! `unattributed-quote`: speech with no speaker and no citation.

use super::{Check, Finding, Fix, Rule, Scene, repair, splice, wording};
use crate::note::Quotation;
use crate::prose::{Confidence, Form, Kind};
use crate::text::Passage;
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unattributed-quote",
    summary: "speech of four words or more with no speaker and no citation",
    draft: Severity::Warning,
    release: Severity::Error,
    page: include_str!("../../docs/rules/unattributed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words are as often a term or a scare quote as speech.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let speech = matches!(quotation.kind, Kind::Speech | Kind::Unknown);
    // A block quotation without marks is the business of `unsourced-blockquote`.
    let stands_alone = quotation.parent.is_none()
        && quotation.form == Form::Marks
        && !scene.has_speaker(quotation)
        && quotation.citations.is_empty();
    let carried = quotation.continues.and_then(|i| scene.note.quotations.get(i));
    let carried = carried.is_some_and(|q| scene.has_speaker(q) || !q.citations.is_empty());
    if !speech || !stands_alone || carried || !wording::has_words(&quotation.text, LEAST_WORDS) {
        return None;
    }
    let words = wording::quoted(&quotation.text);
    let known = splice::whole(quotation, placed);
    let Some(found) = known else {
        let message = format!("{words} names no speaker and cites no source: add either");
        return Some(RULE.finding(scene, quotation.span, message));
    };
    let place = scene.place(found);
    let snapshot = scene.snapshot;
    let citation = scene.citation(place);
    let spoken = snapshot.spoken(place);
    let said_by = spoken.as_ref().map(|s| {
        let words = Passage { document: place.document, span: s.speaker };
        match s.confidence {
            Confidence::Explicit => format!(", said by {}", snapshot.words(words)),
            _ => format!(" (who speaks there: {})", snapshot.speaker_shown(place, s)),
        }
    });
    let message = format!(
        "{words} names no speaker and cites no source: it stands in {}{}; say who said it, or cite {citation}",
        snapshot.passage(place),
        said_by.unwrap_or_default(),
    );
    let mut finding = RULE.finding(scene, quotation.span, message);
    finding.related.extend(scene.related(place, "the words stand here".to_owned()));
    let spoken = spoken.filter(|s| s.confidence > Confidence::FollowOn);
    let actor = spoken.as_ref().and_then(|s| s.actor).and_then(|a| snapshot.actors.actor(a));
    let name = actor.map(|actor| actor.name.as_str());
    let doubt = spoken.as_ref().and_then(|spoken| repair::doubt(scene, place, spoken));
    let doubted = |fix: Fix| fix.doubted(doubt.as_deref());
    let credits = name.and_then(|name| repair::credits(scene, quotation, name, place));
    finding.fixes.extend(credits.map(doubted));
    finding.fixes.push(repair::citation(scene, quotation, place));
    let named = name.and_then(|name| repair::attribution(scene, quotation, name, None));
    finding.fixes.extend(named.map(doubted));
    Some(finding)
}
