//! Gives every quotation its speaker: block by block, sentence by sentence, with what went before in mind.

use super::candidate::{self, Evidence, Form, Make, Place, Who};
use super::cue::{self, Cue, Strength};
use super::evidence;
use super::kind;
use super::marks::Stretch;
use super::phrase::Sentence;
use super::quotation::{Attribution, AttributionRule, Confidence, Kind, Quotation};
use super::tokens::{self, Shape, Token};
use super::{Block, BlockKind};
use crate::text::Span;
use std::ops::Range;

/// Fills in kinds and attributions. `stretches` and `quotations` have the same order.
pub(super) fn attribute(
    text: &str,
    blocks: &[Block],
    stretches: &[Stretch],
    quotations: &mut [Quotation],
) {
    let outer: Vec<(usize, Stretch)> =
        stretches.iter().copied().enumerate().filter(|(_, s)| s.parent.is_none()).collect();
    let mut teller =
        Teller { text, quotations, spoken: None, named: None, introduced: None, facts: Vec::new() };
    let mut first = 0;
    for (number, block) in blocks.iter().enumerate() {
        while outer.get(first).is_some_and(|(_, s)| s.span.end <= block.span.start) {
            first += 1;
        }
        let after = outer.get(first..).unwrap_or_default();
        let count = after.iter().take_while(|(_, s)| s.span.start < block.span.end).count();
        let next_has = after
            .get(count)
            .zip(blocks.get(number + 1))
            .is_some_and(|((_, s), b)| s.span.start < b.span.end);
        teller.block(block, number, after.get(..count).unwrap_or_default(), next_has);
    }
}

/// Somebody who spoke or may go on to speak.
#[derive(Clone, Copy, Debug)]
struct Speaker {
    span: Span,
    antecedent: Option<Span>,
    cue: Option<Span>,
    who: Who,
    strength: Option<Strength>,
    block: usize,
}

/// A candidate with what is needed to make an attribution of it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    evidence: Evidence,
    speaker: Speaker,
}

struct Teller<'t, 'q> {
    text: &'t str,
    quotations: &'q mut [Quotation],
    /// Who spoke the last quotation.
    spoken: Option<Speaker>,
    /// Whom the sentence before names with a cue, though it has no quotation.
    named: Option<Speaker>,
    /// Whose words the last block announces: `Grey said:`
    introduced: Option<Speaker>,
    /// Reused for the facts of one candidate.
    facts: Vec<evidence::Fact>,
}

impl Teller<'_, '_> {
    fn block(&mut self, block: &Block, number: usize, inside: &[(usize, Stretch)], next_has: bool) {
        if inside.is_empty() && !next_has {
            self.named = None;
            self.introduced = None;
            return;
        }
        let tokens = tokens::lex(self.text, block.span, inside);
        let ranges = tokens::sentences(self.text, &tokens);
        for (i, range) in ranges.iter().enumerate() {
            let Some(slice) = tokens.get(range.clone()) else { continue };
            let sentence = Sentence { text: self.text, tokens: slice };
            let quoted = slice.iter().any(|t| matches!(t.shape, Shape::Quote(_)));
            let next_quoted = ranges.get(i + 1).map_or(next_has, |r| {
                tokens
                    .get(r.clone())
                    .unwrap_or_default()
                    .iter()
                    .any(|t| matches!(t.shape, Shape::Quote(_)))
            });
            if quoted || next_quoted {
                self.sentence(&sentence, quoted, number);
            } else {
                self.named = None;
            }
            if block.kind != BlockKind::Heading || i > 0 {
                self.introduced = None;
            }
        }
        self.introduce(&tokens, ranges.last(), number);
    }

    fn sentence(&mut self, sentence: &Sentence<'_>, quoted: bool, number: usize) {
        let cues = cue::cues(sentence);
        if quoted {
            let mut earlier: Option<Span> = None;
            for (at, token) in sentence.tokens.iter().enumerate() {
                if let Shape::Quote(index) = token.shape {
                    let spoken = self.quotation(sentence, &cues, at, index, number, earlier);
                    earlier = spoken.or(earlier);
                }
            }
            self.named = None;
        } else {
            let main = cues
                .iter()
                .find(|c| c.strength >= Strength::Say)
                .or_else(|| cues.iter().find(|c| c.strength == Strength::Judge));
            self.named = main.map(|cue| self.speaker(sentence, cue, number));
        }
    }

