//! The sentences of the blocks before a pronoun, and the people they mention.

use super::super::parsed::{BlockMemo, BlockTokens};
use super::mention::Mention;
use crate::prose::block::{Block, BlockKind};
use crate::prose::word::Words;
use std::collections::VecDeque;

/// How many blocks before its own an antecedent may be in.
const BLOCKS: usize = 4;

/// The mentions of one sentence.
#[derive(Clone, Debug)]
pub(super) struct Mentioned {
    /// The index of its block in the text.
    pub block: usize,
    /// Where the sentence begins, in bytes.
    pub start: usize,
    /// The mentions, in order.
    pub mentions: Vec<Mention>,
}

/// A block that was read. Its mentions are found when they are first needed.
struct ParsedBlock {
    number: usize,
    words: Option<BlockTokens>,
    mentioned: Option<Vec<Mentioned>>,
}

/// The last blocks of a text.
#[derive(Default)]
pub(in crate::prose::speech) struct Passage {
    blocks: VecDeque<ParsedBlock>,
}

impl Passage {
    /// Adds the words of a block, for pronouns in later ones.
    pub(in crate::prose::speech) fn add(&mut self, number: usize, words: BlockTokens) {
        self.blocks.push_back(ParsedBlock { number, words: Some(words), mentioned: None });
        if self.blocks.len() > BLOCKS {
            self.blocks.pop_front();
        }
    }

    /// The sentences of the blocks before the one with this index, in order. Reads those without quotations, which
    /// were not added.
    pub(super) fn before<'p>(
        &'p mut self,
        (text, words): (&str, &Words),
        blocks: &[Block],
        number: usize,
        mut memo: Option<&mut BlockMemo>,
    ) -> impl Iterator<Item = &'p Mentioned> {
        let first = number.saturating_sub(BLOCKS);
        self.blocks.retain(|block| block.number >= first);
        for (at, number) in (first..number).enumerate() {
            if self.blocks.get(at).is_none_or(|block| block.number != number) {
                // A heading anticipates the text below it and introduces no one.
                let block = blocks.get(number).filter(|block| block.kind != BlockKind::Heading);
                let words =
                    block.map(|b| BlockTokens::of(text, words, b.span, &[], memo.as_deref_mut()));
                let block = ParsedBlock { number, words, mentioned: None };
                self.blocks.insert(at.min(self.blocks.len()), block);
            }
        }
        for block in &mut self.blocks {
            if let Some(read) = block.words.take() {
                let all = (0..read.sentences()).map(|i| mentioned(text, &read, i, block.number));
                block.mentioned = Some(all.collect());
            }
        }
        self.blocks.iter().flat_map(|block| block.mentioned.iter().flatten())
    }
}

/// The people that a sentence of a block mentions.
pub(super) fn mentioned(
    text: &str,
    read: &BlockTokens,
    sentence: usize,
    block: usize,
) -> Mentioned {
    let start = read.sentence(sentence).first().map_or(0, |token| token.span.start);
    Mentioned { block, start, mentions: read.mentions(sentence, text) }
}
