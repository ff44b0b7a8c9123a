//! Reading English: sentences, quotation marks, who speaks, names, dates. Notes and sources are read alike.
//!
//! Reading is pure and cannot fail. It sees a text and its blocks, and knows nothing of Markdown, files or actors;
//! all it says is spans of the text it was given.

mod attribution;
mod block;
mod block_quote;
mod candidate;
mod choice;
#[cfg(test)]
mod constructions;
mod cue;
mod data;
mod date;
mod facts;
mod group;
mod kind;
mod layout;
mod lexicon;
mod lines;
mod mark;
mod marks;
mod memory;
mod name;
mod past;
mod people;
mod phrase;
mod quotation;
mod repetition;
mod sentence;
mod sight;
mod speaker;
#[cfg(test)]
mod tests;
mod tokens;
mod trees;
mod usage;
mod weight;

pub use block::{Block, BlockKind};
pub use choice::{Case, Choice, Chooser};
pub use date::PartialDate;
pub use facts::{FACTS, Facts};
pub use mark::closing_mark;
pub use memory::Memory;
pub(crate) use name::APOSTROPHES;
pub use name::{
    Description, Name, NameKind, Says, StateForm, StateName, comparable, eastern_surname,
    given_name, names, organisation, organisation_head, read_names, seat_holds, state, state_names,
    titles,
};
pub use quotation::{Attribution, AttributionRule, Confidence, Form, Kind, Quotation};
pub use sentence::is_abbreviated;
pub use trees::{DEPTH, Model, Odds};
pub use weight::{CONSTRUCTIONS, Construction, Measured, ReadIn, Weight, weight, with_doubt};

use crate::text::Span;
use memory::{Blocks, Remembering};
use serde::{Deserialize, Serialize};

/// What the reader made of one text. All spans are bytes of that text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Sentences in order.
    pub sentences: Vec<Span>,
    /// Quotations in order of their start; nested ones follow the one they stand in.
    pub quotations: Vec<Quotation>,
}

impl Reading {
    /// The quotations that stand in no other and share a byte with `span`, in order, each with its index. Takes as many
    /// steps as the number of quotations has digits, and one for each that begins inside the span.
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

    /// The quotation, the last and innermost, that touches the beginning of `span` or shares a byte with it.
    pub fn innermost(&self, span: Span) -> Option<&Quotation> {
        let begun = self.quotations.partition_point(|q| q.span.start <= span.start);
        let after = self.quotations.partition_point(|q| q.span.start < span.end).max(begun);
        let later = self.quotations.get(begun..after).unwrap_or_default().iter().rev();
        // Of those that begin before the span only the last and what it stands in can reach so far.
        let parent = |q: &&Quotation| q.parent.and_then(|parent| self.quotations.get(parent));
        let last = begun.checked_sub(1).and_then(|last| self.quotations.get(last));
        let mut near = later.chain(std::iter::successors(last, parent));
        near.find(|q| q.span.touches(span.start) || q.words.overlaps(span))
    }

    /// The quotation that stands in no other and holds the one with this index.
    fn outermost_of(&self, index: usize) -> usize {
        let mut outer = index;
        while let Some(parent) = self.quotations.get(outer).and_then(|q| q.parent) {
            outer = parent;
        }
        outer
    }
}

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
    let sentences = sentence::sentences(text, blocks, memory.as_deref_mut());
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
