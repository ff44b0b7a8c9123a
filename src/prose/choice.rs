//! Weighs the candidates for a quotation and makes an attribution of the best.

use super::BlockKind;
use super::candidate::{self, Evidence, Make, Place, Who};
use super::cue::{Cue, Strength};
use super::evidence::{self, Fact};
use super::people::People;
use super::phrase::Sentence;
use super::quotation::{Attribution, AttributionRule, Confidence};
use super::speaker::Speaker;
use super::tokens::Shape;
use crate::text::Span;

/// What was read before the sentence.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Who spoke the last quotation.
    pub spoken: Option<Speaker>,
    /// Whom the sentence before names with a cue, though it has no quotation.
    pub named: Option<Speaker>,
    /// Whose words the last block announces: `Grey said:`
    pub introduced: Option<Speaker>,
    /// Whose words the heading above announces.
    pub heading: Option<Speaker>,
    /// The people named lately, for pronouns.
    pub people: People,
}

/// Where a quotation stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// Its token in the sentence.
    pub at: usize,
    /// Its index.
    pub index: usize,
    /// The number of its block.
    pub number: usize,
    /// The kind of its block.
    pub block: BlockKind,
    /// The speaker of the quotation before it in the same sentence.
    pub earlier: Option<Span>,
}

/// A candidate with what is needed to make an attribution of it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    evidence: Evidence,
    speaker: Speaker,
}

/// By how much the best candidate must lead to count as explicit, in hundredths of a nat: about nine to two.
const CLEAR: i32 = 150;

/// The speaker whom the weight of the evidence names, if any.
pub(super) fn weighed(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    place: &Surroundings,
    past: &Past,
    words: &str,
    block: bool,
) -> Option<(Attribution, Speaker)> {
    let make = candidate::make(sentence, place.at, words);
    let candidates = candidates(sentence, cues, place, past, words, block);
    let (best, sure) = best(sentence, place.at, words, make, &candidates)?;
    let (best, through) = second_hand(sentence.text, &candidates, best);
    let mut attribution = attribution(sentence, place.at, &best, sure);
    attribution.through = through;
    Some((attribution, best.speaker))
}

/// The speaker whom a verb of saying right beside the words names: all that counts inside other words.
pub(super) fn beside(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    at: usize,
    people: &People,
    words: &str,
) -> Option<Attribution> {
    (0..cues.len()).find_map(|i| {
        let cue = cues.get(i)?;
        let evidence = candidate::evidence(sentence, cues, i, at)?;
        let near = matches!(
            evidence.place,
            Place::Before
                | Place::BeforeComma
                | Place::BeforeColon
                | Place::After
                | Place::Inverted
        );
        if !near || cue.strength < Strength::Say {
            return None;
        }
        let speaker = Speaker::of_cue(sentence, cue, 0, people, words);
        Some(attribution(sentence, at, &Candidate { evidence, speaker }, true))
    })
}

fn candidates(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    place: &Surroundings,
    past: &Past,
    words: &str,
    block: bool,
) -> Vec<Candidate> {
    let Surroundings { at, number, earlier, .. } = *place;
    let mut found: Vec<Candidate> = Vec::with_capacity(cues.len() + 4);
    let turned = candidate::inverted(sentence, at)
        .filter(|t| !cues.iter().any(|c| c.tokens == t.tokens && c.subject == t.subject));
    let all: Vec<Cue> = cues.iter().cloned().chain(turned).collect();
    for (i, cue) in all.iter().enumerate() {
        let Some(mut evidence) = candidate::evidence(sentence, &all, i, at) else { continue };
        let speaker = Speaker::of_cue(sentence, cue, number, &past.people, words);
        evidence.same = match earlier {
            None => 0,
            Some(span) if span == speaker.span => 1,
            Some(_) => 2,
        };
        found.push(Candidate { evidence, speaker });
    }
    if let Some(phrase) = candidate::label(sentence, at) {
        let speaker = Speaker::bare(sentence, &phrase, number);
        let evidence = Evidence::from_before(Place::Label, speaker.who, None);
        found.push(Candidate { evidence, speaker });
    }
    let mut remember = |place, speaker: Option<Speaker>| {
        if let Some(speaker) = speaker {
            let mut evidence = Evidence::from_before(place, speaker.who, speaker.strength);
            evidence.same = if earlier.is_some() { 2 } else { 0 };
            found.push(Candidate { evidence, speaker });
        }
    };
    remember(Place::Introduced, past.introduced);
    // An item or a block quotation does not go on with the speaker of the one before.
    let flows = matches!(place.block, BlockKind::Paragraph | BlockKind::Footnote) && !block;
    if earlier.is_none() {
        match past.spoken.map(|s| number.saturating_sub(s.block)) {
            Some(0) => remember(Place::SameBlock, past.spoken),
            Some(1) if flows => remember(Place::BlockBefore, past.spoken),
            Some(2 | 3) if flows => remember(Place::Earlier, past.spoken),
            _ => {}
        }
    }
    match past.named {
        Some(named) if named.block == number => remember(Place::SentenceBefore, past.named),
        Some(_) => remember(Place::EndOfBlockBefore, past.named),
        None => {}
    }
    found
}

