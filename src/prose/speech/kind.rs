//! The kind of a quotation: speech, the title of a work, a scare quote, a term.

use super::phrase::Sentence;
use super::token::ends_sentence;
use crate::prose::quote::quotation::Kind;
use crate::prose::word::class::Class;

/// Attributed words are speech; for anything else, the kind as far as words and neighbours show it.
pub(super) fn kind(sentence: &Sentence<'_>, at: usize, words: &str, attributed: bool) -> Kind {
    if attributed {
        return Kind::Speech;
    }
    let (title_case, capitals) = title_case(words);
    if title_case && (named_work(sentence, at) || capitals >= 2 && !ends_sentence(words)) {
        return Kind::Title;
    }
    if scare(words) { Kind::Scare } else { Kind::Unknown }
}

/// Whether the quotation has no speaker: the text calls it a title, or it is a single adverb.
pub(super) fn no_speech(sentence: &Sentence<'_>, at: usize, words: &str) -> bool {
    scare(words) || named_work(sentence, at) && title_case(words).0
}

/// Whether words look like a title, and how many of them are capitalised.
fn title_case(words: &str) -> (bool, usize) {
    const LONGEST_TITLE: usize = 12;
    let mut count = 0;
    let mut capitals = 0;
    let mut small = 0;
    for word in words.split_whitespace().take(LONGEST_TITLE + 1) {
        count += 1;
        let first = word.chars().find(|c| c.is_alphanumeric());
        if first.is_some_and(|c| c.is_uppercase() || c.is_numeric()) {
            capitals += 1;
        } else if word.len() <= 4 {
            small += 1;
        }
    }
    (capitals >= 1 && capitals + small == count && count <= LONGEST_TITLE, capitals)
}

/// `the film “…”`, `a book called “…”`
fn named_work(sentence: &Sentence<'_>, at: usize) -> bool {
    const CALLED: &[&str] = &["titled", "entitled", "headlined", "named", "subtitled"];
    let Some(before) = at.checked_sub(1) else { return false };
    let work = sentence.is(before, Class::WORK) && !sentence.is(before, Class::NAME);
    work || sentence.word_in(before, CALLED)
}

/// A lone adverb: `they met “accidentally”`. It quotes no one.
fn scare(words: &str) -> bool {
    let word = words.trim_matches(|c: char| !c.is_alphanumeric());
    !word.contains(char::is_whitespace) && word.len() > 5 && word.ends_with("ly")
}
