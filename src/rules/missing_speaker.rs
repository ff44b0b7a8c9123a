//! `missing-speaker`: a citation without a speaker, though the source names one.

use super::{Check, QuotationCase, Rule, repair, splice, wording};
use crate::actor::ActorIndex;
use crate::prose::{Block, BlockKind, Confidence, Form};
use crate::text::{Passage, Span};
use crate::workspace::{Finding, Fix, Severity, Spoken};

pub(super) const RULE: Rule = Rule {
    name: "missing-speaker",
    summary: "a citation but no speaker, though the source names one",
    severities: [Severity::Hint, Severity::Warning],
    page: include_str!("../../docs/rules/missing-speaker.md"),
    check: Check::Quotation(look),
};

/// Fewer words are as often a term as speech.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    if !case.is_speech()
        || case.has_speaker
        || case.continues.is_some_and(|q| q.has_speaker)
        || case.is_nested
        || case.citations.is_empty()
        || !wording::has_words(case.text, LEAST_WORDS)
    {
        return None;
    }
    let found = splice::whole(case)?;
    let place = found.place();
    // Of a pronoun in doubt, the hint says who may be meant.
    let pronoun = |s: &Spoken| s.stands_for.is_some() && s.confidence == Confidence::Doubtful;
    let known = |s: &Spoken| s.confidence > Confidence::FollowOn || pronoun(s);
    let spoken = case.context.spoken(place).filter(known)?;
    let actor = spoken.actor?;
    if in_sight(case, actor) {
        return None;
    }
    let at = Passage { document: place.document, span: spoken.speaker };
    let (words, passage) = (wording::quoted(case.text), case.context.passage(place));
    let doubt = repair::doubt(case.context, place, &spoken);
    let message = match doubt {
        None => {
            let speaker = case.context.words(at);
            format!(
                "{words} is quoted without a speaker; {passage} attributes it to {speaker}. Name the speaker"
            )
        }
        Some(_) => format!(
            "{words} is quoted without a speaker; the speaker in {passage}: {}. Check who is meant, and name the speaker",
            case.context.speaker_shown(place, &spoken)
        ),
    };
    let mut finding = RULE.finding(case.context, case.span, message);
    finding.related.extend(case.context.related(at, "their speaker"));
    // At the start of its block, a label before any quotation makes a sentence; elsewhere the writer has to.
    let begins = case.blocks().is_some_and(|(block, _)| {
        let before = case.excerpt.prose.get(block.span.start..case.prose.start);
        before.is_some_and(|text| text.chars().nth(1).is_none())
    });
    let actor = case.context.actors.actor(actor);
    let said = actor.and_then(|a| repair::attribution(case, &a.name, None));
    let beside = actor.and_then(|a| repair::beside_citation(case, &a.name));
    finding.fixes.extend(said.into_iter().chain(beside));
    if let (true, Form::Marks, Some(actor)) = (begins, case.form, actor) {
        let before = Span::new(case.span.start, case.span.start);
        let (name, label) = (format!("Name {}", actor.name), format!("{}: ", actor.name));
        finding.fixes.push(Fix::one(name, before, label));
    }
    finding.fixes.iter_mut().for_each(|fix| fix.doubt(doubt.as_deref()));
    Some(finding)
}

/// The most words of a signature.
const MOST_SIGNED: usize = 8;

/// Whether the note names the speaker where a reader sees it, though not as an attribution: in the same paragraph, in a
/// heading above, or anywhere in a table, which has an order of its own.
fn in_sight(case: &QuotationCase, speaker: ActorIndex) -> bool {
    let Some((block, next)) = case.blocks() else { return true };
    // A block quotation may be signed in a paragraph of its own, without a dash.
    let signs = |b: &Block| {
        let short = b.span.of(case.excerpt.prose).split_whitespace().nth(MOST_SIGNED).is_none();
        block.kind == BlockKind::Quote && b.kind == BlockKind::Quote && short
    };
    let mut places = [Some(block), next.filter(signs)].into_iter().flatten();
    block.kind == BlockKind::Other
        || case.excerpt.is_named_above(speaker)
        || places.any(|block| case.excerpt.names(case.excerpt.origin(block.span), speaker))
}
