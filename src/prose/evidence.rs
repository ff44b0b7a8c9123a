//! How evidence is weighed: each pair of facts about a candidate has a weight, and the weights add up.

use super::candidate::{Evidence, Make};
use super::lexicon::Class;
use super::phrase::Sentence;
use super::tokens::{Shape, ends_sentence};

/// The kinds of cues, and none.
const STRENGTHS: usize = 6;
/// What can open a clause.
const OPENINGS: usize = 7;

/// A pair of facts: the number of its table and its cell.
pub(super) type Fact = (u8, u16);

fn strength(value: Option<super::cue::Strength>) -> usize {
    value.map_or(0, |s| s as usize + 1)
}

/// The facts of a candidate for a quotation of this make.
pub(super) fn facts(evidence: &Evidence, make: Make, out: &mut Vec<Fact>) {
    let place = evidence.place as usize;
    let mut fact = |table: u8, cell: usize| out.push((table, cell as u16));
    fact(0, place * STRENGTHS + strength(evidence.strength));
    fact(1, place * 7 + make as usize);
    fact(2, place * 9 + evidence.who as usize);
    fact(3, place * 6 + evidence.form as usize);
    fact(4, place * OPENINGS + evidence.opening as usize);
    fact(5, place * 7 + evidence.between as usize);
    fact(6, strength(evidence.inner) * STRENGTHS + strength(evidence.strength));
    fact(7, place * 4 + usize::from(evidence.inner_count));
    fact(8, strength(evidence.outer) * STRENGTHS + strength(evidence.strength));
    fact(9, strength(evidence.outer) * 9 + evidence.who as usize);
    fact(10, place * 3 + usize::from(evidence.same));
    fact(11, strength(evidence.outer) * OPENINGS + evidence.opening as usize);
    fact(12, evidence.form as usize * STRENGTHS + strength(evidence.strength));
    fact(22, evidence.who as usize * OPENINGS + evidence.opening as usize);
    fact(23, make as usize * STRENGTHS + strength(evidence.strength));
    fact(24, evidence.between as usize * STRENGTHS + strength(evidence.inner));
    fact(25, evidence.between as usize * STRENGTHS + strength(evidence.strength));
    fact(13, strength(evidence.inner) * STRENGTHS + strength(evidence.outer));
}

/// The facts that speak for nobody.
pub(super) fn facts_of_nobody(
    sentence: &Sentence<'_>,
    at: usize,
    words: &str,
    make: Make,
    cues: bool,
    out: &mut Vec<Fact>,
) {
    let words = words.trim();
    let mut count = 0usize;
    let mut capitals = 0usize;
    let mut small = 0usize;
    let mut address = false;
    let mut verb = false;
    for word in words.split_whitespace().take(14) {
        count += 1;
        if word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase) {
            capitals += 1;
        } else if word.len() <= 4 {
            small += 1;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let class = super::lexicon::class(bare.split(['\'', '’']).next().unwrap_or_default());
        address |= class.any(Class::ADDRESS);
        verb |= class.any(Class::FINITE.with(Class::AUXILIARY)) && !class.any(Class::CAPITAL);
    }
    let case = match (capitals, count) {
        (0, _) => 0,
        _ if capitals == count => 1,
        _ if capitals + small >= count && capitals > 1 => 2,
        _ if words.starts_with(char::is_uppercase) => 3,
        _ => 4,
    };
    let length = match count {
        0 | 1 => 0,
        2 => 1,
        3 => 2,
        4 | 5 => 3,
        6..=9 => 4,
        _ => 5,
    };
    let mut fact = |table: u8, cell: usize| out.push((table, cell as u16));
    fact(14, case * 6 + length);
    let before = neighbour(sentence, at.checked_sub(1));
    let after = neighbour(sentence, Some(at + 1));
    fact(15, before * 5 + case);
    fact(16, after * 5 + case);
    fact(17, before * 7 + make as usize);
    fact(18, usize::from(cues) * 6 + length);
    fact(19, usize::from(address) * 6 + length);
    let end = match words.chars().next_back() {
        Some(',') => 1,
        _ if ends_sentence(words) => 2,
        _ => 0,
    };
    fact(20, end * 6 + length);
    fact(21, before * 16 + after);
    let work = (at.saturating_sub(5)..at)
        .any(|i| sentence.is(i, Class::WORK) && !sentence.is(i, Class::NAME));
    fact(26, usize::from(work) * 5 + case);
    fact(27, usize::from(possessed(sentence, at)) * 5 + case);
    fact(28, usize::from(verb) * 6 + length);
}

/// `Lin's “…”`, `her “…”`: the word before the quotation is a possessor.
fn possessed(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    sentence.is(before, Class::POSSESSIVE)
        || ["his", "her", "their", "its", "my", "our"].iter().any(|p| sentence.word_is(before, p))
}

/// What stands beside a quotation.
fn neighbour(sentence: &Sentence<'_>, at: Option<usize>) -> usize {
    let Some(at) = at.filter(|a| *a < sentence.tokens.len()) else { return 0 };
    let is = |class| sentence.is(at, class);
    match sentence.shape(at) {
        Some(Shape::Comma) => {
            let work =
                at.checked_sub(1).is_some_and(|b| sentence.is(b, Class::WORK.with(Class::NAME)));
            if work { 14 } else { 1 }
        }
        Some(Shape::Colon) => 2,
        Some(Shape::Stop | Shape::Semicolon) => 3,
        Some(Shape::Dash | Shape::Open | Shape::Close) => 4,
        Some(Shape::Quote(_)) => 5,
        Some(Shape::Word) => match () {
            () if is(Class::WORK) && !is(Class::NAME) => 6,
            () if is(Class::NAME.with(Class::POSSESSIVE)) => 7,
            () if is(Class::DETERMINER) => 8,
            () if is(Class::CUE.with(Class::AUXILIARY)) => 9,
            () if is(Class::VERB) => 10,
            () if is(Class::PREPOSITION) => 11,
            () if is(Class::COORDINATOR.with(Class::SUBORDINATOR).with(Class::RELATIVE)) => 12,
            () if is(Class::SUBJECT_PRONOUN.with(Class::OBJECT_PRONOUN).with(Class::ADVERB)) => 13,
            () => 15,
        },
        _ => 0,
    }
}

/// The sum of the weights of some facts.
pub(super) fn score(facts: &[Fact]) -> i32 {
    facts
        .iter()
        .filter_map(|(table, cell)| {
            super::weights::TABLES.get(usize::from(*table))?.get(usize::from(*cell))
        })
        .map(|w| i32::from(*w))
        .sum()
}
