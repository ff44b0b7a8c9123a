//! The subjects of verbs, found by position in one sentence.

use super::phrase::Sentence;
use super::token::TokenKind;
use crate::prose::word::class::Class;
use std::ops::Range;

/// The subject of a verb: tokens of the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The noun phrase, or the relative pronoun.
    pub phrase: Range<usize>,
    /// For a relative pronoun: its antecedent.
    pub antecedent: Option<Range<usize>>,
}

impl From<Range<usize>> for Subject {
    fn from(phrase: Range<usize>) -> Self {
        Subject { phrase, antecedent: None }
    }
}

const CLAUSE_WORDS: Class = Class::SUBORDINATOR.union(Class::RELATIVE).union(Class::COORDINATOR);

impl Sentence<'_> {
    /// The subject of the verb at `verb`.
    pub(super) fn subject(&self, verb: usize) -> Option<Subject> {
        self.subject_from(verb, 0)
    }

    fn subject_from(&self, verb: usize, depth: usize) -> Option<Subject> {
        if depth > 6 {
            return None;
        }
        let group = self.group_start(verb);
        if self.is(verb, Class::CONTRACTED) && self.is(verb, Class::SUBJECT_PRONOUN) {
            return Some((verb..verb + 1).into());
        }
        if self.is(verb, Class::ING) && !self.is(verb, Class::FINITE) {
            let progressive = (group..verb).any(|i| self.is(i, Class::BE));
            if !progressive {
                return self.participle_subject(verb, group, depth);
            }
        }
        self.subject_before(group, depth)
    }

    /// The subject of the verb group that begins at `group`.
    fn subject_before(&self, group: usize, depth: usize) -> Option<Subject> {
        let before = group.checked_sub(1)?;
        match self.kind(before)? {
            TokenKind::Close => {
                let open = self.opening(before, 0)?;
                self.subject_before(open, depth + 1)
            }
            TokenKind::Comma => self
                .before_insertion(before)
                .map(Subject::from)
                .or_else(|| self.earlier(before, depth)),
            TokenKind::Dash => {
                let open = (0..before).rev().find(|i| self.kind(*i) == Some(TokenKind::Dash));
                match open {
                    Some(open) => self.subject_before(open, depth + 1),
                    None => self.earlier(before, depth),
                }
            }
            TokenKind::Word => self.subject_ending(before, depth),
            TokenKind::Quote(_) => self.earlier(before, depth),
            _ => None,
        }
    }

    fn subject_ending(&self, before: usize, depth: usize) -> Option<Subject> {
        if self.is(before, Class::RELATIVE) && !self.is(before, Class::NAME) {
            let mut end = before.checked_sub(1)?;
            if self.kind(end) == Some(TokenKind::Comma) {
                end = end.checked_sub(1)?;
            }
            let antecedent = self.phrase_ending(end, 0);
            return Some(Subject { phrase: before..before + 1, antecedent });
        }
        if self.is(before, Class::COORDINATOR) || self.word_is(before, "to") {
            return self.earlier(before, depth);
        }
        if self.is(before, Class::CONTRACTED) && self.is(before, Class::SUBJECT_PRONOUN) {
            return Some((before..before + 1).into());
        }
        if self.word_is(before, "that") {
            // “a plan that calls for”
            let end = before.checked_sub(1)?;
            let antecedent = Some(self.phrase_ending(end, 0)?);
            return Some(Subject { phrase: before..before + 1, antecedent });
        }
        if self.is(before, CLAUSE_WORDS) {
            return None;
        }
        match self.phrase_ending(before, 0) {
            Some(phrase) => Some(phrase.into()),
            None => self.earlier(before, depth),
        }
    }

    /// The subject of the sentence: that of its first finite verb, if that is before `limit`.
    pub(super) fn main_subject(&self, limit: usize) -> Option<Subject> {
        let verb = (0..limit).find(|i| self.finite(*i))?;
        self.subject_from(verb, 1).filter(|s| s.antecedent.is_none())
    }

    /// The subject of the nearest finite verb before `at`.
    fn earlier(&self, at: usize, depth: usize) -> Option<Subject> {
        let verb = (0..at).rev().find(|i| self.finite(*i))?;
        self.subject_from(verb, depth + 1)
    }

    fn participle_subject(&self, verb: usize, group: usize, depth: usize) -> Option<Subject> {
        // “with Grey calling it”
        if let Some(last) = group.checked_sub(1)
            && self.kind(last) == Some(TokenKind::Word)
            && let Some(phrase) = self.phrase_ending(last, 0)
            && phrase.start.checked_sub(1).is_some_and(|w| self.word_is(w, "with"))
        {
            return Some(phrase.into());
        }
        if let Some(subject) = self.earlier(group, depth) {
            return Some(subject);
        }
        // “Calling it “…,” Grey left.”: the subject follows the comma.
        let next = (verb..self.tokens.len()).find(|i| {
            matches!(self.kind(*i), Some(TokenKind::Comma))
                || matches!(self.kind(*i), Some(TokenKind::Quote(_)))
        })?;
        let mut start = next + 1;
        while start < self.tokens.len() {
            if let Some(phrase) = self.phrase_starting(start) {
                return Some(phrase.into());
            }
            start += 1;
        }
        None
    }

    /// The noun phrase before an apposition or relative clause that ends with the comma at `close`.
    fn before_insertion(&self, close: usize) -> Option<Range<usize>> {
        let mut best = None;
        for comma in (1..close).rev() {
            match self.kind(comma) {
                Some(TokenKind::Comma) => {}
                Some(TokenKind::Quote(_)) if best.is_some() => break,
                Some(TokenKind::Colon | TokenKind::Semicolon | TokenKind::Stop) => break,
                _ => continue,
            }
            let Some(phrase) = self.phrase_ending(comma - 1, 0) else { continue };
            // “In early October, Lin wrote”
            let time = phrase.clone().all(|i| self.is(i, Class::TIME | Class::NUMBER));
            if time || !self.clause_initial(phrase.start) {
                continue;
            }
            let apposition = self.apposition(phrase.start);
            let named = phrase.clone().any(|i| self.is(i, Class::NAME | Class::PERSON));
            let insertion = !self.is(comma + 1, Class::NAME);
            best = Some(phrase);
            if named && insertion && !apposition {
                break;
            }
        }
        best.or_else(|| {
            let phrase = self.phrase_ending(close.checked_sub(1)?, 0)?;
            self.clause_initial(phrase.start).then_some(phrase)
        })
    }

    /// Whether a phrase that begins here only explains the name before it: “Lin, director of the fund”.
    fn apposition(&self, start: usize) -> bool {
        let Some(comma) = start.checked_sub(1).filter(|c| self.kind(*c) == Some(TokenKind::Comma))
        else {
            return false;
        };
        let after_name = comma
            .checked_sub(1)
            .is_some_and(|n| self.is(n, Class::NAME) || self.kind(n) == Some(TokenKind::Close));
        after_name && !self.is(start, Class::NAME) && !self.is(start, Class::SUBJECT_PRONOUN)
    }

    /// Whether a phrase that begins here can be a subject: nothing governs it.
    pub(super) fn clause_initial(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1) else { return true };
        match self.kind(before) {
            Some(TokenKind::Word) => {
                self.is(before, CLAUSE_WORDS) && !self.is(before, Class::PREPOSITION)
                    || self.is(before, Class::ADVERB)
                    || self.is(before, Class::CUE) && self.is(before, Class::FINITE)
            }
            _ => true,
        }
    }
}