    /// Decides on one quotation; the speaker when it has one.
    fn quotation(
        &mut self,
        sentence: &Sentence<'_>,
        cues: &[Cue],
        at: usize,
        index: usize,
        number: usize,
        earlier: Option<Span>,
    ) -> Option<Span> {
        let quotation = self.quotations.get(index)?;
        if let Some(attribution) = &quotation.attribution {
            return Some(attribution.speaker);
        }
        let words = quotation.words.of(self.text);
        let make = candidate::make(sentence, at, words);
        let candidates = self.candidates(sentence, cues, at, number, earlier);
        let best = self.best(sentence, at, words, make, &candidates, index);
        let kind = kind::kind(sentence, at, words);
        let attribution =
            best.map(|(candidate, sure)| self.attribution(sentence, at, &candidate, sure));
        if let Some((candidate, _)) = best {
            self.spoken = Some(Speaker { block: number, ..candidate.speaker });
        }
        let speaker = attribution.as_ref().map(|a| a.speaker);
        if let Some(quotation) = self.quotations.get_mut(index) {
            quotation.kind = if attribution.is_some() { Kind::Speech } else { kind };
            quotation.attribution = attribution;
        }
        speaker
    }

    fn candidates(
        &self,
        sentence: &Sentence<'_>,
        cues: &[Cue],
        at: usize,
        number: usize,
        earlier: Option<Span>,
    ) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut all = cues.to_vec();
        if let Some(cue) = candidate::inverted(sentence, at)
            && !cues
                .iter()
                .any(|c| c.tokens == cue.tokens && c.subject.phrase == cue.subject.phrase)
        {
            all.push(cue);
        }
        for i in 0..all.len() {
            let (Some(mut evidence), Some(cue)) =
                (candidate::evidence(sentence, &all, i, at), all.get(i))
            else {
                continue;
            };
            let speaker = self.speaker(sentence, cue, number);
            evidence.same = match earlier {
                None => 0,
                Some(span) if span == speaker.span => 1,
                Some(_) => 2,
            };
            found.push(Candidate { evidence, speaker });
        }
        if let Some(phrase) = candidate::label(sentence, at) {
            let speaker = self.speaker(
                sentence,
                &Cue { tokens: phrase.clone(), subject: phrase.into(), strength: Strength::Open },
                number,
            );
            let speaker = Speaker { cue: None, strength: None, ..speaker };
            found.push(Candidate {
                evidence: Evidence::from_before(Place::Label, speaker.who, None),
                speaker,
            });
        }
        let mut remember = |place, speaker: Option<Speaker>| {
            if let Some(speaker) = speaker {
                let mut evidence = Evidence::from_before(place, speaker.who, speaker.strength);
                evidence.same = if earlier.is_some() { 2 } else { 0 };
                found.push(Candidate { evidence, speaker });
            }
        };
        remember(Place::Introduced, self.introduced);
        if earlier.is_none() {
            let spoken = self.spoken;
            match spoken.map(|s| number.saturating_sub(s.block)) {
                Some(0) => remember(Place::SameBlock, spoken),
                Some(1) => remember(Place::BlockBefore, spoken),
                Some(2 | 3) => remember(Place::Earlier, spoken),
                _ => {}
            }
        }
        match self.named {
            Some(named) if named.block == number => remember(Place::SentenceBefore, self.named),
            Some(_) => remember(Place::EndOfBlockBefore, self.named),
            None => {}
        }
        found
    }

    /// The best candidate, and whether it is clearly better than any other; `None` when nobody is better.
    fn best(
        &mut self,
        sentence: &Sentence<'_>,
        at: usize,
        words: &str,
        make: Make,
        candidates: &[Candidate],
        index: usize,
    ) -> Option<(Candidate, bool)> {
        let cues = candidates.iter().any(|c| c.evidence.strength >= Some(Strength::Say));
        self.facts.clear();
        evidence::facts_of_nobody(sentence, at, words, make, cues, &mut self.facts);
        let mut best_score = evidence::score(&self.facts);
        #[cfg(feature = "dump")]
        let mut rows = vec![(Span::default(), self.facts.clone())];
        let mut second = i32::MIN;
        let mut best: Option<Candidate> = None;
        for candidate in candidates {
            self.facts.clear();
            evidence::facts(&candidate.evidence, make, &mut self.facts);
            #[cfg(feature = "dump")]
            rows.push((candidate.speaker.span, self.facts.clone()));
            let score = evidence::score(&self.facts);
            if score > best_score {
                if best.is_none_or(|b| b.speaker.span != candidate.speaker.span) {
                    second = best_score;
                }
                best_score = score;
                best = Some(*candidate);
            } else if best.is_none_or(|b| b.speaker.span != candidate.speaker.span) {
                second = second.max(score);
            }
        }
        #[cfg(feature = "dump")]
        if let Some(q) = self.quotations.get(index) {
            let list: Vec<_> = rows.iter().map(|(s, f)| (s.start, s.end, f)).collect();
            eprintln!(
                "{}",
                serde_json::json!({"start": q.span.start, "end": q.span.end, "rows": list})
            );
        }
        let _ = index;
        best.map(|b| (b, best_score - second > evidence::CLEAR))
    }

    fn attribution(
        &self,
        sentence: &Sentence<'_>,
        at: usize,
        candidate: &Candidate,
        sure: bool,
    ) -> Attribution {
        let Candidate { evidence, speaker } = candidate;
        let followed = (at + 1..sentence.tokens.len())
            .any(|i| matches!(sentence.shape(i), Some(Shape::Quote(_))));
        let place = evidence.place;
        let follow_on = matches!(
            place,
            Place::SameBlock
                | Place::BlockBefore
                | Place::Earlier
                | Place::SentenceBefore
                | Place::EndOfBlockBefore
        );
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
            Place::Before if evidence.strength == Some(Strength::Say) => {
                AttributionRule::SpeakerBefore
            }
            _ => AttributionRule::Governed,
        };
        let confidence = match evidence.who {
            _ if follow_on || !sure => Confidence::FollowOn,
            Who::Name | Who::Person | Who::Utterance | Who::Other
                if evidence.form != Form::None || evidence.strength.is_some() =>
            {
                Confidence::Explicit
            }
            _ => Confidence::Resolved,
        };
        Attribution {
            speaker: speaker.span,
            cue: if follow_on { None } else { speaker.cue },
            rule,
            confidence,
            antecedent: speaker.antecedent,
            through: None,
        }
    }

    fn span(&self, sentence: &Sentence<'_>, range: &Range<usize>) -> Span {
        let start = sentence.token(range.start).map_or(0, |t| t.span.start);
        let end = sentence.token(range.end.saturating_sub(1)).map_or(start, |t| t.span.end);
        let span = Span::new(start, end);
        let words = span.of(self.text);
        let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
        Span::new(start, start + bare.len())
    }

    fn speaker(&self, sentence: &Sentence<'_>, cue: &Cue, number: usize) -> Speaker {
        let span = self.span(sentence, &cue.subject.phrase);
        let who = candidate::who(sentence, &cue.subject.phrase);
        let antecedent = match (&cue.subject.antecedent, who) {
            (Some(range), _) => Some(self.span(sentence, range)),
            (None, Who::Singular | Who::Plural) => {
                self.spoken.map(|s| s.antecedent.unwrap_or(s.span))
            }
            _ => None,
        };
        let cue_span = Some(self.span(sentence, &cue.tokens));
        Speaker {
            span,
            antecedent,
            cue: cue_span,
            who,
            strength: Some(cue.strength),
            block: number,
        }
    }

    /// Remembers a speaker named at the end of a block that ends with a colon.
    fn introduce(&mut self, tokens: &[Token], last: Option<&Range<usize>>, number: usize) {
        self.introduced = None;
        let Some(slice) = last.and_then(|r| tokens.get(r.clone())) else { return };
        if slice.last().map(|t| t.shape) != Some(Shape::Colon) {
            return;
        }
        let sentence = Sentence { text: self.text, tokens: slice };
        let cues = cue::cues(&sentence);
        let Some(cue) = cues.iter().rev().find(|c| c.strength >= Strength::Judge).or(cues.last())
        else {
            return;
        };
        self.introduced = Some(self.speaker(&sentence, cue, number));
        self.named = None;
    }
}
