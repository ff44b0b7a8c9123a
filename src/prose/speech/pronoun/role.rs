//! The part that a phrase plays in its sentence, as far as it matters for a pronoun that follows.

use super::super::phrase::Sentence;
use super::super::token::TokenKind;
use crate::prose::word::class::Class;
use std::ops::Range;

/// What a phrase is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose::speech) enum Role {
    /// The subject of a clause of its own.
    Subject,
    /// The subject of a clause inside another: `because Lin left`.
    Inner,
    /// Brought in behind its verb: `noted Lin`, `joined by Lin`, `came from Lin`.
    Brought,
    /// `Lin's`
    Possessor,
    /// An object, or behind a preposition.
    Other,
}

/// The subjects of the tensed verbs of a sentence.
pub(super) struct Subjects(Vec<Range<usize>>);

impl Subjects {
    /// Those of this sentence.
    pub(super) fn of(sentence: &Sentence<'_>) -> Self {
        let verbs = (0..sentence.tokens.len()).filter(|at| sentence.finite(*at));
        let mut found: Vec<Range<usize>> = Vec::new();
        for subject in verbs.filter_map(|at| sentence.subject(at)) {
            // “Lin, who left,”: what the relative pronoun stands for has its own verb, or none.
            if subject.antecedent.is_none() && found.last() != Some(&subject.phrase) {
                found.push(subject.phrase);
            }
        }
        Self(found)
    }

    /// The role of the name or noun at these tokens. `whole` are those of it and of its title.
    pub(super) fn role(
        &self,
        sentence: &Sentence<'_>,
        name: &Range<usize>,
        whole: &Range<usize>,
    ) -> Role {
        if name.end.checked_sub(1).is_some_and(|last| sentence.is(last, Class::POSSESSIVE)) {
            return Role::Possessor;
        }
        let inside = |s: &&Range<usize>| {
            s.start <= name.start && name.end <= s.end && heads(sentence, s, whole)
        };
        // “His manager, Lin, said”: the name explains the subject.
        let apposed = |s: &&Range<usize>| {
            s.end + 1 == whole.start
                && sentence.kind(s.end) == Some(TokenKind::Comma)
                && sentence.kind(name.end) == Some(TokenKind::Comma)
        };
        let subject = self.0.iter().find(|s| inside(s) || apposed(s));
        if let Some(subject) = subject {
            let inside = subject.start.checked_sub(1).is_some_and(|before| {
                sentence.is(before, Class::SUBORDINATOR | Class::RELATIVE | Class::CUE)
                    && !sentence.is(before, Class::NAME)
            });
            return if inside { Role::Inner } else { Role::Subject };
        }
        if brought(sentence, whole.start) { Role::Brought } else { Role::Other }
    }
}

/// Whether a phrase is about the name in it: nothing governs the name.
fn heads(sentence: &Sentence<'_>, phrase: &Range<usize>, name: &Range<usize>) -> bool {
    // “Secretary of State Lin”: a title goes on to the name.
    let titled = |at: usize| {
        at.checked_sub(1).is_some_and(|before| sentence.is(before, Class::CAPITAL))
            && sentence.is(at + 1, Class::CAPITAL)
            && (at + 1..name.end).all(|i| sentence.is(i, Class::CAPITAL))
            && name.end == phrase.end
    };
    let governs = |at: usize| {
        sentence.is(at, Class::PREPOSITION)
            && !sentence.is(at, Class::NAME | Class::COORDINATOR)
            && !titled(at)
    };
    !(phrase.start..name.start).any(governs)
}

/// `said Lin`, `noted the Herald's Lin`, `joined by Lin`, `came from Lin`.
fn brought(sentence: &Sentence<'_>, start: usize) -> bool {
    let mut before = start;
    // Over what belongs to the name: “the Herald's”, “harbour master”.
    while let Some(here) = before.checked_sub(1)
        && sentence.kind(here) == Some(TokenKind::Word)
        && (sentence.is(here, Class::NAME | Class::POSSESSIVE | Class::PERSON)
            || sentence.is(here, Class::NOUN) && !sentence.is(here, Class::VERB)
            || sentence.is(here, Class::DETERMINER))
        && start - here < 8
    {
        before = here;
    }
    let Some(verb) = before.checked_sub(1) else { return false };
    if sentence.word_in(verb, &["by", "from"]) {
        return (verb.saturating_sub(3)..verb).any(|at| {
            !sentence.is(at, Class::NAME)
                && (sentence.is(at, Class::PARTICIPLE)
                    || sentence.word_in(at, &["came", "comes", "come", "heard", "hear"]))
        });
    }
    let says = sentence.is(verb, Class::CUE) && sentence.finite(verb);
    // “…, noted Lin”: nobody stands before the verb.
    says && sentence
        .group_start(verb)
        .checked_sub(1)
        .is_none_or(|lead| !matches!(sentence.kind(lead), Some(TokenKind::Word | TokenKind::Close)))
}
