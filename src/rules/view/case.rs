//! One quotation for a rule, with everything else that the rule may ask.

use super::context::Context;
use super::excerpt::{Excerpt, own_words};
use super::quotation::QuotationView;
use crate::prose::Block;
use crate::text::Span;
use std::ops::Deref;

/// A quotation with its context.
#[derive(Clone, Copy, Debug)]
pub struct QuotationCase<'a> {
    /// Corpus, actors, configuration.
    pub context: &'a Context<'a>,
    /// What surrounds the quotation in the note.
    pub excerpt: &'a Excerpt<'a>,
    /// The quotation.
    pub quotation: &'a QuotationView<'a>,
}

impl<'a> Deref for QuotationCase<'a> {
    type Target = QuotationView<'a>;

    fn deref(&self) -> &Self::Target {
        self.quotation
    }
}

impl<'a> QuotationCase<'a> {
    /// The place in the note that a span of the quotation's text comes from.
    pub fn place(&self, span: Span) -> Span {
        self.excerpt.origin(span.shift(self.prose.start))
    }

    /// The block with the quotation's words, and the one after it; `None` if they span several.
    pub fn blocks(&self) -> Option<(Block, Option<Block>)> {
        let at = Block::holding(&self.excerpt.blocks, self.prose)?;
        Some((*self.excerpt.blocks.get(at)?, self.excerpt.blocks.get(at + 1).copied()))
    }

    /// The note's own words around the quotation: those of its sentence before and after it, and of `more` following
    /// sentences.
    pub fn own_words(&self, more: usize) -> impl Iterator<Item = &'a str> {
        own_words(self.excerpt.prose, &self.excerpt.sentences, self.prose, more)
    }
}
