//! What was read before a pronoun: the sentences of the last blocks, and whom they mention.

use super::super::parsed::{BlockMemo, BlockTokens};
use super::mention::Mention;
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

    /// The sentences of the blocks before the one with this number, the earliest first. Blocks that nobody has read yet
    /// hold no quotation.
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
                // A heading speaks of what is below it: it brings nobody in.
                let block = blocks.get(number).filter(|block| block.kind != BlockKind::Heading);
                let words =
                    block.map(|b| BlockTokens::of(text, words, b.span, &[], memo.as_deref_mut()));
                let block = ReadBlock { number, words, mentioned: None };
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

/// Whom a sentence of a block mentions.
pub(super) fn mentioned(
    text: &str,
    read: &BlockTokens,
    sentence: usize,
    block: usize,
) -> Mentioned {
    let start = read.sentence(sentence).first().map_or(0, |token| token.span.start);
    Mentioned { block, start, mentions: read.mentions(sentence, text) }
}
