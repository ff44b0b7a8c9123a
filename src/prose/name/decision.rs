//! Decides what a string names, from everything a document says about it.

use super::evidence::Occurrences;
use super::gazetteer;
use super::model::NameKind;
use super::token::{Candidate, Tokenized};
use super::vocabulary::{LISTED, is_abstract_noun, is_surname, names_body_at_start};
use crate::prose::word::{Class, Gap, Part, Shape, common};

impl Tokenized<'_> {
    /// Whether the candidate is in a title, where every word is capitalised.
    pub(super) fn in_title(&self, c: &Candidate) -> bool {
        self.tokens_of(c).iter().skip(1).any(|t| t.weak)
    }

    /// What a string names; `None` if it is no name.
    pub(super) fn decide(&self, c: &Candidate, occurrences: &Occurrences) -> Option<NameKind> {
        let name = self.tokens_of(c);
        let first = name.first()?;
        let words = self.words_of(c);
        if gazetteer::state(words).is_some() {
            return Some(NameKind::State);
        }
        if gazetteer::people(words) {
            return Some(NameKind::People);
        }
        if gazetteer::organisation(words).is_some() && !occurrences.titled {
            return Some(NameKind::Organisation);
        }
        if gazetteer::part_of_world(words) && !occurrences.titled {
            return Some(NameKind::Place);
        }
        if occurrences.strong == 0 && !self.stands_without_case(c) {
            return None;
        }
        let e = occurrences.evidence;
        // “Dr. King” is a person, though “the King” names nobody.
        let called = occurrences.titled && is_surname(words);
        if name.len() == 1 && gazetteer::nobody(words) && !called {
            return None;
        }
        let best = e.person.max(e.organisation).max(e.place);
        let lone = name.len() == 1 && first.shape == Shape::Capital && first.span.len() > 1;
        // A lone name without other evidence is a thing only if a noun follows it everywhere.
        let unexplained = lone && first.in_name().is_empty() && best < 1.0;
        let several = e.thing <= 1.5 && self.holds_own_word(name, occurrences);
        if e.thing > best && !unexplained && !several && !called
            || name.len() == 1 && first.is(Class::FUNCTION | Class::CALENDAR) && best < 3.0
        {
            return None;
        }
        if best < 1.0 {
            // A lone word with an unrequired capital names something. People known by surname have a full name
            // elsewhere, or other evidence; the rest are mostly companies, clubs, projects. But “the Arrow missiles”
            // are named after something, if such a noun follows everywhere.
            let plain = lone
                && e.thing < 0.5 * occurrences.count as f32
                && !first.is(LISTED)
                && !self.casing.ordinary(first.key)
                && !is_abstract_noun(words);
            // What one goes to and comes from is a place, unless there is evidence for a person.
            let kind = if e.organisation > e.person && e.organisation >= e.place {
                NameKind::Organisation
            } else if e.place > e.person.max(0.25) {
                NameKind::Place
            } else if e.person > 0.0 {
                NameKind::Person
            } else {
                NameKind::Organisation
            };
            return (plain || several).then_some(kind);
        }
        let kind = if best == e.place {
            NameKind::Place
        } else if best == e.person {
            NameKind::Person
        } else {
            NameKind::Organisation
        };
        // “the Ruler” is an office, whatever the evidence for a person.
        let office = name.len() == 1
            && first.is(LISTED)
            && !first.is(Class::FORENAME | Class::EASTERN_SURNAME);
        (kind != NameKind::Person || !office || occurrences.titled).then_some(kind)
    }

    /// Whether a name of two or three words with unrequired capitals contains one that is no common English word, and
    /// nothing else says what it is: “Sky Lanta”.
    fn holds_own_word(&self, name: &[Part], occurrences: &Occurrences) -> bool {
        let long = |t: &Part| t.span.len() > 2 || t.shape == Shape::Capitals;
        let own = |t: &Part| t.in_name().is_empty() && !common(t.key) && long(t);
        let tied = |t: &Part| {
            t.is(Class::CALENDAR | Class::EVENT | Class::FUNCTION)
                && (t.shape != Shape::Capitals || gazetteer::state(t.span.of(self.text)).is_some())
        };
        // “The Merrow”: with an unrequired capital, the article belongs to the name, but not to a place known without
        // it.
        let article = name.len() == 2 && name[0].span.of(self.text) == "The";
        let rest = &name[usize::from(article)..];
        if article && gazetteer::place(rest[0].span.of(self.text)).is_some() {
            return false;
        }
        // “the studio NL Comics”: letters name somebody, whatever follows.
        let letters = rest.first().is_some_and(|t| {
            t.shape == Shape::Capitals && own(t) && !gazetteer::nobody(t.span.of(self.text))
        });
        (2..=3).contains(&name.len())
            && occurrences.strong > 0
            && name.iter().any(own)
            && !rest.iter().any(tied)
            && (letters || !name.iter().any(|t| is_abstract_noun(t.span.of(self.text))))
    }

    /// Whether a string that only occurs where every word is capitalised is a name all the same.
    fn stands_without_case(&self, c: &Candidate) -> bool {
        let name = self.tokens_of(c);
        match name {
            [one] => {
                self.casing.proper(one.key)
                    || self.opens_sentence(c)
                    || self.body_opens_sentence(c)
                    || (one.shape == Shape::Capitals && !self.in_title(c) && one.span.len() < 7)
                    || gazetteer::place(self.words_of(c)) == Some(gazetteer::Renown::City)
            }
            [first, ..] => {
                first.is(Class::FORENAME)
                    || gazetteer::place(self.words_of(c)).is_some()
                    || name.iter().all(|t| self.casing.proper(t.key))
                    || self.names_by_its_head(name)
            }
            [] => false,
        }
    }

    /// Whether the head of an organisation or place is preceded by a word of its own: “Lindhof Cemetery”.
    fn names_by_its_head(&self, name: &[Part]) -> bool {
        let ([first, ..], [.., last]) = (name, name) else { return false };
        let own = first.in_name().is_empty() && !common(first.key);
        own && name.len() == 2 && last.is(Class::ORGANISATION | Class::PLACE)
    }

    /// Whether it is a word at the start of a sentence that is not common in English.
    fn opens_sentence(&self, c: &Candidate) -> bool {
        let Some(word) = self.token(c.first) else { return false };
        let unknown = (word.in_name().is_empty() || word.in_name() == Class::FORENAME)
            && !common(word.key)
            && !self.casing.ordinary(word.key);
        word.weak
            && self.goes_on(c)
            && unknown
            && word.shape == Shape::Capital
            && word.span.len() > 3
    }

    /// Whether it is the name of a body that each country has one of, at the start of a sentence: “Congress met”.
    fn body_opens_sentence(&self, c: &Candidate) -> bool {
        let Some(word) = self.token(c.first) else { return false };
        names_body_at_start(self.words_of(c))
            && self.token(c.end).is_some_and(|next| next.gap != Gap::Sentence)
            && self.goes_on(c)
            && !self.casing.written_small(word.key)
    }

    /// Whether a sentence continues in lower case after a word, or the word is all of it: a caption, an answer, a name
    /// in quotation marks.
    fn goes_on(&self, c: &Candidate) -> bool {
        let quoted = self.token(c.first).is_some_and(|word| word.gap == Gap::Quote);
        self.token(c.end).is_none_or(|next| {
            !next.weak && matches!(next.gap, Gap::Space | Gap::Possessive | Gap::Comma)
                || next.gap == Gap::Sentence
                || quoted && next.gap == Gap::Quote && !next.capital()
        })
    }
}
