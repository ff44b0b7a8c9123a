//! Noun phrases and the subjects of verbs, found by position in one sentence.

use super::token::{Token, TokenKind};
use crate::prose::word::class::Class;
use crate::text::Span;
use std::ops::Range;

/// One of the reporter's sentences.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The tokens of this sentence.
    pub tokens: &'a [Token],
}

/// Words that may occur inside a noun phrase.
const NOMINAL: Class = Class::NAME
    .union(Class::NOUN)
    .union(Class::NUMBER)
    .union(Class::POSSESSIVE)
    .union(Class::TITLE);
/// The most tokens of a noun phrase; a longer run is none.
const LONGEST_PHRASE: usize = 24;

impl Sentence<'_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.is(class))
    }

    /// Whether it has words of the reporter's own.
    pub(super) fn has_words(&self) -> bool {
        self.tokens.iter().any(|t| t.kind == TokenKind::Word)
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|t| t.kind)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| t.span.of(self.text))
    }

    pub(super) fn word_is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn word_in(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.word_is(at, word))
    }

    /// The bytes of a phrase, without a possessive ending.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.token(range.start).map_or(0, |t| t.span.start);
        let end = self.token(range.end.saturating_sub(1)).map_or(start, |t| t.span.end);
        let words = Span::new(start, end).of(self.text);
        let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
        Span::new(start, start + bare.len())
    }

    /// A finite verb that is not part of a name.
    pub(super) fn finite(&self, at: usize) -> bool {
        if !self.is(at, Class::FINITE | Class::CONTRACTED) || self.is(at, Class::NAME) {
            return false;
        }
        if self.is(at, Class::AUXILIARY | Class::CONTRACTED) {
            return true;
        }
        let before = at.checked_sub(1);
        let after_noun_opener = before.is_some_and(|b| {
            self.is(b, Class::DETERMINER | Class::PREPOSITION)
                && !self.is(b, Class::SUBJECT_PRONOUN)
                || self.is(b, Class::POSSESSIVE)
        });
        !after_noun_opener
    }

    /// Whether a word can occur inside a noun phrase (before its end).
    fn nominal(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        if token.kind != TokenKind::Word {
            return false;
        }
        if token.is(Class::NAME) {
            return true;
        }
        const OTHER: Class = Class::PREPOSITION
            .union(Class::COORDINATOR)
            .union(Class::SUBORDINATOR)
            .union(Class::RELATIVE)
            .union(Class::AUXILIARY)
            .union(Class::SUBJECT_PRONOUN)
            .union(Class::OBJECT_PRONOUN);
        if token.is(OTHER) {
            return false;
        }
        if token.is(NOMINAL) && !token.is(Class::ADVERB) {
            return true;
        }
        if token.is(Class::DETERMINER) {
            return true;
        }
        // “the leading candidate”, “an unnamed source”, “longtime ally”
        let opened =
            at.checked_sub(1).is_some_and(|b| self.is(b, Class::DETERMINER | Class::POSSESSIVE));
        (token.is(Class::ING | Class::PARTICIPLE) || token.is(Class::VERB)) && opened
            || token.is(Class::ADVERB) && opened && self.is(at + 1, Class::NOUN)
    }

    /// The noun phrase whose last token is `last`.
    pub(super) fn phrase_ending(&self, last: usize, floor: usize) -> Option<Range<usize>> {
        if self.is(last, Class::SUBJECT_PRONOUN) && !self.is(last, Class::NAME) {
            return Some(last..last + 1);
        }
        let mut at = last + 1;
        let mut found = false;
        while at > floor && last + 1 - at < LONGEST_PHRASE {
            let here = at - 1;
            if self.kind(here) == Some(TokenKind::Close) {
                match self.opening(here, floor) {
                    Some(open) => at = open,
                    None => break,
                }
                continue;
            }
            if self.nominal(here) {
                if self.is(here, Class::TIME)
                    && here != last
                    && !self.is(here, Class::POSSESSIVE)
                    && !self.is(at, Class::NAME)
                {
                    break;
                }
                found = true;
                at = here;
                // “organs such as the Herald”
                let such = self.word_is(here, "such") && here > floor && self.nominal(here - 1);
                if self.is(here, Class::DETERMINER)
                    && !self.is(here, Class::NAME)
                    && !such
                    && !self.continues_left(here, floor)
                {
                    break;
                }
                continue;
            }
            if found
                && self.continues_left(at, floor)
                && self.is(here, Class::PREPOSITION | Class::COORDINATOR)
            {
                at = here;
                continue;
            }
            break;
        }
        found.then(|| self.without_object(at)..last + 1)
    }

    /// “during the talks Lin tried”: the object of a preceding preposition ends where a name begins.
    fn without_object(&self, start: usize) -> usize {
        let governed = start
            .checked_sub(1)
            .is_some_and(|b| self.is(b, Class::PREPOSITION) && !self.is(b, Class::NAME));
        if !governed {
            return start;
        }
        let turn = (start + 1..self.tokens.len())
            .take(LONGEST_PHRASE)
            .find(|i| self.is(*i, Class::NAME | Class::TITLE));
        // The word directly before the name must not belong to it.
        const TIED: Class = Class::PERSON.union(Class::TITLE).union(Class::POSSESSIVE);
        let free = |turn: usize| {
            let before = |class| self.is(turn - 1, class);
            !before(TIED | Class::CAPITAL | Class::DETERMINER)
                || before(Class::NOUN) && (before(Class::UTTERANCE) || !before(TIED | Class::NAME))
        };
        turn.filter(|turn| self.is(*turn, Class::NAME) && free(*turn)).unwrap_or(start)
    }

    /// Whether a noun phrase that begins at `at` only completes a longer one: “of the board”, “and Jones”.
    fn continues_left(&self, at: usize, floor: usize) -> bool {
        let Some(link) = at.checked_sub(1).filter(|l| *l > floor) else { return false };
        let head = link - 1;
        let article = self.is(head, Class::DETERMINER) && !self.is(head, Class::NAME);
        let noun = self.nominal(head) && !self.is(head, Class::TIME) && !article;
        let nominal_head = noun || self.kind(head) == Some(TokenKind::Close);
        if self.word_is(link, "as") && self.word_is(head, "such") {
            return true;
        }
        if self.is(link, Class::PREPOSITION) && !self.is(link, Class::NAME) {
            return nominal_head && !self.is(head, Class::ADVERB);
        }
        if self.is(link, Class::COORDINATOR) && !self.word_is(link, "but") {
            return nominal_head;
        }
        self.is(at, Class::DETERMINER) && self.is(link, Class::DETERMINER)
    }

    pub(super) fn opening(&self, close: usize, floor: usize) -> Option<usize> {
        (floor..close).rev().take(LONGEST_PHRASE).find(|i| self.kind(*i) == Some(TokenKind::Open))
    }

    /// The noun phrase that begins at `first`.
    pub(super) fn phrase_starting(&self, first: usize) -> Option<Range<usize>> {
        if self.is(first, Class::SUBJECT_PRONOUN) && !self.is(first, Class::NAME) {
            return Some(first..first + 1);
        }
        let mut at = first;
        let mut found = false;
        while at < self.tokens.len() && at - first < LONGEST_PHRASE {
            let Some(token) = self.token(at) else { break };
            if token.kind != TokenKind::Word {
                break;
            }
            let determiner = token.is(Class::DETERMINER) && !token.is(Class::NAME);
            if determiner && at != first && !self.is(at - 1, Class::DETERMINER | Class::PREPOSITION)
            {
                break;
            }
            let participle =
                at == first && token.is(Class::PARTICIPLE) && self.is(at + 1, Class::NOUN);
            if (self.nominal(at) || participle) && !self.open_verb(at, first) {
                let alone = self.token(at + 1).is_none_or(|n| n.kind != TokenKind::Word);
                found |= !determiner || alone;
                at += 1;
            } else if (found || at == first + 1) && self.word_is(at, "of") && self.nominal(at + 1) {
                at += 1;
            } else {
                break;
            }
        }
        found.then_some(first..at)
    }

    /// Whether an unknown word after a name is the verb of an open slot: “Grey enthuses.”
    pub(super) fn open_verb(&self, at: usize, first: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        if at <= first || token.is(Class::CAPITAL) || token.kind != TokenKind::Word {
            return false;
        }
        if token.is(Class::CUE)
            && (self.finite(at) || token.is(Class::BASE))
            && !self.is(at - 1, Class::DETERMINER | Class::POSSESSIVE)
        {
            return true;
        }
        let after_name = self.is(at - 1, Class::NAME) && !self.is(at - 1, Class::POSSESSIVE);
        let ends = self
            .token(at + 1)
            .is_none_or(|n| n.kind != TokenKind::Word || n.is(Class::ADVERB | Class::PREPOSITION));
        let word = self.word(at);
        after_name
            && ends
            && word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !token.is(Class::PERSON)
    }

    /// The first token of the verb group that ends at `verb`, before its auxiliaries, adverbs and times.
    pub(super) fn group_start(&self, verb: usize) -> usize {
        let mut at = verb;
        while let Some(here) = at.checked_sub(1) {
            let auxiliary = self.is(here, Class::AUXILIARY) && !self.is(here, Class::NAME);
            let adverb = self.is(here, Class::ADVERB) && !self.is(here, Class::NAME);
            if auxiliary || adverb {
                at = here;
            } else if let Some(start) = self.time_ending(here) {
                at = start;
            } else {
                break;
            }
        }
        at
    }

    /// The start of a time that ends at `last`: “Monday”, “late Thursday night”, “on Monday”, “last month”.
    fn time_ending(&self, last: usize) -> Option<usize> {
        if !self.is(last, Class::TIME) || self.is(last, Class::POSSESSIVE) {
            return None;
        }
        let mut at = last;
        while let Some(here) = at.checked_sub(1) {
            let modifier = self.is(here, Class::TIME | Class::NUMBER)
                || self.word_in(here, &["late", "early", "last", "this", "next", "that"]);
            if !modifier {
                break;
            }
            at = here;
        }
        match at.checked_sub(1) {
            Some(here) if self.is(here, Class::PREPOSITION) => Some(here),
            Some(_) => Some(at),
            None => None,
        }
    }
}
