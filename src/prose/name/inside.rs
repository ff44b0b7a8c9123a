//! Names inside the name of something that is nobody: “Lindau” in “Lindau Festival”, “Lindqvist” in “Lindqvist Prize”.

use super::candidate::Candidate;
use super::gazetteer;
use super::model::{Name, NameKind};
use super::occurrences::ByName;
use super::token::{Gap, Token};
use super::tokenized::Tokenized;
use super::vocabulary::{LISTED, is_prize};
use crate::prose::word::casing::common;
use crate::prose::word::class::Class;
use crate::prose::word::shape::Shape;

impl<'a> Tokenized<'a> {
    /// In a title or at a sentence's start: the names inside a stretch that are names elsewhere in the document.
    pub(super) fn names_inside(&self, c: &Candidate, by_name: &ByName<'a>, names: &mut Vec<Name>) {
        let mut first = c.first;
        while first < c.end {
            let longest = (first + 1..=c.end).rev().find_map(|end| {
                if first == c.first && end == c.end {
                    return None;
                }
                let part = Candidate::untitled(first, end);
                let words = self.words_of(&part);
                let kind = match by_name.get(words).and_then(|g| Some((g.kind?, g.weight()))) {
                    Some(kind) => Some(kind),
                    None => gazetteer::state(words)
                        .map(|_| (NameKind::State, u8::MAX))
                        .or_else(|| self.organisation_inside(&part, words))
                        .or_else(|| self.place_inside(&part, words))
                        .or_else(|| self.letters_inside(&part))
                        .or_else(|| self.bearer_inside(&part)),
                };
                kind.map(|(kind, weight)| (part, kind, weight))
            });
            match longest {
                Some((part, kind, weight)) => {
                    names.push(self.name(&part, kind, weight));
                    first = part.end;
                }
                None => first += 1,
            }
        }
    }

    /// A well-known organisation of an uncommon name in the name of something else: “Nordbank Autumn Picture Show”.
    fn organisation_inside(&self, part: &Candidate, words: &str) -> Option<(NameKind, u8)> {
        let own = !self.tokens_of(part).iter().any(|t| common(t.key));
        (own && gazetteer::organisation(words).is_some()).then_some((NameKind::Organisation, 2))
    }

    /// A well-known city, or a town that holds an event, in the name of something else: “Lindau Festival”.
    fn place_inside(&self, part: &Candidate, words: &str) -> Option<(NameKind, u8)> {
        let first = self.token(part.first)?;
        let renown = gazetteer::place(words)?;
        let next = self.token(part.end)?;
        let event = next.is(Class::EVENT)
            || next.capital() && self.token(part.end + 1).is_some_and(|t| t.is(Class::EVENT));
        let city = renown == gazetteer::Renown::City;
        let thing = next.is(Class::EVENT | Class::PLACE) && city || event;
        let plain = first.is(LISTED | Class::FORENAME) || common(first.key);
        (thing && !plain).then_some((NameKind::Place, 2))
    }

    /// Letters before an event name who holds it: “LNA Award”.
    fn letters_inside(&self, part: &Candidate) -> Option<(NameKind, u8)> {
        let [letters] = self.tokens_of(part) else { return None };
        let event = self.token(part.end)?.is(Class::EVENT);
        let word = letters.span.of(self.text);
        let plain = common(letters.key) || !letters.class.is_empty() || gazetteer::nobody(word);
        let acronym = letters.shape == Shape::Capitals && word.len() > 2;
        (event && acronym && !plain).then_some((NameKind::Organisation, 1))
    }

    /// Who a prize is named after: “Tibor Lindqvist Medal”, “Lindqvist Prize”. A given name alone may be anybody's.
    fn bearer_inside(&self, part: &Candidate) -> Option<(NameKind, u8)> {
        let name = self.tokens_of(part);
        let prize = self.token(part.end)?;
        let own = |t: &Token| {
            let listed =
                !(t.class.is_empty() || t.class == Class::EASTERN_SURNAME) || common(t.key);
            t.shape == Shape::Capital && t.span.len() > 3 && !listed
        };
        let bears = match name {
            [surname] => own(surname),
            [given, surname] => given.is(Class::FORENAME) && own(surname),
            _ => false,
        };
        let behind = matches!(prize.gap, Gap::Space | Gap::Possessive);
        let named = is_prize(prize.span.of(self.text)) && prize.capital() && behind;
        (bears && named).then_some((NameKind::Person, 1))
    }
}
