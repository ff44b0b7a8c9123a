//! Speakers, and the people named recently, whom pronouns may mean.

use super::candidate;
use super::cue::{Cue, Strength};
use super::evidence::Who;
use super::phrase::Sentence;
use super::token::TokenKind;
use crate::prose::quote::quotation::{Attribution, AttributionRule, Confidence};
use crate::prose::word::class::Class;
use crate::text::Span;
use std::ops::Range;

/// A speaker, as named in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker {
    /// The words for the speaker.
    pub span: Span,
    /// The antecedent of a pronoun.
    pub antecedent: Option<Span>,
    /// The cue.
    pub cue: Option<Span>,
    /// The kind of phrase.
    pub who: Who,
    /// The kind of cue.
    pub strength: Option<Strength>,
    /// The index of the block in which it was last heard.
    pub block: usize,
}

impl Speaker {
    /// The subject of a cue. `quoted` are the words it may speak: a pronoun does not mean a person named in them.
    pub(super) fn of_cue(
        sentence: &Sentence<'_>,
        cue: &Cue,
        block: usize,
        people: &People,
        quoted: &str,
    ) -> Self {
        let span = sentence.span(&cue.subject.phrase);
        let who = candidate::who(sentence, &cue.subject.phrase);
        let antecedent = match (&cue.subject.antecedent, who) {
            (Some(range), _) => Some(sentence.span(range)),
            (None, Who::Singular) => {
                people.singular(sentence.text, span.of(sentence.text), quoted, span)
            }
            (None, Who::Plural) => people.they(),
            (None, Who::Person | Who::Utterance | Who::Other | Who::Name) => {
                explained(sentence, &cue.subject.phrase)
            }
            _ => None,
        };
        let cue_span = Some(sentence.span(&cue.tokens));
        Speaker { span, antecedent, cue: cue_span, who, strength: Some(cue.strength), block }
    }

    /// A phrase without a cue: a label, a byline, a heading.
    pub(super) fn bare(sentence: &Sentence<'_>, phrase: &Range<usize>, block: usize) -> Self {
        let who = candidate::who(sentence, phrase);
        let span = sentence.span(phrase);
        Speaker { span, antecedent: None, cue: None, who, strength: None, block }
    }

    /// A name from elsewhere.
    pub(super) fn named(span: Span, block: usize) -> Self {
        Speaker { span, antecedent: None, cue: None, who: Who::Name, strength: None, block }
    }

    /// The attribution to a speaker named by the layout.
    pub(super) fn laid_out(&self, rule: AttributionRule, confidence: Confidence) -> Attribution {
        Attribution {
            speaker: self.span,
            cue: None,
            rule,
            confidence,
            antecedent: self.antecedent,
            meaning: None,
            through: None,
        }
    }
}

/// `the new ambassador, Lin Hao, said`: the name that explains a phrase of common nouns.
fn explained(sentence: &Sentence<'_>, phrase: &Range<usize>) -> Option<Span> {
    if !sentence.is(phrase.start, Class::DETERMINER)
        || sentence.kind(phrase.end) != Some(TokenKind::Comma)
    {
        return None;
    }
    let name = sentence.phrase_starting(phrase.end + 1)?;
    let closed = matches!(sentence.kind(name.end), None | Some(TokenKind::Comma | TokenKind::Stop));
    let person = name.len() > 1 && name.clone().all(|i| sentence.is(i, Class::NAME));
    (closed && person).then(|| sentence.span(&name))
}

/// How many people are remembered.
const KEPT: usize = 8;

/// The people and groups that a text named recently, latest last.
#[derive(Debug, Default)]
pub(super) struct People {
    /// The last resolved pronoun, and its antecedent.
    resolved: Option<(Span, Span)>,
    single: Vec<Span>,
    group: Option<Span>,
}

impl People {
    /// Remembers a person.
    pub(super) fn meet(&mut self, name: Span) {
        if self.single.last() == Some(&name) {
            return;
        }
        if self.single.len() == KEPT {
            self.single.remove(0);
        }
        self.single.push(name);
    }

    /// Remembers a group: “Chinese leaders”.
    pub(super) fn meet_group(&mut self, name: Span) {
        self.group = Some(name);
    }

    /// Remembers the antecedent of a pronoun, so that it means the same throughout the sentence.
    pub(super) fn resolve(&mut self, pronoun: Span, name: Span) {
        self.resolved = Some((pronoun, name));
    }

    /// The antecedent of “they”.
    pub(super) fn they(&self) -> Option<Span> {
        self.group
    }

    /// The antecedent of “he” or “she”: the latest person whom the quoted words do not name and whose title does not
    /// contradict it.
    pub(super) fn singular(
        &self,
        text: &str,
        pronoun: &str,
        quoted: &str,
        at: Span,
    ) -> Option<Span> {
        if let Some((_, name)) = self.resolved.filter(|(known, _)| *known == at) {
            return Some(name);
        }
        let she = pronoun.eq_ignore_ascii_case("she") || pronoun.eq_ignore_ascii_case("her");
        self.single
            .iter()
            .rev()
            .filter(|name| name.end <= at.start)
            .find(|name| {
                let words = name.of(text);
                let last = words.split_whitespace().next_back().unwrap_or(words);
                let first = words.split_whitespace().next().unwrap_or(words).trim_end_matches('.');
                let woman = matches!(first, "Ms" | "Mrs" | "Miss" | "Queen" | "Lady" | "Mother");
                let man = matches!(first, "Mr" | "Sir" | "King" | "Lord" | "Pope" | "Father");
                {
                    let contradicts = if she { man } else { woman };
                    !contradicts && !quoted.contains(last)
                }
            })
            .copied()
    }
}
