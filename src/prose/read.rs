//! Reading a text: its sentences and quotations, and who speaks each.

use super::block::Block;
use super::choice::Chooser;
use super::memory::{Blocks, Memory, Remembering};
use super::quotation::{Form, Quotation};
use super::reading::Reading;
use super::{attribution, block_quote, layout, marks, phrase, sentence, tokens, trees};
use crate::text::Span;

/// Reads a text of which the blocks are known.
pub fn read(text: &str, blocks: &[Block]) -> Reading {
    read_choosing(text, blocks, &mut &*trees::BUNDLED)
}

/// Reads the prose of a note: as [`read`], but a likely speaker is named sooner, since a note that names nobody is at
/// fault. With the memory of the last version only what changed is worked out again; the reading is the same.
pub fn read_note(text: &str, blocks: &[Block], memory: Option<&mut Memory>) -> Reading {
    let mut chooser = trees::At(trees::Prices::OF_NOTES);
    let Some(memory) = memory else { return read_choosing(text, blocks, &mut chooser) };
    memory.turn();
    let mut chooser = Remembering { chooser, choices: &mut memory.choices };
    read_remembering(text, blocks, &mut chooser, Some(&mut memory.blocks))
}

/// Reads a text and lets `chooser` decide who speaks where several could: for the program that fits the weights.
pub fn read_choosing(text: &str, blocks: &[Block], chooser: &mut dyn Chooser) -> Reading {
    read_remembering(text, blocks, chooser, None)
}

/// The words of a title or label that name who speaks, and whether it says nothing else: `Lin Hao` and `Lin Hao, 2013`
/// do, `What Lin Hao said` and `Lin Hao in the paper` less surely. `title` is a span of the text, and so is the answer.
pub fn title_speaker(text: &str, title: Span) -> Option<(Span, bool)> {
    let tokens = tokens::lex(text, title, &[]);
    let sentence = phrase::Sentence { text, tokens: &tokens };
    let (phrase, alone) = layout::title(&sentence)?;
    Some((sentence.span(&phrase), alone))
}

fn read_remembering(
    text: &str,
    blocks: &[Block],
    chooser: &mut dyn Chooser,
    mut memory: Option<&mut Blocks>,
) -> Reading {
    let sentences = sentences(text, blocks, memory.as_deref_mut());
    let (stretches, forms) =
        block_quote::with_block_quotations(text, blocks, marks::stretches(text, blocks));
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
    attribution::attribute(text, blocks, &stretches, &mut quotations, chooser, memory);
    Reading { sentences, quotations }
}

/// The sentences of all blocks, in order. Taken from the memory where there is one.
fn sentences(text: &str, blocks: &[Block], mut memory: Option<&mut Blocks>) -> Vec<Span> {
    let mut found = Vec::new();
    for block in blocks {
        match &mut memory {
            Some(memory) => memory.sentences(text, block.span, &mut found),
            None => sentence::of_block(text, block.span, &mut found),
        }
    }
    found
}
