//! How a corpus writes its words: the evidence that a capital at a sentence's start belongs to a name.

use super::token::{Shape, Token, tokens};
use rustc_hash::FxHashMap;

/// How often each word stands in lower case, and how often with a capital where no capital is due.
#[derive(Clone, Debug, Default)]
pub struct Casing {
    words: FxHashMap<u64, Counts>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    lower: u32,
    capital: u32,
}

impl Casing {
    /// Counts the words of one more text.
    pub fn add(&mut self, text: &str) {
        self.add_tokens(&tokens(text));
    }

    pub(crate) fn add_tokens(&mut self, tokens: &[Token]) {
        for token in tokens {
            match token.shape {
                Shape::Lower => self.words.entry(token.key).or_default().lower += 1,
                Shape::Capital if !token.weak => {
                    self.words.entry(token.key).or_default().capital += 1;
                }
                _ => {}
            }
        }
    }

    /// Whether the word is an ordinary one: mostly written in lower case.
    pub(crate) fn ordinary(&self, key: u64) -> bool {
        self.words.get(&key).is_some_and(|c| c.lower > c.capital)
    }

    /// Whether the word stands with a capital where none is due, and mostly so.
    pub(crate) fn proper(&self, key: u64) -> bool {
        self.words.get(&key).is_some_and(|c| c.capital > 0 && c.capital >= c.lower)
    }
}
