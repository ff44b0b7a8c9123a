//! `missing-speaker`: a citation, but nobody is named, though the source says whose words they are.

use super::{Check, Finding, Fix, Replacement, Rule, Scene, repair, splice, wording};
use crate::actor::ActorIndex;
use crate::note::Quotation;
use crate::prose::{Block, BlockKind, Confidence, Form, Kind};
use crate::text::{Passage, Span};
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "missing-speaker",
    summary: "a citation but no speaker, though the source names one",
    draft: Severity::Hint,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/missing-speaker.md"),
    check: Check::Quotation(look),
};

/// Fewer words are as often a term as speech.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let speech = matches!(quotation.kind, Kind::Speech | Kind::Unknown);
    let named = scene.has_speaker(quotation)
        || quotation
            .continues
            .and_then(|i| scene.note.quotations.get(i))
            .is_some_and(|q| scene.has_speaker(q));
    if !speech
        || named
        || quotation.parent.is_some()
        || quotation.citations.is_empty()
        || !wording::has_words(&quotation.text, LEAST_WORDS)
    {
        return None;
    }
    let found = splice::whole(quotation, placed)?;
    let place = scene.place(found);
    let spoken = scene.snapshot.spoken(place).filter(|s| s.confidence > Confidence::FollowOn)?;
    let actor = spoken.actor?;
    if in_sight(scene, quotation, actor) {
        return None;
    }
    let at = Passage { document: place.document, span: spoken.speaker };
    let (words, passage) = (wording::quoted(&quotation.text), scene.passage(place));
    let doubt = repair::doubt(scene, place, &spoken);
    let message = match doubt {
        None => {
            let speaker = scene.snapshot.words(at);
            format!("{words} names no speaker; {passage} gives it to {speaker}. Say so")
        }
        Some(_) => format!(
            "{words} names no speaker; who speaks in {passage}: {}. Look who is meant, and say so",
            scene.snapshot.speaker_shown(place, &spoken)
        ),
    };
    let mut finding = RULE.finding(scene, quotation.span, message);
    finding.related.extend(scene.related(at, "their speaker".to_owned()));
    // At the start of its block a label in front makes a sentence of any quotation; elsewhere the writer must.
    let block = scene.note.block_of(quotation.prose).and_then(|b| scene.note.blocks.get(b));
    let begins = block.is_some_and(|b| {
        let before = b.span.start..quotation.prose.start;
        scene.note.prose.text.get(before).is_some_and(|t| t.chars().nth(1).is_none())
    });
    let actor = scene.snapshot.actors.actor(actor);
    let said = actor.and_then(|a| repair::attribution(scene, quotation, &a.name, None));
    let beside = actor.and_then(|a| repair::beside_citation(scene, quotation, &a.name));
    finding.fixes.extend(said.into_iter().chain(beside));
    if let (true, Form::Marks, Some(actor)) = (begins, quotation.form, actor) {
        let before = Span::new(quotation.span.start, quotation.span.start);
        finding.fixes.push(Fix {
            title: format!("Name {}", actor.name),
            edits: vec![Replacement { span: before, text: format!("{}: ", actor.name) }],
            safe: false,
        });
    }
    let fixes = std::mem::take(&mut finding.fixes).into_iter();
    finding.fixes = fixes.map(|fix| fix.doubted(doubt.as_deref())).collect();
    Some(finding)
}

/// A signature has no more words.
const MOST_SIGNED: usize = 8;

/// Whether the note names the speaker where a reader sees it, though not in a way that attributes the words: in the same
/// paragraph, in a heading above, or somewhere in a table, which has an order of its own.
fn in_sight(scene: &Scene<'_>, quotation: &Quotation, speaker: ActorIndex) -> bool {
    let note = scene.note;
    let own = note.block_of(quotation.prose);
    let Some((at, block)) = own.and_then(|i| Some((i, note.blocks.get(i)?))) else { return true };
    let headings = note.headings_over(at).filter_map(|heading| note.blocks.get(heading));
    // A block quotation may be signed in a paragraph of its own, without a dash.
    let signed = |b: &&Block| {
        let short = b.span.of(&note.prose.text).split_whitespace().nth(MOST_SIGNED).is_none();
        block.kind == BlockKind::Quote && b.kind == BlockKind::Quote && short
    };
    let signature = note.blocks.get(at + 1).filter(signed);
    let places = headings.chain([block]).chain(signature);
    let mut places = places.map(|b| note.prose.map.to_origin(b.span));
    let named = |place: Span| {
        let mentions = &scene.judged.mentions;
        let first = mentions.partition_point(|m| m.span.start < place.start);
        let near = mentions.iter().skip(first).take_while(|m| m.span.start < place.end);
        near.filter(|m| place.covers(m.span))
            .any(|m| m.actor == speaker || m.also.contains(&speaker))
    };
    block.kind == BlockKind::Other || places.any(named)
}
