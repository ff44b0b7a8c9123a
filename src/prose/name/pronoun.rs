//! “I” behind a capitalised word: whether it is whoever speaks, or belongs to the name: an initial, the number of a king.

use super::token::Gap;
use super::tokenized::Tokenized;
use super::vocabulary::LISTED;
use crate::prose::data::WordList;
use crate::prose::word::class::Class;
use crate::prose::word::shape::Shape;

static COUNTED: WordList = WordList::new(include_str!("../data/names/counted.txt"));

static FIRST_PERSON: WordList = WordList::new(include_str!("../data/names/first-person-verbs.txt"));

/// Behind a comma, how a speaker goes on about himself: “I, too”, “I, for one”.
const TOO: &[&str] = &["too", "however", "like", "as", "for", "myself", "unlike", "also"];

/// Behind these at the start of a clause stands where somebody was, and a clause about him needs its subject.
const WITH: &[&str] = &["with", "without", "at", "near", "beside", "unlike"];

static GOES_ON: WordList = WordList::new(include_str!("../data/names/behind-numbers.txt"));

impl Tokenized<'_> {
    /// Whether the token at `at`, the word “I” behind a capitalised one, is whoever speaks.
    pub(super) fn is_speaker(&self, at: usize) -> bool {
        let (Some(token), Some(before)) = (self.token(at), self.before(at)) else { return false };
        let Some(next) = self.token(at + 1).filter(|_| token.gap == Gap::Space) else {
            return false;
        };
        let verb = self.word(at + 1);
        match next.gap {
            Gap::Space if next.shape == Shape::Lower => {}
            // Names of rulers are put between commas too, but not with these words.
            Gap::Comma => return TOO.contains(&verb) && !before.is(Class::FORENAME),
            _ => return false,
        }
        if FIRST_PERSON.contains(verb) {
            return true;
        }
        if COUNTED.contains(self.word(at - 1)) || GOES_ON.contains(verb) {
            return false;
        }
        // The capitalised words before it, and what stands before them.
        let mut first = at - 1;
        while first > 0 && self.tokens[first].gap == Gap::Space && self.tokens[first - 1].capital()
        {
            first -= 1;
        }
        let titled = self.tokens[first..at].iter().any(|t| t.is(Class::HONORIFIC | Class::OFFICE));
        if titled {
            return false;
        }
        let opens = matches!(self.tokens[first].gap, Gap::Sentence | Gap::Quote);
        // “At Kickwell I learned”: the first words of a sentence have capitals too.
        let opener = if opens { first } else { first.saturating_sub(1) };
        let leads = |i: usize| WITH.iter().any(|w| w.eq_ignore_ascii_case(self.word(i)));
        let clause = self.token(opener).is_some_and(|t| {
            matches!(t.gap, Gap::Sentence | Gap::Quote | Gap::Comma) || opener == 0
        });
        if before.is(Class::FORENAME) {
            let said = (at.saturating_sub(8)..first)
                .rev()
                .take_while(|i| !matches!(self.tokens[i + 1].gap, Gap::Sentence | Gap::Comma))
                .any(|i| self.word(i) == "I");
            return leads(opener) && clause || said;
        }
        // “Ardan I ruled for a year”: a name that opens its sentence is its subject.
        let subject = opens && self.tokens[first..at].iter().all(|t| !t.is(LISTED));
        let thing = next.is(Class::EVENT | Class::PLACE | Class::ORGANISATION_NOUN);
        !subject && !thing
    }
}
