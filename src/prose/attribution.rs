//! Gives every quotation its speaker: block by block, sentence by sentence, with what went before in mind.

use super::cue::{self, Cue, Strength};
use super::kind;
use super::lexicon::Class;
use super::marks::Stretch;
use super::phrase::Sentence;
use super::quotation::{Attribution, AttributionRule, Confidence, Kind, Quotation};
use super::speaker::{self, Choice};
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
    let mut teller = Teller { text, quotations, speaker: None, pending: None };
    let mut first = 0;
    for (number, block) in blocks.iter().enumerate() {
        while outer.get(first).is_some_and(|(_, s)| s.span.end <= block.span.start) {
            first += 1;
        }
        let mut inside = Vec::new();
        for entry in outer.get(first..).unwrap_or_default() {
            if entry.1.span.start >= block.span.end {
                break;
            }
            inside.push(*entry);
        }
        teller.block(block, number, &inside);
    }
}

/// Who spoke last, and where.
#[derive(Clone, Copy, Debug)]
struct Speaker {
    span: Span,
    antecedent: Option<Span>,
    block: usize,
}

struct Teller<'t, 'q> {
    text: &'t str,
    quotations: &'q mut [Quotation],
    speaker: Option<Speaker>,
    /// A speaker whose words the next block brings: `Grey said:` at the end of a block.
    pending: Option<(Speaker, Option<Span>)>,
}

impl Teller<'_, '_> {
    fn block(&mut self, block: &Block, number: usize, inside: &[(usize, Stretch)]) {
        if inside.is_empty() && !self.introduces(block) {
            self.remember_without_quotes(block, number);
            return;
        }
        let tokens = tokens::lex(self.text, block.span, inside);
        let ranges = tokens::sentences(self.text, &tokens);
        for range in &ranges {
            self.sentence(&tokens, range.clone(), number, block);
        }
        self.introduction(&tokens, ranges.last(), number);
    }

    /// Whether a block without quotations may introduce one: it ends with a colon.
    fn introduces(&self, block: &Block) -> bool {
        block.span.of(self.text).trim_end().ends_with(':')
    }

    fn remember_without_quotes(&mut self, block: &Block, number: usize) {
        self.pending = None;
        if block.kind == BlockKind::Heading {
            return;
        }
        let _ = number;
    }

    fn sentence(&mut self, tokens: &[Token], range: Range<usize>, number: usize, block: &Block) {
        let Some(slice) = tokens.get(range) else { return };
        let sentence = Sentence { text: self.text, tokens: slice };
        let quotes: Vec<(usize, usize)> = slice
            .iter()
            .enumerate()
            .filter_map(|(at, t)| match t.shape {
                Shape::Quote(index) => Some((at, index)),
                _ => None,
            })
            .collect();
        let cues = cue::cues(&sentence);
        for (at, index) in &quotes {
            self.quotation(&sentence, &cues, *at, *index, number, block);
        }
        if quotes.is_empty()
            && let Some(cue) = cues.iter().find(|c| c.strength >= Strength::Say)
        {
            let speaker = self.speaker_of(&sentence, cue, number);
            self.speaker = Some(speaker);
        }
    }

    fn quotation(
        &mut self,
        sentence: &Sentence<'_>,
        cues: &[Cue],
        at: usize,
        index: usize,
        number: usize,
        block: &Block,
    ) {
        let Some(quotation) = self.quotations.get(index) else { return };
        if quotation.attribution.is_some() {
            return;
        }
        let words = quotation.words.of(self.text);
        let kind = kind::kind(sentence, at, words);
        let choice =
            if kind == Kind::Title { None } else { speaker::choose(sentence, cues, at, words) };
        let attribution = match choice {
            Some(choice) => Some(self.explicit(sentence, &choice, number)),
            None if kind == Kind::Title => None,
            None => self.follow_on(sentence, at, number, block),
        };
        if let Some(quotation) = self.quotations.get_mut(index) {
            quotation.kind =
                if attribution.is_some() && kind == Kind::Unknown { Kind::Speech } else { kind };
            quotation.attribution = attribution;
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

    fn speaker_of(&self, sentence: &Sentence<'_>, cue: &Cue, number: usize) -> Speaker {
        let span = self.span(sentence, &cue.subject.phrase);
        let pronoun = sentence.is(cue.subject.phrase.start, Class::SUBJECT_PRONOUN)
            && cue.subject.phrase.len() == 1;
        let antecedent = match &cue.subject.antecedent {
            Some(range) => Some(self.span(sentence, range)),
            None if pronoun => self.speaker.map(|s| s.antecedent.unwrap_or(s.span)),
            None => None,
        };
        Speaker { span, antecedent, block: number }
    }

    fn explicit(&mut self, sentence: &Sentence<'_>, choice: &Choice, number: usize) -> Attribution {
        let speaker = self.speaker_of(sentence, &choice.cue, number);
        self.speaker = Some(speaker);
        let pronoun = sentence.is(choice.cue.subject.phrase.start, Class::SUBJECT_PRONOUN);
        Attribution {
            speaker: speaker.span,
            cue: Some(self.span(sentence, &choice.cue.tokens)),
            rule: choice.rule,
            confidence: if pronoun { Confidence::Resolved } else { Confidence::Explicit },
            antecedent: speaker.antecedent,
            through: None,
        }
    }

    fn follow_on(
        &mut self,
        sentence: &Sentence<'_>,
        at: usize,
        number: usize,
        block: &Block,
    ) -> Option<Attribution> {
        let _ = (sentence, block);
        if at == 0
            && let Some((speaker, cue)) = self.pending.filter(|(s, _)| s.block + 1 >= number)
        {
            self.speaker = Some(Speaker { block: number, ..speaker });
            return Some(Attribution {
                speaker: speaker.span,
                cue,
                rule: AttributionRule::SpeakerBefore,
                confidence: if speaker.antecedent.is_some() {
                    Confidence::Resolved
                } else {
                    Confidence::Explicit
                },
                antecedent: speaker.antecedent,
                through: None,
            });
        }
        let speaker = self.speaker?;
        if speaker.block + 1 < number {
            return None;
        }
        self.speaker = Some(Speaker { block: number, ..speaker });
        Some(Attribution {
            speaker: speaker.span,
            cue: None,
            rule: AttributionRule::FollowOn,
            confidence: Confidence::FollowOn,
            antecedent: speaker.antecedent,
            through: None,
        })
    }

    /// Remembers a speaker named in the last sentence of a block, for a quotation at the start of the next.
    fn introduction(&mut self, tokens: &[Token], last: Option<&Range<usize>>, number: usize) {
        self.pending = None;
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
        let speaker = self.speaker_of(&sentence, cue, number);
        self.pending = Some((speaker, Some(self.span(&sentence, &cue.tokens))));
    }
}
