//! Whether the words around a capital let it act, as its state does.

use super::candidate::Candidate;
use super::token::Gap;
use super::tokenized::Tokenized;
use crate::prose::data::WordList;
use crate::prose::word::class::Class;
use crate::prose::word::shape::Shape;

static ACTING: WordList = WordList::new(include_str!("../data/names/acting-verbs.txt"));

static OF_GOVERNMENTS: WordList = WordList::new(include_str!("../data/names/government-nouns.txt"));

impl Tokenized<'_> {
    /// Whether the words around a capital let it act.
    pub(super) fn acts(&self, c: &Candidate) -> bool {
        let Some(after) = self.token(c.end) else { return false };
        let next = after.span.of(self.text);
        let before = c.first.checked_sub(1).map_or("", |at| self.word(at));
        let place = matches!(
            before,
            "in" | "In" | "of" | "near" | "from" | "to" | "at" | "where" | "outside"
        );
        match after.gap {
            Gap::Space => {
                let verb = ACTING.contains(next) || after.is(Class::SAYING) || next.ends_with("ed");
                !place && after.shape == Shape::Lower && verb
                    || before == "between" && next == "and"
            }
            Gap::Possessive => OF_GOVERNMENTS.contains(next),
            _ => before == "against",
        }
    }
}
