//! Reads a text: its sentences and quotations, and who speaks each.

use super::block::Block;
use super::memory::{Memory, Remembering};
use super::quote::block_quote::with_block_quotations;
use super::quote::quotation::{Form, Quotation};
use super::quote::stretch::stretches;
use super::sentence;
use super::speech::attribution::attribute;
use super::speech::choice::Chooser;
use super::speech::parsed::BlockMemo;
use super::speech::pronoun::resolver::{PronounCase, Resolver};
use super::speech::pronoun::weights::{self, PronounWeights};
use super::speech::trees::{AtPrices, BUNDLED, Prices};
use super::word::lexer::Words;
use crate::memo::Memo;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The reading of one text. All spans are bytes of that text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Sentences in order.
    pub sentences: Vec<Span>,
    /// Quotations ordered by their start; nested ones follow the one that contains them.
    pub quotations: Vec<Quotation>,
}

impl Reading {
    /// The outer quotations that share a byte with `span`, in order, each with its index. Takes logarithmic time, plus
    /// one step for each that begins inside the span.
    pub fn outermost(&self, span: Span) -> impl Iterator<Item = (usize, &Quotation)> {
        let behind = self.quotations.partition_point(|q| q.span.start <= span.start);
        let around = behind.checked_sub(1).map(|last| self.outermost_of(last));
        let further = behind..self.quotations.len();
        let numbered = |index: usize| Some((index, self.quotations.get(index)?));
        around
            .into_iter()
            .chain(further)
            .map_while(numbered)
            .take_while(move |(_, q)| q.span.start < span.end)
            .filter(move |(_, q)| q.parent.is_none() && q.span.overlaps(span))
    }

    /// The last and innermost quotation that touches the start of `span` or shares a byte with it.
    pub fn innermost(&self, span: Span) -> Option<&Quotation> {
        let begun = self.quotations.partition_point(|q| q.span.start <= span.start);
        let after = self.quotations.partition_point(|q| q.span.start < span.end).max(begun);
        let later = self.quotations.get(begun..after).unwrap_or_default().iter().rev();
        // Of those that begin before the span, only the last and its parents can reach that far.
        let parent = |q: &&Quotation| q.parent.and_then(|parent| self.quotations.get(parent));
        let last = begun.checked_sub(1).and_then(|last| self.quotations.get(last));
        let mut near = later.chain(std::iter::successors(last, parent));
        near.find(|q| q.span.touches(span.start) || q.words.overlaps(span))
    }

    /// The outer quotation that contains the one with this index.
    fn outermost_of(&self, index: usize) -> usize {
        let mut outer = index;
        while let Some(parent) = self.quotations.get(outer).and_then(|q| q.parent) {
            outer = parent;
        }
        outer
    }
}

/// Reads a text whose blocks are known.
pub fn read(text: &str, blocks: &[Block]) -> Reading {
    read_choosing(text, &Words::default(), blocks, &mut &*BUNDLED)
}

/// Like [`read`], with the words of the text, already cut to be shared with the reader of names.
pub fn read_words(text: &str, words: &Words, blocks: &[Block]) -> Reading {
    read_choosing(text, words, blocks, &mut &*BUNDLED)
}

/// Reads the prose of a note: like [`read`], but names a likely speaker sooner, since a note without one is reported.
/// With the memory of the last version, only what changed is computed; the result is the same.
pub fn read_note(text: &str, blocks: &[Block], memory: Option<&mut Memory>) -> Reading {
    // Cut on demand: most blocks have no quotation or are remembered, and nothing else reads the words of a note.
    let (mut chooser, words) = (AtPrices(Prices::OF_NOTES), &Words::default());
    let Some(memory) = memory else { return read_choosing(text, words, blocks, &mut chooser) };
    memory.next_generation();
    let sentences = remembered_sentences(text, blocks, &mut memory.sentences);
    let mut chooser = Remembering { chooser, choices: &mut memory.choices };
    let mut resolver = Resolver::new(&weights::BUNDLED, false);
    let memo = Some(&mut memory.blocks);
    let quotations = quotations(text, words, blocks, &mut chooser, memo, &mut resolver);
    Reading { sentences, quotations }
}

/// Reads a text and lets `chooser` pick between possible speakers: for the program that fits the weights.
pub fn read_choosing(
    text: &str,
    words: &Words,
    blocks: &[Block],
    chooser: &mut dyn Chooser,
) -> Reading {
    let mut resolver = Resolver::new(&weights::BUNDLED, false);
    read_resolving(text, words, blocks, chooser, &mut resolver)
}

/// Like [`read`], with other weights of whom pronouns mean; also returns what was decided, for the program that fits them.
pub fn read_pronouns(
    text: &str,
    blocks: &[Block],
    weights: &PronounWeights,
) -> (Reading, Vec<PronounCase>) {
    let mut resolver = Resolver::new(weights, true);
    let reading = read_resolving(text, &Words::default(), blocks, &mut &*BUNDLED, &mut resolver);
    (reading, resolver.into_cases())
}

fn read_resolving(
    text: &str,
    words: &Words,
    blocks: &[Block],
    chooser: &mut dyn Chooser,
    resolver: &mut Resolver<'_>,
) -> Reading {
    let mut sentences = Vec::new();
    for block in blocks {
        sentence::of_block(text, block.span, &mut sentences);
    }
    Reading { sentences, quotations: quotations(text, words, blocks, chooser, None, resolver) }
}

fn remembered_sentences(
    text: &str,
    blocks: &[Block],
    memo: &mut Memo<String, Arc<Vec<Span>>>,
) -> Vec<Span> {
    let mut found = Vec::new();
    for block in blocks {
        let kept = memo.get_or_compute(block.span.of(text).to_owned(), |words| {
            let mut found = Vec::new();
            sentence::of_block(words, Span::new(0, words.len()), &mut found);
            Arc::new(found)
        });
        found.extend(kept.iter().map(|s| s.shift(block.span.start)));
    }
    found
}

fn quotations(
    text: &str,
    words: &Words,
    blocks: &[Block],
    chooser: &mut dyn Chooser,
    memo: Option<&mut BlockMemo>,
    resolver: &mut Resolver<'_>,
) -> Vec<Quotation> {
    let (stretches, forms) = with_block_quotations(text, blocks, stretches(text, blocks));
    let mut quotations: Vec<Quotation> = stretches
        .iter()
        .zip(&forms)
        .map(|(s, block)| Quotation {
            span: s.span,
            words: s.words,
            form: if *block { Form::Block } else { Form::Marks },
            closed: s.closed,
            parent: s.parent,
            ..Quotation::default()
        })
        .collect();
    attribute((text, words), blocks, &stretches, &mut quotations, chooser, memo, resolver);
    quotations
}
