//! `misattributed-quote`: words given to one, which the corpus gives explicitly to another.

use super::{Check, Finding, Fix, Replacement, Rule, Scene, sure, wording};
use crate::actor::{Actor, ActorIndex, ActorKind, Place};
use crate::corpus::Match;
use crate::note::{Attribution, Quotation};
use crate::prose::Confidence;
use crate::text::Span;
use crate::workspace::{Placed, Severity, Spoken};

pub(super) const RULE: Rule = Rule {
    name: "misattributed-quote",
    summary: "the corpus gives the words explicitly to somebody else",
    draft: Severity::Error,
    release: Severity::Error,
    page: include_str!("../../docs/rules/misattributed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words may have been said by several people.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let attribution =
        quotation.attribution.as_ref().filter(|a| a.confidence == Confidence::Explicit)?;
    let named = placed.speaker?;
    if !wording::has_words(&quotation.text, LEAST_WORDS) || quotation.parent.is_some() {
        return None;
    }
    // One place that gives the words to the one named, or does not say whose they are, acquits the note.
    let sure = placed.matches().iter().filter(|m| sure(m));
    let given: Option<Vec<(&Match, Spoken)>> =
        sure.map(|m| Some((m, to_another(scene, scene.place(m), named)?))).collect();
    let given = given?;
    let (found, spoken) = given.first()?;
    let place = scene.place(found);
    let right = scene.snapshot.actors.actor(spoken.actor?)?;
    let written = scene.note.plain(attribution.speaker);
    let at = |span| Place { document: place.document, span };
    let words = wording::quoted(&quotation.text);
    let passage = scene.snapshot.passage(place);
    let (name, evidence) = (&right.name, evidence(scene, place, spoken));
    let mut finding = if turns_to(scene, attribution, quotation, spoken.actor?) {
        let message = format!(
            "{words} seems to be given to {written}, but {passage} gives it to {name}: {evidence}. {name} is named before \
             the words too: say plainly who speaks them"
        );
        scene.finding_of_at_most(&RULE, Severity::Info, attribution.speaker, message)
    } else {
        let message = format!(
            "{words} is given to {written}, but {passage} gives it to {name}: {evidence}. Correct the speaker"
        );
        let mut finding = scene.finding(&RULE, attribution.speaker, message);
        // A name with markup in it would lose half of that.
        if written == attribution.speaker.of(&scene.note.text) {
            finding.fixes.push(Fix {
                title: format!("Give the words to {name}"),
                edits: vec![Replacement { span: attribution.speaker, text: name.clone() }],
                safe: false,
            });
        }
        finding
    };
    finding.related.extend(scene.related(place, "the words stand here".to_owned()));
    finding.related.extend(scene.related(at(spoken.speaker), "their speaker".to_owned()));
    Some(finding)
}

/// What ends a clause that gave words to somebody, so that another may begin.
const TURNS: [&str; 7] = [",", ";", "–", "—", " and ", " but ", " while "];

/// Whether the sentence turns to somebody between whom it gives the words to and the words: `Okafor praised them, but Moreno
/// was blunter: “…”`. Then the note may mean the second.
fn turns_to(
    scene: &Scene<'_>,
    attribution: &Attribution,
    quotation: &Quotation,
    actor: ActorIndex,
) -> bool {
    let note = scene.note;
    let cue = attribution.cue.unwrap_or(attribution.speaker);
    let from = cue.end.max(attribution.speaker.end);
    let block = note.block_of(quotation.prose).and_then(|block| note.blocks.get(block));
    // A paragraph away is another sentence, and no part of what findings of this block are kept by.
    if block.is_none_or(|block| note.prose.map.to_origin(block.span).start > from) {
        return false;
    }
    let named = |name: Span| {
        let between = Span::new(from, name.start.max(from)).of(&note.text);
        let beside = from <= name.start && name.end <= quotation.span.start;
        beside && TURNS.iter().any(|turn| between.contains(turn))
    };
    scene.judged.mentions.iter().any(|mention| mention.actor == actor && named(mention.span))
}

/// The speaker of the words at a place, when the source names one beside them who is certainly not `named`.
pub(super) fn to_another(scene: &Scene<'_>, place: Place, named: ActorIndex) -> Option<Spoken> {
    let spoken = scene.snapshot.spoken(place).filter(|s| s.confidence == Confidence::Explicit)?;
    let actors = &scene.snapshot.actors;
    let speaker = spoken.actor?;
    // Who passes the words on may be credited for them: that is the business of `secondhand-quote`.
    let through = spoken
        .through
        .and_then(|span| scene.snapshot.actor_named(Place { document: place.document, span }));
    let comparable = alike(actors.actor(named)?, actors.actor(speaker)?);
    (speaker != named && through != Some(named) && comparable).then_some(spoken)
}

/// A state or an organisation speaks through people, so that only two of one sort exclude each other.
fn alike(one: &Actor, other: &Actor) -> bool {
    let speaks_for_itself = |kind| matches!(kind, ActorKind::Person);
    speaks_for_itself(one.kind) && speaks_for_itself(other.kind)
}

/// The source's own words that name the speaker: `“Wang Yi told”`.
fn evidence(scene: &Scene<'_>, place: Place, spoken: &Spoken) -> String {
    let words = |span| scene.snapshot.words(Place { document: place.document, span });
    let cue = spoken.cue.map(words).unwrap_or_default();
    let (first, second) = match spoken.cue {
        Some(span) if span.start < spoken.speaker.start => (cue, words(spoken.speaker)),
        _ => (words(spoken.speaker), cue),
    };
    wording::quoted(format!("{first} {second}").trim())
}
