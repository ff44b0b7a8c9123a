//! Results for a text, carried to its next version: an edit changes one paragraph, and the others are not computed
//! again. What depends on preceding text is always computed.

use super::speech::choice::{Case, Choice, Chooser};
use super::speech::parsed::BlockMemo;
use crate::memo::Memo;
use crate::text::Span;
use std::sync::Arc;

/// Results for the last version of a text.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The sentences of each block, in bytes of the block, by its words.
    pub(super) sentences: Memo<String, Arc<Vec<Span>>>,
    pub(super) blocks: BlockMemo,
    pub(super) choices: ChoiceMemo,
}

impl Memory {
    /// Begins a new version: drops what the last one did not use.
    pub(super) fn next_generation(&mut self) {
        self.sentences.next_generation();
        self.blocks.next_generation();
        self.choices.next_generation();
    }
}

/// Choices by everything they depend on.
type ChoiceMemo = Memo<Vec<u8>, Option<Choice>>;

/// A chooser that caches the choices of another.
pub(in crate::prose) struct Remembering<'m, C> {
    pub chooser: C,
    pub choices: &'m mut ChoiceMemo,
}

impl<C: Chooser> Chooser for Remembering<'_, C> {
    fn choose(&mut self, case: &Case) -> Option<Choice> {
        let chooser = &mut self.chooser;
        self.choices.get_or_compute(choice_key(case), |_| chooser.choose(case))
    }
}

/// Everything a choice depends on: the features, and which candidates have the same words.
fn choice_key(case: &Case) -> Vec<u8> {
    let all = &case.candidates;
    let same = |(at, (span, _)): (usize, &(Span, _))| {
        let first = all.iter().position(|(other, _)| other == span).unwrap_or(at);
        (first as u32).to_le_bytes()
    };
    let mut key = Vec::with_capacity(case.quotation.len() * (all.len() + 1) + 4 * all.len());
    key.extend(case.quotation);
    key.extend(all.iter().flat_map(|(_, features)| features));
    key.extend(all.iter().enumerate().flat_map(same));
    key
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

    /// Replaces `gone` bytes with `typed`.
    fn edit(text: &mut String, at: usize, typed: &str, gone: usize) {
        let at = at % (text.len() + 1);
        let bound = |at: usize| text.floor_char_boundary(at);
        text.replace_range(bound(at)..bound(at + gone), typed);
    }

    proptest! {
        /// An edited text has the same reading as one read from scratch.
        #[test]
        fn who_remembers_reads_the_same(
            start in prop::collection::vec(0..PARAGRAPHS.len(), 1..8),
            edits in prop::collection::vec((0usize..400, "[a-z]|“|”|\\.|,|\"|\n\n|I\\. | Moreno said | |", 0usize..6), 1..12),
        ) {
            let all: Vec<&str> = start.iter().map(|n| PARAGRAPHS[*n]).collect();
            let mut text = all.join("\n\n");
            let mut memory = Memory::default();
            prop_assert_eq!(read(&text, Some(&mut memory)), read(&text, None));
            for (at, typed, gone) in edits {
                edit(&mut text, at, &typed, gone);
                prop_assert_eq!(read(&text, Some(&mut memory)), read(&text, None), "{}", &text);
            }
        }
    }

    #[test]
    fn a_quotation_that_no_longer_ends_with_its_block_is_looked_at_again() {
        let mut text = [0, 8, 0, 0].map(|n| PARAGRAPHS[n]).join("\n\n");
        let mut memory = Memory::default();
        read(&text, Some(&mut memory));
        for (at, typed, gone) in [(0, " Moreno said ", 4), (178, "\n\n", 0), (180, "“", 1)] {
            edit(&mut text, at, typed, gone);
            assert_eq!(read(&text, Some(&mut memory)), read(&text, None), "{text}");
        }
        assert!(text.contains("He was “not\n\n“sure”."));
    }

    #[test]
    fn an_initial_that_begins_a_block_does_not_depend_on_the_block_before() {
        let [name, other] = ["We met Charles", "We saw this:"].map(|before| {
            format!("{before}\n\nI. Brill said “the pier is closed now”. Brill was sure.")
        });
        let mut memory = Memory::default();
        read(&name, Some(&mut memory));
        assert_eq!(read(&other, Some(&mut memory)), read(&other, None));
    }

    #[test]
    fn what_the_last_version_did_not_need_is_forgotten() {
        let mut memory = Memory::default();
        for n in 0..9 {
            read(&format!("Ada Moreno said “number {n} is over”."), Some(&mut memory));
        }
        assert!(memory.blocks.len() <= 2 && memory.choices.len() <= 2);
    }
}
