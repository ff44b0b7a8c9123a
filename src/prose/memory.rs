//! What was worked out of a text, kept for its next version: an edit changes one paragraph, and the others are not worked
//! out again.
//!
//! Only what depends on nothing but its key is kept, and the key is all that it depends on, word for word: so it cannot
//! be stale, and a reading that remembers is the same as one that does not. What depends on the text before is read each
//! time.

use super::choice::{Case, Choice, Chooser};
use super::cue::{self, Cue};
use super::marks::Stretch;
use super::phrase::Sentence;
use super::sentence;
use super::sight::Sight;
use super::tokens::{self, Shape, Token};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What was worked out of the last version of a text.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(super) blocks: Blocks,
    pub(super) choices: Choices,
}

/// What blocks hold, by their words.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    words: Kept<Written, Arc<Lexed>>,
    sentences: Kept<String, Arc<Vec<Span>>>,
}

/// Who was chosen, by all that was known of the candidates.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices(Kept<Vec<u8>, Option<Choice>>);

impl Memory {
    /// A new version is read: what the last one did not need is forgotten.
    pub(super) fn turn(&mut self) {
        self.blocks.words.turn();
        self.blocks.sentences.turn();
        self.choices.0.turn();
    }
}

impl Blocks {
    /// The sentences of a block; bytes of the text.
    pub(super) fn sentences(&mut self, text: &str, block: Span, found: &mut Vec<Span>) {
        let kept = self.sentences.of(block.of(text).to_owned(), |words| {
            let mut found = Vec::new();
            sentence::of_block(words, Span::new(0, words.len()), &mut found);
            Arc::new(found)
        });
        found.extend(kept.iter().map(|s| s.shift(block.start)));
    }
}

/// Values that the last version of a text needed, and those that this one did so far.
#[derive(Clone, Debug)]
struct Kept<K, V> {
    before: FxHashMap<K, V>,
    now: FxHashMap<K, V>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self { before: FxHashMap::default(), now: FxHashMap::default() }
    }
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    fn turn(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    fn of(&mut self, key: K, make: impl FnOnce(&K) -> V) -> V {
        if let Some(value) = self.now.get(&key) {
            return value.clone();
        }
        let (key, value) = self.before.remove_entry(&key).unwrap_or_else(|| {
            let value = make(&key);
            (key, value)
        });
        self.now.insert(key, value.clone());
        value
    }
}

/// All that the words of a block depend on. Places are bytes of the block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Written {
    text: String,
    /// Of each quotation what of it and of its words stands in the block, whether it ends a sentence, and how many after the
    /// block's first it comes.
    quotes: Vec<(Span, Span, bool, usize)>,
}

/// The words and sentences of a block. Places are bytes of the block, and quotations are counted from its first.
#[derive(Debug)]
pub(super) struct Lexed {
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    /// The cues of each sentence, once they were asked for.
    cues: Vec<OnceLock<Vec<Cue>>>,
    /// By their tokens the quotations that stand in the block from end to end, once somebody looked at them.
    sights: Vec<(usize, OnceLock<Sight>)>,
}

/// The words and sentences of a block in its text.
pub(super) struct Words {
    lexed: Arc<Lexed>,
    /// The words, in order.
    pub(super) tokens: Vec<Token>,
}

impl Words {
    /// The words of `block` in which the stretches `inside` are one token each. Taken from the memory where there is one.
    pub(super) fn of(
        text: &str,
        block: Span,
        inside: &[(usize, Stretch)],
        memory: Option<&mut Blocks>,
    ) -> Self {
        let first = inside.first().map_or(0, |(index, _)| *index);
        let make = || {
            let tokens = tokens::lex(text, block, inside);
            let sentences = tokens::sentences(text, &tokens);
            (tokens, sentences)
        };
        let Some(memory) = memory else {
            let (tokens, sentences) = make();
            let cues = sentences.iter().map(|_| OnceLock::new()).collect();
            let (none, sights) = (Vec::new(), Vec::new());
            return Self {
                lexed: Arc::new(Lexed { tokens: none, sentences, cues, sights }),
                tokens,
            };
        };
        let within = |span: Span| {
            let end = span.end.min(block.end).saturating_sub(block.start);
            Span::new(span.start.saturating_sub(block.start), end)
        };
        let quote = |(index, stretch): &(usize, Stretch)| {
            let ends = tokens::ends_sentence(stretch.words.of(text));
            (within(stretch.span), within(stretch.words), ends, index - first)
        };
        let written =
            Written { text: block.of(text).to_owned(), quotes: inside.iter().map(quote).collect() };
        let lexed = memory.words.of(written, |_| {
            let (mut tokens, sentences) = make();
            let whole = |index: usize| {
                let number = inside.binary_search_by_key(&index, |(index, _)| *index);
                let stretch = number.ok().and_then(|number| inside.get(number));
                stretch.is_some_and(|(_, stretch)| block.covers(stretch.span))
            };
            let quotes = tokens.iter().enumerate().filter_map(|(at, token)| match token.shape {
                Shape::Quote(index) if whole(index) => Some((at, OnceLock::new())),
                _ => None,
            });
            let sights = quotes.collect();
            for token in &mut tokens {
                token.span = within(token.span);
                if let Shape::Quote(index) = &mut token.shape {
                    *index -= first;
                }
            }
            let cues = sentences.iter().map(|_| OnceLock::new()).collect();
            Arc::new(Lexed { tokens, sentences, cues, sights })
        });
        let placed = lexed.tokens.iter().map(|token| Token {
            span: token.span.shift(block.start),
            shape: match token.shape {
                Shape::Quote(index) => Shape::Quote(first + index),
                shape => shape,
            },
            ..*token
        });
        let tokens = placed.collect();
        Self { lexed, tokens }
    }

