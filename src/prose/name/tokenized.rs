//! A text as its words, with how it writes them: what all that find names look at.

use super::candidate::Candidate;
use super::token::Token;
use crate::prose::word::casing::Casing;
use crate::text::Span;

/// A text with its words.
#[derive(Clone, Copy)]
pub(super) struct Document<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) casing: &'a Casing,
}

impl<'a> Document<'a> {
    pub(super) fn words(&self, c: &Candidate) -> &'a str {
        self.span(c).of(self.text)
    }

    pub(super) fn span(&self, c: &Candidate) -> Span {
        match self.tokens.get(c.first..c.end) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }
}
