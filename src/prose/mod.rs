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
mod date;
mod facts;
mod group;
mod kind;
mod layout;
mod lexicon;
mod marks;
mod memory;
mod name;
mod people;
mod phrase;
mod quotation;
mod repetition;
mod sentence;
mod speaker;
#[cfg(test)]
mod tests;
mod tokens;
mod trees;

pub use block::{Block, BlockKind};
pub use choice::{Case, Choice, Chooser};
pub use date::PartialDate;
pub use facts::{FACTS, Facts};
pub use memory::Memory;
pub use name::{
    Description, Name, NameKind, Says, StateForm, StateName, comparable, eastern_surname,
    given_name, names, organisation, organisation_head, read_names, seat_holds, state, state_names,
    titles,
};
pub use quotation::{Attribution, AttributionRule, Confidence, Form, Kind, Quotation};
pub use trees::{DEPTH, Model, Odds};

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