    /// The number of sentences.
    pub(super) fn sentences(&self) -> usize {
        self.lexed.sentences.len()
    }

    /// The words of a sentence; none when there is no such sentence.
    pub(super) fn sentence(&self, number: usize) -> &[Token] {
        let range = self.lexed.sentences.get(number).cloned();
        range.and_then(|range| self.tokens.get(range)).unwrap_or_default()
    }

    /// What is kept of the quotation at token `at` of a sentence, looked at by `look` when somebody first asks; `None` when
    /// nothing is kept of it.
    pub(super) fn sight(
        &self,
        number: usize,
        at: usize,
        look: impl FnOnce() -> Sight,
    ) -> Option<&Sight> {
        let at = self.lexed.sentences.get(number)?.start + at;
        let sights = &self.lexed.sights;
        let found = sights.binary_search_by_key(&at, |(token, _)| *token).ok()?;
        sights.get(found).map(|(_, sight)| sight.get_or_init(look))
    }

    /// The cues of a sentence, worked out when they are first asked for.
    pub(super) fn cues(&self, number: usize, text: &str) -> &[Cue] {
        let cues = || cue::cues(&Sentence { text, tokens: self.sentence(number) });
        self.lexed.cues.get(number).map_or(&[], |kept| kept.get_or_init(cues).as_slice())
    }
}

/// Chooses as another does, and remembers its choices.
pub(super) struct Remembering<'m, C> {
    pub(super) chooser: C,
    pub(super) choices: &'m mut Choices,
}

impl<C: Chooser> Chooser for Remembering<'_, C> {
    fn choose(&mut self, case: &Case) -> Option<Choice> {
        let chooser = &mut self.chooser;
        self.choices.0.of(known(case), |_| chooser.choose(case))
    }
}

/// All that a choice depends on: the facts, and which candidates are the same words.
fn known(case: &Case) -> Vec<u8> {
    let all = &case.candidates;
    let same = |(at, (span, _)): (usize, &(Span, _))| {
        let first = all.iter().position(|(other, _)| other == span).unwrap_or(at);
        (first as u32).to_le_bytes()
    };
    let mut known = Vec::with_capacity(case.quotation.len() * (all.len() + 1) + 4 * all.len());
    known.extend(case.quotation);
    known.extend(all.iter().flat_map(|(_, facts)| facts));
    known.extend(all.iter().enumerate().flat_map(same));
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{Block, read_note};
    use proptest::prelude::*;

    const PARAGRAPHS: &[&str] = &[
        "Ada Moreno left the harbour on Monday. “We will come back,” she said, “with every boat that floats.”",
        "Tove Lindqvist, the mayor, called it “a gift to the sea”.",
        "He said:",
        "“Nobody will wait for the ice.”",
        "According to the fund, “the pier is closed”. It is.",
        "“Why now?” asked Moreno. “Because it is spring,” Lindqvist told her",
        "— Ada Moreno",
        "“The first paragraph of a long saying.",
        "“And the second of it,” said Pavel Novak. He was “not sure”.",
        "The words were spoken by Ada Moreno.",
        "Moreno: “No.”",
    ];

    fn read(text: &str, memory: Option<&mut Memory>) -> crate::prose::Reading {
        read_note(text, &Block::of_plain_text(text), memory)
    }

    proptest! {
        /// A text that changes is read again as if it were read for the first time.
        #[test]
        fn who_remembers_reads_the_same(
            start in prop::collection::vec(0..PARAGRAPHS.len(), 1..8),
            edits in prop::collection::vec((0usize..400, "[a-z]|“|”|\\.|,|\"|\n\n| Moreno said | |", 0usize..6), 1..12),
        ) {
            let all: Vec<&str> = start.iter().map(|n| PARAGRAPHS[*n]).collect();
            let mut text = all.join("\n\n");
            let mut memory = Memory::default();
            prop_assert_eq!(read(&text, Some(&mut memory)), read(&text, None));
            for (at, typed, gone) in edits {
                let bound = |at: usize| (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
                let at = at % (text.len() + 1);
                let (from, to) = (bound(at), bound(at + gone));
                text.replace_range(from..to, &typed);
                prop_assert_eq!(read(&text, Some(&mut memory)), read(&text, None), "{}", &text);
            }
        }
    }

    #[test]
    fn what_the_last_version_did_not_need_is_forgotten() {
        let mut memory = Memory::default();
        for n in 0..9 {
            read(&format!("Ada Moreno said “number {n} is over”."), Some(&mut memory));
        }
        assert!(memory.blocks.words.now.len() + memory.blocks.words.before.len() <= 2);
        assert!(memory.choices.0.now.len() + memory.choices.0.before.len() <= 2);
    }
}
