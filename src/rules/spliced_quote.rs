//! `spliced-quote`: an ellipsis joins words that were not spoken in one breath.

use super::splice::{self, Part, Seam};
use super::{Check, Finding, Fix, Rule, Scene, wording};
use crate::corpus::Match;
use crate::note::Quotation;
use crate::prose::{Confidence, Form};
use crate::text::{Passage, Span};
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "spliced-quote",
    summary: "an ellipsis joins different utterances, speakers or sources",
    draft: Severity::Error,
    release: Severity::Error,
    page: include_str!("../../docs/rules/spliced-quote.md"),
    check: Check::Quotation(look),
};

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    if quotation.parent.is_some() {
        return None;
    }
    let parts = splice::parts(quotation, placed);
    if let [first, .., last] = parts.as_slice() {
        return Some(joined(scene, quotation, placed, (*first, *last)));
    }
    let found = placed.best()?;
    let seam = splice::seams(scene, found).into_iter().next()?;
    across(scene, quotation, found, seam)
}

/// The parts stand in places of their own, no single place has them all.
fn joined(
    scene: &Scene<'_>,
    quotation: &Quotation,
    placed: &Placed,
    (first, last): (Part<'_>, Part<'_>),
) -> Finding {
    let places = (scene.place(first.found), scene.place(last.found));
    let message = format!(
        "{} joins words of {} and of {}: no place has them together. Quote the two separately",
        wording::quoted(&quotation.text),
        whose(scene, places.0),
        whose(scene, places.1),
    );
    let mut finding = RULE.finding(scene, quotation.words, message);
    finding.related.extend(scene.related(places.0, "the first words stand here".to_owned()));
    finding.related.extend(scene.related(places.1, "the last words stand here".to_owned()));
    let gap = Span::new(first.quoted.end, last.quoted.start);
    let between = splice::parts(quotation, placed).len() == 2;
    finding.fixes.extend(between.then(|| parted(scene, quotation, gap, places)).flatten());
    finding
}

/// One place has all words, but the ellipsis passes from one quotation of the source to another.
fn across(scene: &Scene<'_>, quotation: &Quotation, found: &Match, seam: Seam) -> Option<Finding> {
    let at = |span| Passage { document: found.source, span };
    let places = (at(seam.pieces.0), at(seam.pieces.1));
    // Who is read with doubt, or through a pronoun, is no reason to say that there are two.
    let speaker = |place| {
        let spoken = scene.snapshot.spoken(place)?;
        let named = matches!(spoken.confidence, Confidence::FollowOn | Confidence::Explicit);
        Some(spoken).filter(|s| named && s.stands_for.is_none())
    };
    let (first, second) = (speaker(places.0), speaker(places.1));
    let explicit = |s: &Option<crate::workspace::Spoken>| {
        s.as_ref().is_some_and(|s| s.confidence == Confidence::Explicit)
    };
    let actors = (first.as_ref().and_then(|s| s.actor), second.as_ref().and_then(|s| s.actor));
    let two_speakers = matches!(actors, (Some(a), Some(b)) if a != b);
    let source = scene.snapshot.corpus.source(found.source)?;
    // In one paragraph, two stretches without two speakers are as often one utterance that the reporter breaks into.
    if !two_speakers
        && source.paragraph(places.0.span.start) == source.paragraph(places.1.span.start)
    {
        return None;
    }
    let message = format!(
        "the ellipsis in {} joins words of {} and of {}. Quote the two separately",
        wording::quoted(&quotation.text),
        whose(scene, places.0),
        whose(scene, places.1),
    );
    let certain = two_speakers && explicit(&first) && explicit(&second);
    // One speaker may have said both in one breath, and the paper have broken it into two paragraphs.
    let most = if certain { Severity::Error } else { Severity::Warning };
    let mut finding = RULE.finding_at_most(scene, most, quotation.words, message);
    finding.related.extend(scene.related(places.0, "the words before the ellipsis".to_owned()));
    finding.related.extend(scene.related(places.1, "the words behind it".to_owned()));
    finding.fixes.extend(parted(scene, quotation, seam.gap, places));
    Some(finding)
}

/// A place with its speaker, where the source names one: `Ada Moreno (visit ¶1)`.
fn whose(scene: &Scene<'_>, place: Passage) -> String {
    let passage = scene.passage(place);
    match scene.snapshot.spoken(place) {
        Some(spoken) => {
            let sure = spoken.confidence == Confidence::Explicit;
            let speaker = Passage { document: place.document, span: spoken.speaker };
            let shown = if sure {
                scene.snapshot.words(speaker).to_owned()
            } else {
                scene.snapshot.speaker_shown(place, &spoken)
            };
            format!("{} ({passage})", wording::shortened(&shown, 60))
        }
        None => passage,
    }
}

/// The fix that closes the quotation before the ellipsis, with a citation of its own, and opens another behind it.
fn parted(
    scene: &Scene<'_>,
    quotation: &Quotation,
    gap: Span,
    (first, last): (Passage, Passage),
) -> Option<Fix> {
    if quotation.form != Form::Marks || !quotation.closed {
        return None;
    }
    let text = &scene.note.text;
    let open = Span::new(quotation.span.start, quotation.words.start).of(text);
    let close = Span::new(quotation.words.end, quotation.span.end).of(text);
    let mark = |c: char| !c.is_alphanumeric() && !"$£€%([".contains(c);
    let ours = &quotation.text;
    let before = ours.get(..gap.start)?.trim_end_matches(mark).len();
    let behind = ours.len() - ours.get(gap.end..)?.trim_start_matches(mark).len();
    let (cite, also) = (scene.citation(first), scene.citation(last));
    let span = scene.note.place(quotation, Span::new(before, behind));
    let mut fix =
        Fix::one("Quote the two separately".to_owned(), span, format!("{close} {cite} … {open}"));
    if quotation.citations.is_empty() {
        fix.edits.push(super::Replacement {
            span: wording::behind(quotation.span),
            text: format!(" {also}"),
        });
    }
    Some(fix)
}
