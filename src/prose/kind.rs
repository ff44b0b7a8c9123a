//! What a quotation is: speech, the title of a work, a scare quote, a term.

use super::lexicon::Class;
use super::phrase::Sentence;
use super::quotation::Kind;
use super::tokens::ends_sentence;

/// The kind as far as words and neighbours say, before any attribution.
pub(super) fn kind(sentence: &Sentence<'_>, at: usize, words: &str) -> Kind {
    let mut count = 0;
    let mut capitals = 0;
    let mut small = 0;
    for word in words.split_whitespace() {
        count += 1;
        if word
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric())
        {
            capitals += 1;
        } else if word.len() <= 4 {
            small += 1;
        }
    }
    let title_case = capitals >= 1 && capitals + small == count && count > small;
    let after_work = at.checked_sub(1).is_some_and(|b| sentence.is(b, Class::WORK));
    if title_case && count <= 12 && (after_work || capitals >= 2 && !ends_sentence(words)) {
        return Kind::Title;
    }
    Kind::Unknown
}
