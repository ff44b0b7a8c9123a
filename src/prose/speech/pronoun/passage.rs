//! What was read before a pronoun: the sentences of the last blocks, and whom they mention.

use super::super::parsed::BlockTokens;
use super::super::phrase::Sentence;
use super::super::token;
use super::mention::{Mention, mentions};
use crate::prose::block::{Block, BlockKind};
use crate::prose::word::Words;
use std::collections::VecDeque;

/// How many blocks before its own somebody is looked for whom a pronoun means.
const BLOCKS: usize = 4;

/// The mentions of one sentence, with the number of its block.
#[derive(Clone, Debug)]
pub(super) struct Mentioned {
    /// The number of the block.
    pub block: usize,
    /// Where the sentence begins, in bytes.
    pub start: usize,
    /// The mentions, in order.
    pub mentions: Vec<Mention>,
}

/// A block that was read, with its mentions once somebody asked for them.
struct ReadBlock {
    number: usize,
    words: Option<BlockTokens>,
    mentioned: Option<Vec<Mentioned>>,
}

/// The last blocks of a text.
#[derive(Default)]
pub(in crate::prose::speech) struct Passage {
    blocks: VecDeque<ReadBlock>,
}

impl Passage {
    /// Keeps the words of a block that was read, for pronouns of later ones.
    pub(in crate::prose::speech) fn keep(&mut self, number: usize, words: BlockTokens) {
        self.blocks.push_back(ReadBlock { number, words: Some(words), mentioned: None });
        if self.blocks.len() > BLOCKS {
            self.blocks.pop_front();
        }
    }

    /// The sentences of the blocks before the one with this number, the earliest first. Blocks that nobody has read yet hold
    /// no quotation.
    pub(super) fn before<'p>(
        &'p mut self,
        (text, words): (&str, &Words),
        blocks: &[Block],
        number: usize,
    ) -> impl Iterator<Item = &'p Mentioned> {
        let first = number.saturating_sub(BLOCKS);
        self.blocks.retain(|block| block.number >= first);
        for (at, number) in (first..number).enumerate() {
            if self.blocks.get(at).is_none_or(|block| block.number != number) {
                let mentioned =
                    blocks.get(number).map(|block| unread((text, words), block, number));
                let block = ReadBlock { number, words: None, mentioned };
                self.blocks.insert(at.min(self.blocks.len()), block);
            }
        }
        for block in &mut self.blocks {
            if let Some(read) = block.words.take() {
                let all = (0..read.sentences()).map(|i| read.sentence(i));
                let read = all.map(|tokens| mentioned(&Sentence { text, tokens }, block.number));
                block.mentioned = Some(read.collect());
            }
        }
        self.blocks.iter().flat_map(|block| block.mentioned.iter().flatten())
    }
}

/// Whom a sentence mentions.
pub(super) fn mentioned(sentence: &Sentence<'_>, block: usize) -> Mentioned {
    let start = sentence.token(0).map_or(0, |token| token.span.start);
    Mentioned { block, start, mentions: mentions(sentence) }
}

/// Whom a block mentions that holds no quotation. A heading speaks of what is below it: it brings nobody in.
fn unread((text, words): (&str, &Words), block: &Block, number: usize) -> Vec<Mentioned> {
    if block.kind == BlockKind::Heading {
        return Vec::new();
    }
    let tokens = token::lex(text, words, block.span, &[]);
    let sentences = token::sentences(text, &tokens);
    let slices = sentences.into_iter().filter_map(|range| tokens.get(range));
    slices.map(|tokens| mentioned(&Sentence { text, tokens }, number)).collect()
}
