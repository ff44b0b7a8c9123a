//! Whether the words around a capital let it act, as its state does.

use super::candidate::Candidate;
use super::lexicon::Class;
use super::token::{Gap, Shape, Token};
use crate::prose::data::WordList;

static ACTING: WordList = WordList::new(include_str!("../data/names/acting-verbs.txt"));

static OF_GOVERNMENTS: WordList = WordList::new(include_str!("../data/names/government-nouns.txt"));

/// Whether the words around a capital let it act.
pub(super) fn acts(text: &str, tokens: &[Token], c: &Candidate) -> bool {
    let Some(after) = tokens.get(c.end) else { return false };
    let next = after.span.of(text);
    let before = c.first.checked_sub(1).and_then(|i| tokens.get(i)).map_or("", |t| t.span.of(text));
    let place =
        matches!(before, "in" | "In" | "of" | "near" | "from" | "to" | "at" | "where" | "outside");
    match after.gap {
        Gap::Space => {
            let verb = ACTING.contains(next) || after.is(Class::SAYING) || next.ends_with("ed");
            !place && after.shape == Shape::Lower && verb || before == "between" && next == "and"
        }
        Gap::Possessive => OF_GOVERNMENTS.contains(next),
        _ => before == "against",
    }
}
