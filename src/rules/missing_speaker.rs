//! `missing-speaker`: a citation, but nobody is named, though the source says whose words they are.

use super::{
    Check, Context, Excerpt, Finding, Fix, QuotationView, Replacement, Rule, repair, splice,
    wording,
};
use crate::actor::ActorIndex;
use crate::prose::{Block, BlockKind, Confidence, Form};
use crate::text::{Passage, Span};
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "missing-speaker",
    summary: "a citation but no speaker, though the source names one",
    severities: [Severity::Hint, Severity::Warning],
    page: include_str!("../../docs/rules/missing-speaker.md"),
    check: Check::Quotation(look),
};

/// Fewer words are as often a term as speech.
const LEAST_WORDS: usize = 4;

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let speech = quotation.is_speech();
    let named = quotation.has_speaker || quotation.continues.is_some_and(|q| q.has_speaker);
    if !speech
        || named
        || quotation.is_nested
        || quotation.citations.is_empty()
        || !wording::has_words(quotation.text, LEAST_WORDS)
    {
        return None;
    }
    let found = splice::whole(quotation)?;
    let place = found.place();
    let spoken = context.spoken(place).filter(|s| s.confidence > Confidence::FollowOn)?;
    let actor = spoken.actor?;
    if in_sight(excerpt, quotation, actor) {
        return None;
    }
    let at = Passage { document: place.document, span: spoken.speaker };
    let (words, passage) = (wording::quoted(quotation.text), context.passage(place));
    let doubt = repair::doubt(context, place, &spoken);
    let message = match doubt {
        None => {
            let speaker = context.words(at);
            format!("{words} names no speaker; {passage} gives it to {speaker}. Say so")
        }
        Some(_) => format!(
            "{words} names no speaker; who speaks in {passage}: {}. Look who is meant, and say so",
            context.speaker_shown(place, &spoken)
        ),
    };
    let mut finding = RULE.finding(context, quotation.span, message);
    finding.related.extend(context.related(at, "their speaker"));
    // At the start of its block a label in front makes a sentence of any quotation; elsewhere the writer must.
    let begins = excerpt.block_of(quotation).is_some_and(|(block, _)| {
        let before = excerpt.prose.get(block.span.start..quotation.prose.start);
        before.is_some_and(|text| text.chars().nth(1).is_none())
    });
    let actor = context.actors.actor(actor);
    let said = actor.and_then(|a| repair::attribution(excerpt, quotation, &a.name, None));
    let beside = actor.and_then(|a| repair::beside_citation(excerpt, quotation, &a.name));
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
fn in_sight(excerpt: &Excerpt, quotation: &QuotationView, speaker: ActorIndex) -> bool {
    let Some((block, next)) = excerpt.block_of(quotation) else { return true };
    // A block quotation may be signed in a paragraph of its own, without a dash.
    let signs = |b: &Block| {
        let short = b.span.of(excerpt.prose).split_whitespace().nth(MOST_SIGNED).is_none();
        block.kind == BlockKind::Quote && b.kind == BlockKind::Quote && short
    };
    let mut places = [Some(block), next.filter(signs)].into_iter().flatten();
    block.kind == BlockKind::Other
        || excerpt.is_named_above(speaker)
        || places.any(|block| excerpt.names(excerpt.origin(block.span), speaker))
}
