//! The grammatical role of a phrase, as far as it matters to a later pronoun.

use super::super::phrase::Sentence;
use super::super::token::TokenKind;
use crate::prose::word::class::Class;
use std::ops::Range;

/// The role of a phrase in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose::speech) enum Role {
    /// The subject of a main clause.
    Subject,
    /// The subject of a subordinate clause: `because Lin left`.
    Inner,
    /// Introduced after the verb: `noted Lin`, `joined by Lin`, `came from Lin`.
    Brought,
    /// `Lin's`
    Possessor,
    /// An object, or the complement of a preposition.
    Other,
}

/// The subjects of the finite verbs of a sentence.
pub(super) struct Subjects(Vec<Range<usize>>);

impl Subjects {
    /// Finds the subjects of a sentence.
    pub(super) fn of(sentence: &Sentence<'_>) -> Self {
        let verbs = (0..sentence.tokens.len()).filter(|at| sentence.finite(*at));
        let mut found: Vec<Range<usize>> = Vec::new();
        for subject in verbs.filter_map(|at| sentence.subject(at)) {
            // In “Lin, who left, …”, Lin may have another verb, which is counted by itself.
            if subject.antecedent.is_none() && found.last() != Some(&subject.phrase) {
                found.push(subject.phrase);
            }
        }
        Self(found)
    }

    /// The role of the name or noun at some tokens. `whole` includes its title.
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
        // “His manager, Lin, said”: the name is in apposition to the subject.
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

/// Whether a name is the head of its phrase, not the complement of a preposition in it.
fn heads(sentence: &Sentence<'_>, phrase: &Range<usize>, name: &Range<usize>) -> bool {
    // “Secretary of State Lin”: “of State” belongs to the title.
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
    // Skip modifiers of the name: “the Herald's”, “harbour master”.
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
    // “…, noted Lin”: no subject precedes the verb.
    says && sentence
        .group_start(verb)
        .checked_sub(1)
        .is_none_or(|lead| !matches!(sentence.kind(lead), Some(TokenKind::Word | TokenKind::Close)))
}