/// The best candidate, and whether it is clearly better than any other; `None` when nobody is better.
fn best(
    sentence: &Sentence<'_>,
    at: usize,
    words: &str,
    make: Make,
    candidates: &[Candidate],
) -> Option<(Candidate, bool)> {
    let cues = candidates.iter().any(|c| c.evidence.strength >= Some(Strength::Say));
    let mut facts: Vec<Fact> = Vec::with_capacity(20);
    evidence::facts_of_nobody(sentence, at, words, make, cues, &mut facts);
    let mut best_score = evidence::score(&facts);
    let mut second = i32::MIN;
    let mut best: Option<Candidate> = None;
    for candidate in candidates {
        facts.clear();
        evidence::facts(&candidate.evidence, make, &mut facts);
        let score = evidence::score(&facts);
        let other = best.is_none_or(|b| b.speaker.span != candidate.speaker.span);
        if score > best_score {
            if other {
                second = best_score;
            }
            best_score = score;
            best = Some(*candidate);
        } else if other {
            second = second.max(score);
        }
    }
    best.map(|b| (b, best_score.saturating_sub(second) > CLEAR))
}

/// Verbs by which a publication passes on what somebody else said.
const REPORTING: &[&str] = &[
    "reported", "reports", "wrote", "writes", "noted", "notes", "to", "out", "pointed", "quoted",
    "cited", "report",
];

/// When the best candidate only passes the words on, the speaker is the one inside: `Lin urged them to “…”, the Herald
/// reported`. The speaker, and through whom.
fn second_hand(text: &str, candidates: &[Candidate], best: Candidate) -> (Candidate, Option<Span>) {
    let reports = |c: &Candidate| {
        let cue = c.speaker.cue.map(|s| s.of(text)).unwrap_or_default();
        let verb = cue.split_whitespace().next_back().unwrap_or_default();
        c.evidence.strength >= Some(Strength::Judge)
            && c.evidence.who != Who::Singular
            && REPORTING.iter().any(|r| r.eq_ignore_ascii_case(verb))
    };
    let right = |c: &Candidate| {
        matches!(c.evidence.place, Place::Inverted | Place::After | Place::Trailing | Place::Right)
    };
    if let Some(cue) = best.speaker.cue.filter(|c| follows_as(text, *c)) {
        // “As reported by the Herald, Lin told them that “…””
        let inner = candidates.iter().rev().find(|c| {
            c.evidence.strength >= Some(Strength::Judge)
                && c.speaker.cue.is_some_and(|inner| inner.start > cue.end)
                && !right(c)
        });
        if let Some(inner) = inner {
            return (*inner, Some(best.speaker.span));
        }
    }
    if right(&best) && reports(&best) {
        let inner = candidates.iter().rev().find(|c| {
            let left = matches!(
                c.evidence.place,
                Place::Before
                    | Place::BeforeComma
                    | Place::BeforeColon
                    | Place::BeforeThat
                    | Place::Near
            );
            let speaks =
                matches!(c.evidence.who, Who::Name | Who::Person | Who::Singular | Who::Plural);
            left && speaks && c.evidence.strength >= Some(Strength::Judge)
        });
        if let Some(inner) = inner {
            return (*inner, Some(best.speaker.span));
        }
        return (best, None);
    }
    let cue_end = best.speaker.cue.map_or(0, |c| c.end);
    let through = candidates.iter().find(|c| {
        right(c)
            && reports(c)
            && c.speaker.span != best.speaker.span
            && c.speaker.cue.is_some_and(|cue| cue.start >= cue_end)
            && matches!(c.evidence.who, Who::Name | Who::Utterance)
    });
    (best, through.map(|c| c.speaker.span))
}

/// Whether “as” stands before a cue: `as reported by`.
fn follows_as(text: &str, cue: Span) -> bool {
    let before = text.get(..cue.start).unwrap_or_default().trim_end();
    let as_word = before.strip_suffix("as").or_else(|| before.strip_suffix("As"));
    as_word.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn attribution(
    sentence: &Sentence<'_>,
    at: usize,
    candidate: &Candidate,
    sure: bool,
) -> Attribution {
    let Candidate { evidence, speaker } = candidate;
    let followed = sentence.tokens.iter().skip(at + 1).any(|t| matches!(t.shape, Shape::Quote(_)));
    let place = evidence.place;
    let follow_on = place.is_follow_on();
    let rule = match place {
        _ if follow_on => AttributionRule::FollowOn,
        Place::Label => AttributionRule::Label,
        _ if evidence.strength == Some(Strength::AccordingTo) => AttributionRule::AccordingTo,
        _ if evidence.strength == Some(Strength::Noun) => AttributionRule::Noun,
        Place::Inverted | Place::After | Place::Trailing if followed => {
            AttributionRule::SpeakerInside
        }
        Place::Inverted | Place::After | Place::Trailing => AttributionRule::SpeakerAfter,
        Place::Introduced | Place::BeforeColon | Place::BeforeComma | Place::BeforeThat => {
            AttributionRule::SpeakerBefore
        }
        Place::Before if evidence.strength == Some(Strength::Say) => AttributionRule::SpeakerBefore,
        _ => AttributionRule::Governed,
    };
    let confidence = match evidence.who {
        _ if follow_on || !sure => Confidence::FollowOn,
        Who::Name | Who::Person | Who::Utterance | Who::Other => Confidence::Explicit,
        _ => Confidence::Resolved,
    };
    let cue = if follow_on { None } else { speaker.cue };
    let antecedent = speaker.antecedent;
    Attribution { speaker: speaker.span, cue, rule, confidence, antecedent, through: None }
}
