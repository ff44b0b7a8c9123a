//! `misspelled-actor`: a name one letter off one that the corpus knows.

use super::{Check, Finding, Fix, Replacement, Rule, Scene};
use crate::actor::ActorIndex;
use crate::prose::{Block, Confidence};
use crate::text::Span;
use crate::workspace::Severity;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "misspelled-actor",
    summary: "a name one letter off a known one",
    draft: Severity::Info,
    release: Severity::Info,
    page: include_str!("../../docs/rules/misspelled-actor.md"),
    check: Check::Block(look),
};

/// The most words of a name that is looked at.
const MOST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, block: &Block, quotations: Range<usize>) -> Vec<Finding> {
    let mut slips = full_names(scene, block);
    slips.extend(speakers(scene, quotations));
    slips.sort_by_key(|slip| slip.span);
    slips.dedup_by(|next, slip| next.span.overlaps(slip.span));
    slips.into_iter().filter_map(|slip| finding(scene, slip)).collect()
}

/// A name as written, and whose it probably is.
struct Slip {
    /// Bytes of the note.
    span: Span,
    actor: ActorIndex,
    /// Whether only the surname is written.
    surname: bool,
}

/// Full names one letter off that of exactly one actor, where the note itself speaks: in quotation marks the spelling is
/// the source's.
fn full_names(scene: &Scene<'_>, block: &Block) -> Vec<Slip> {
    let prose = &scene.note.prose;
    let mut slips = Vec::new();
    for run in runs(block.span.of(&prose.text)) {
        for words in (2..=MOST_WORDS).flat_map(|n| run.windows(n)) {
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let name = first.join(*last).shift(block.span.start);
            let span = prose.map.to_origin(name);
            let own = !scene.is_quoted(span) && !is_mentioned(scene, span);
            let name = name.of(&prose.text);
            let meant = own.then(|| scene.snapshot.misspelt(&scene.judged, name)).flatten();
            slips.extend(meant.map(|actor| Slip { span, actor, surname: false }));
        }
    }
    slips
}

/// Whether some of these words of the note name an actor.
fn is_mentioned(scene: &Scene<'_>, span: Span) -> bool {
    let mentions = &scene.judged.mentions;
    let next = mentions.get(mentions.partition_point(|m| m.span.end <= span.start));
    next.is_some_and(|mention| mention.span.overlaps(span))
}

/// Surnames that stand for the speaker of words which the source gives to somebody of nearly that name.
fn speakers(scene: &Scene<'_>, quotations: Range<usize>) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (quotation, placed) in scene.quotations_in(quotations) {
        let Some(attribution) = &quotation.attribution else { continue };
        let spoken = placed.best().and_then(|m| scene.snapshot.spoken(scene.place(m)));
        let spoken = spoken.filter(|s| s.confidence == Confidence::Explicit);
        let named = spoken.and_then(|s| s.actor).filter(|_| attribution.antecedent.is_none());
        let Some(actor) = named else { continue };
        let words = attribution.speaker.of(&scene.note.text);
        let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
        let start = attribution.speaker.end - last.len();
        let span = Span::new(start, start + last.len());
        if !is_mentioned(scene, span)
            && last.starts_with(char::is_uppercase)
            && scene.snapshot.actors.is_misspelt_surname(actor, last)
        {
            slips.push(Slip { span, actor, surname: true });
        }
    }
    slips
}

fn finding(scene: &Scene<'_>, slip: Slip) -> Option<Finding> {
    let actor = scene.snapshot.actors.actor(slip.actor)?;
    let place = scene.snapshot.actors.introduced(slip.actor)?;
    let written = slip.span.of(&scene.note.text);
    let right = if slip.surname { surname_like(&actor.name, written) } else { actor.name.as_str() };
    let message = format!(
        "“{written}” is one letter off {} ({}). Write “{right}”, or add the name to the actors file if it is right",
        actor.name,
        scene.passage(place),
    );
    let mut finding = RULE.finding(scene, slip.span, message);
    finding.related.extend(scene.related(place, actor.name.clone()));
    finding.fixes.push(Fix {
        title: format!("Write “{right}”"),
        edits: vec![Replacement { span: slip.span, text: right.to_owned() }],
        safe: false,
    });
    Some(finding)
}

/// The word of a full name that is most like a misspelt one.
fn surname_like<'n>(name: &'n str, written: &str) -> &'n str {
    let like = |word: &&str| (strsim::jaro_winkler(word, written) * 1000.0) as u32;
    name.split_whitespace().max_by_key(like).unwrap_or(name)
}

/// Runs of words with capitals, one blank apart: spans of these words.
fn runs(prose: &str) -> Vec<Vec<Span>> {
    let mut runs: Vec<Vec<Span>> = Vec::new();
    let mut start = 0;
    let mut joined = false;
    for piece in prose.split_inclusive(char::is_whitespace) {
        // Most words begin with a small letter, and end a run.
        if piece.starts_with(|c: char| c.is_ascii_lowercase()) {
            joined = false;
            start += piece.len();
            continue;
        }
        let word = piece.trim_end();
        let lead = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let span = Span::new(start + lead, start + lead + bare.len());
        if bare.starts_with(char::is_uppercase) {
            match runs.last_mut().filter(|_| joined && lead == 0) {
                Some(run) => run.push(span),
                None => runs.push(vec![span]),
            }
            // A comma or a full stop ends a name.
            joined = piece.len() == word.len() + 1 && span.end == start + word.len();
        } else {
            joined = false;
        }
        start += piece.len();
    }
    runs.retain(|run| run.len() > 1);
    runs
}
