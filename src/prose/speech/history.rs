//! What preceded a sentence: recent speakers, recent names, announced words.

use super::speaker::{People, Speaker};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// What preceded the sentence.
#[derive(Debug, Default)]
pub(super) struct History<'t> {
    /// The speaker of the last quotation.
    pub spoken: Option<Speaker>,
    /// The person whom the sentence before names with a cue, though it has no quotation.
    pub named: Option<Speaker>,
    /// The person whose words the last block announces: `Grey said:`
    pub introduced: Option<Speaker>,
    /// The person whose words the heading above announces.
    pub heading: Option<Speaker>,
    /// The people named recently, for pronouns.
    pub people: People,
    /// The person named last in a heading or a sentence without quotations.
    pub interviewed: Option<Span>,
    /// The last quotation of this sentence: 0 none, 1 with a speaker, 2 without one.
    pub last_one: usize,
    /// Recent speakers in paragraphs of their own, latest last.
    pub turns: [Option<Turn>; 2],
    /// The last block without quotations that ends with a question mark.
    pub question: Option<usize>,
    /// Whether the block before ends with a quotation.
    pub goes_on: bool,
    /// The number of quotations so far.
    pub seen: usize,
    /// How often a speaker was heard, and when last, by the last word of the name.
    heard: FxHashMap<&'t str, (usize, usize)>,
    /// The last word of the last speaker's name.
    last_name: &'t str,
    /// How many quotations were heard.
    count: usize,
}

/// A paragraph in which one person speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// Who.
    pub speaker: Speaker,
    /// Whether it is a question.
    pub asks: bool,
}

impl<'t> History<'t> {
    /// Whose turn it is in a paragraph of only a quotation, where questions and answers alternate: the speaker's before
    /// the last, or, after a question without marks, the answerer's.
    pub(super) fn turn(&self, text: &str, number: usize, asks: bool) -> Option<Speaker> {
        if !asks && self.question.is_some_and(|q| q + 1 == number) {
            let guest = self.interviewed.map(|name| Speaker::named(name, number));
            return self.spoken.or(guest);
        }
        let [Some(first), Some(last)] = self.turns else { return None };
        let near = last.speaker.block + 1 == number && first.speaker.block + 2 == number;
        let two = surname(text, &first.speaker) != surname(text, &last.speaker);
        (near && two && last.asks != asks && first.asks == asks).then_some(first.speaker)
    }

    /// Remembers the speaker of a paragraph.
    pub(super) fn take_turn(&mut self, turn: Turn) {
        let [first, last] = self.turns;
        let again = last.is_some_and(|l| l.speaker.block == turn.speaker.block);
        self.turns = [if again { first } else { last }, Some(turn)];
    }

    /// Remembers a speaker.
    pub(super) fn hear(&mut self, text: &'t str, speaker: Speaker) {
        self.count += 1;
        let heard = self.heard.entry(surname(text, &speaker)).or_default();
        *heard = (heard.0 + 1, self.count);
        self.last_name = surname(text, &speaker);
        self.spoken = Some(speaker);
    }

    /// How often a speaker whose name ends with this word was heard, and how many quotations ago, from 1; 0 and 0 if
    /// never.
    pub(super) fn heard(&self, name: &str) -> (usize, usize) {
        let heard = self.heard.get(name);
        heard.map_or((0, 0), |(times, last)| (*times, 1 + self.count.saturating_sub(*last)))
    }

    /// Whether the last speaker's name ends with this word: 0 no earlier speaker, 1 yes, 2 no.
    pub(super) fn as_last(&self, name: &str) -> usize {
        match self.spoken {
            None => 0,
            Some(_) if self.last_name == name => 1,
            Some(_) => 2,
        }
    }

    /// The share of quotations so far with a speaker, in eighths from 1; 0 at the first.
    pub(super) fn told(&self) -> usize {
        let eighths = (self.count.min(self.seen) * 8).checked_div(self.seen);
        eighths.map_or(0, |eighths| 1 + eighths)
    }

    /// How many blocks ago the last speaker was heard, from 1; 0 without one.
    pub(super) fn distance(&self, block: usize) -> usize {
        self.spoken.map_or(0, |s| 1 + block.saturating_sub(s.block))
    }
}

/// The last word of the speaker's name.
pub(super) fn surname<'t>(text: &'t str, speaker: &Speaker) -> &'t str {
    let name = speaker.antecedent.unwrap_or(speaker.span).of(text);
    name.rsplit(char::is_whitespace).next().unwrap_or(name)
}
