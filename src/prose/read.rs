//! Reading a text: its sentences and quotations, and who speaks each.

use super::block::Block;
use super::memory::Memory;
use super::quote::block_quote::with_block_quotations;
use super::quote::quotation::{Form, Quotation};
use super::quote::stretch::stretches;
use super::reading::Reading;
use super::sentence;
use super::speech::attribution::attribute;
use super::speech::choice::Chooser;
use super::speech::parsed::BlockMemo;
use super::speech::remembered::Remembering;
use super::speech::trees::{AtPrices, BUNDLED, Prices};
use crate::memo::Memo;
use crate::text::Span;
use std::sync::Arc;

/// Reads a text of which the blocks are known.
pub fn read(text: &str, blocks: &[Block]) -> Reading {
    read_choosing(text, blocks, &mut &*BUNDLED)
}

/// Reads the prose of a note: as [`read`], but a likely speaker is named sooner, since a note that names nobody is at
/// fault. With the memory of the last version only what changed is worked out again; the reading is the same.
pub fn read_note(text: &str, blocks: &[Block], memory: Option<&mut Memory>) -> Reading {
    let mut chooser = AtPrices(Prices::OF_NOTES);
    let Some(memory) = memory else { return read_choosing(text, blocks, &mut chooser) };
    memory.next_generation();
    let sentences = remembered_sentences(text, blocks, &mut memory.sentences);
    let mut chooser = Remembering { chooser, choices: &mut memory.choices };
    let quotations = quotations(text, blocks, &mut chooser, Some(&mut memory.blocks));
    Reading { sentences, quotations }
}

/// Reads a text and lets `chooser` decide who speaks where several could: for the program that fits the weights.
pub fn read_choosing(text: &str, blocks: &[Block], chooser: &mut dyn Chooser) -> Reading {
    let mut sentences = Vec::new();
    for block in blocks {
        sentence::of_block(text, block.span, &mut sentences);
    }
    Reading { sentences, quotations: quotations(text, blocks, chooser, None) }
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
    blocks: &[Block],
    chooser: &mut dyn Chooser,
    memo: Option<&mut BlockMemo>,
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
    attribute(text, blocks, &stretches, &mut quotations, chooser, memo);
    quotations
}
