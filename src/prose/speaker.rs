//! Which cue of a sentence governs a quotation in it.

use super::cue::{self, Cue, Strength};
use super::lexicon::Class;
use super::phrase::Sentence;
use super::quotation::AttributionRule;
use super::tokens::Shape;

/// A cue and the position that connects it with the quotation.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The cue.
    pub cue: Cue,
    /// Its position.
    pub rule: AttributionRule,
}

/// The cue for the quotation at token `quote`, when its own sentence has one. `words` are the quoted words.
pub(super) fn choose(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    quote: usize,
    words: &str,
) -> Option<Choice> {
    after(sentence, cues, quote, words)
        .or_else(|| before(sentence, cues, quote))
        .or_else(|| trailing(sentence, cues, quote))
        .or_else(|| governing(sentence, cues, quote))
        .or_else(|| anywhere(cues))
}

/// `“…,” X said` and `“…,” said X`.
fn after(sentence: &Sentence<'_>, cues: &[Cue], quote: usize, words: &str) -> Option<Choice> {
    let trimmed = words.trim_end();
    let mut start = quote + 1;
    let separated = match sentence.shape(start) {
        Some(Shape::Comma | Shape::Dash) => {
            start += 1;
            true
        }
        _ => trimmed.ends_with([',', '?', '!', '-', '–', '—', '…', '.']),
    };
    if !separated && !(quote == 0 && sentence.is(start, Class::SAY.with(Class::SUBJECT_PRONOUN))) {
        return None;
    }
    let rule = match (start..sentence.tokens.len())
        .any(|i| matches!(sentence.shape(i), Some(Shape::Quote(_))))
    {
        true => AttributionRule::SpeakerInside,
        false => AttributionRule::SpeakerAfter,
    };
    if let Some(cue) = cue::inverted(sentence, start)
        && !subject_before(sentence, cues, quote)
    {
        return Some(Choice { cue, rule });
    }
    let limit = (start..sentence.tokens.len())
        .find(|i| matches!(sentence.shape(*i), Some(Shape::Quote(_))))
        .unwrap_or(sentence.tokens.len());
    cues.iter()
        .find(|c| {
            c.tokens.start >= start
                && c.tokens.start < limit
                && (c.subject.phrase.start >= start && c.subject.phrase.start <= start + 3
                    || c.strength == Strength::AccordingTo && c.tokens.start <= start + 1)
        })
        .map(|cue| {
            let rule = if cue.strength == Strength::AccordingTo {
                AttributionRule::AccordingTo
            } else {
                rule
            };
            Choice { cue: cue.clone(), rule }
        })
}

/// Whether a verb before the quotation already has a subject: then a verb behind it is that subject's as well.
fn subject_before(sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> bool {
    let from =
        (0..quote).rev().find(|i| matches!(sentence.shape(*i), Some(Shape::Quote(_)))).unwrap_or(0);
    cues.iter().any(|c| {
        c.tokens.start >= from
            && c.tokens.end <= quote
            && c.strength >= Strength::Say
            && c.tokens.end + 2 >= quote
    })
}

/// `X said, “…”`, `X said: “…”`, `X said that “…”`.
fn before(sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> Option<Choice> {
    let mut end = quote;
    while end > 0
        && (matches!(sentence.shape(end - 1), Some(Shape::Comma | Shape::Colon | Shape::Dash))
            || sentence.word_is(end - 1, "that"))
    {
        end -= 1;
    }
    let cue = cues.iter().rev().find(|c| c.tokens.end == end && c.subject.phrase.start < end)?;
    Some(Choice { cue: cue.clone(), rule: AttributionRule::SpeakerBefore })
}

/// `The plan is “…,” X said.`: a verb of saying that ends the sentence.
fn trailing(sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> Option<Choice> {
    let inner = cues.iter().any(|c| {
        c.tokens.end <= quote && c.subject.phrase.start < quote && c.strength >= Strength::Judge
    });
    if inner {
        return None;
    }
    let cue = cues.iter().find(|c| {
        let start = c.subject.phrase.start.min(c.tokens.start);
        c.strength >= Strength::Say
            && start > quote
            && matches!(
                sentence.shape(start - 1),
                Some(Shape::Comma | Shape::Quote(_) | Shape::Dash)
            )
    })?;
    let rule = if cue.strength == Strength::AccordingTo {
        AttributionRule::AccordingTo
    } else {
        AttributionRule::SpeakerAfter
    };
    Some(Choice { cue: cue.clone(), rule })
}

/// The nearest cue to the left; a verb of saying or judgement rather than any verb.
fn governing(_sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> Option<Choice> {
    let left = |c: &&Cue| c.tokens.end <= quote && c.subject.phrase.start < quote;
    let nearest = cues
        .iter()
        .rev()
        .filter(left)
        .find(|c| c.strength >= Strength::Judge)
        .or_else(|| cues.iter().rev().find(left))?;
    let rule = if nearest.strength == Strength::AccordingTo {
        AttributionRule::AccordingTo
    } else {
        AttributionRule::Governed
    };
    Some(Choice { cue: nearest.clone(), rule })
}

/// Any verb of saying in the sentence.
fn anywhere(cues: &[Cue]) -> Option<Choice> {
    let cue = cues.iter().find(|c| c.strength >= Strength::Say)?;
    Some(Choice { cue: cue.clone(), rule: AttributionRule::Governed })
}
