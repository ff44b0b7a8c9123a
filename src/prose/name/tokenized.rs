//! A text as its words, with how it writes them: what all that find names look at.

use super::candidate::Candidate;
use super::token::{Gap, Token};
use crate::prose::word::casing::Casing;
use crate::text::Span;

/// A text with its words. Places in it are numbers of words.
#[derive(Clone, Copy)]
pub(super) struct Tokenized<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) casing: &'a Casing,
}

impl<'a> Tokenized<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The token before `at`.
    pub(super) fn before(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// A word as it is written; nothing behind the last.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| t.span.of(self.text))
    }

    /// What stands before a word; the end of a sentence behind the last.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.token(at).map_or(Gap::Sentence, |t| t.gap)
    }

    /// From one word up to another, which does not belong to it.
    pub(super) fn span(&self, first: usize, end: usize) -> Option<Span> {
        Some(self.token(first)?.span.join(self.before(end)?.span))
    }

    /// The text of [`Self::span`].
    pub(super) fn words(&self, first: usize, end: usize) -> &'a str {
        self.span(first, end).map_or("", |span| span.of(self.text))
    }

    pub(super) fn span_of(&self, c: &Candidate) -> Span {
        self.span(c.first, c.end).unwrap_or_default()
    }

    pub(super) fn words_of(&self, c: &Candidate) -> &'a str {
        self.span_of(c).of(self.text)
    }

    pub(super) fn tokens_of(&self, c: &Candidate) -> &'a [Token] {
        self.tokens.get(c.first..c.end).unwrap_or_default()
    }

    /// The text behind a candidate.
    pub(super) fn behind(&self, c: &Candidate) -> &'a str {
        self.text.get(self.span_of(c).end..).unwrap_or_default()
    }

    /// The head noun of a name: its last word before “of”, “for”, “on”.
    pub(super) fn head_of(&self, name: &'a [Token]) -> Option<&'a Token> {
        let small = |t: &Token| matches!(t.span.of(self.text), "of" | "for" | "on");
        let end = name.iter().position(small).unwrap_or(name.len());
        name.get(end.checked_sub(1)?)
    }
}
