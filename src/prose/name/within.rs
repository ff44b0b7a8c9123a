//! What the words of a name show, wherever it is.

use super::evidence::Feature;
use super::gazetteer::{self, Renown, StateForm};
use super::token::{Candidate, Tokenized};
use super::vocabulary::{LISTED, names_body};
use crate::prose::word::{Class, Gap, Part, Shape, common};

impl Tokenized<'_> {
    /// Passes each feature of the name itself to `see`.
    pub(super) fn within(&self, c: &Candidate, see: &mut impl FnMut(Feature)) {
        let name = self.tokens_of(c);
        let (Some(first), Some(last)) = (name.first(), name.last()) else { return };
        self.listed_name(c, see);
        self.heads(name, see);
        let words = self.words_of(c);
        let count = name.iter().filter(|t| t.capital()).count();
        let (alone, several) = (name.len() == 1, count >= 2);
        let mut shows = |feature, shown: bool| {
            if shown {
                see(feature);
            }
        };
        let letters = |t: &Part| t.shape == Shape::Capitals && t.span.len() > 2;
        let forename = first.is(Class::FORENAME);
        shows(Feature::LegalForm, !alone && name.iter().any(|t| t.is(Class::LEGAL_FORM)));
        shows(Feature::Broadcaster, name.get(1).is_some_and(|t| t.shape == Shape::Number));
        shows(Feature::OrganisationFirst, first.is(Class::ORGANISATION) && !alone && !forename);
        shows(Feature::PlaceOpener, first.is(Class::PLACE_OPENER) && !alone && !forename);
        shows(Feature::Article, first.span.of(self.text) == "The" && !alone);
        shows(Feature::Direction, first.is(Class::DIRECTION) && !alone);
        shows(Feature::Letters, alone && letters(first));
        shows(Feature::TwoLetters, alone && first.shape == Shape::Capitals && !letters(first));
        shows(Feature::PeopleFirst, several && gazetteer::nobody(first.span.of(self.text)));
        shows(Feature::SingleLetters, several && name.iter().all(|t| t.span.len() == 1));
        shows(Feature::LettersAmongWords, several && name.iter().any(letters));
        let inner = name.iter().any(|t| has_inner_capital(t.span.of(self.text)));
        shows(Feature::InnerCapital, inner);
        let initials = name.len() == 2 && first.shape == Shape::Capitals && first.span.len() == 2;
        let surname =
            initials && last.shape == Shape::Capital && !last.is(LISTED) && !common(last.key);
        let initial = name.iter().any(|t| t.span.len() == 1 && t.capital());
        shows(Feature::Initial, several && (surname || initial));
        let place = gazetteer::place(words).is_some();
        let state = gazetteer::state(last.span.of(self.text));
        let country = state.is_some_and(|s| s.form == StateForm::Name);
        shows(Feature::BranchInCountry, several && country && !place);
        let region = gazetteer::place(last.span.of(self.text)) == Some(Renown::City);
        let branch = count == 2 && region && state.is_none() && !forename && !place;
        shows(Feature::BranchInRegion, branch);
        shows(Feature::Forename, forename && several);
        shows(Feature::ForenameAlone, forename && !several);
        let second = name.get(1).is_some_and(|t| t.is(Class::FORENAME));
        shows(Feature::SecondForename, count >= 3 && second);
        let eastern = first.is(Class::EASTERN_SURNAME);
        shows(Feature::EasternFullName, eastern && (2..=3).contains(&count));
        shows(Feature::EasternSurname, eastern && !(2..=3).contains(&count));
        self.ordinary_words(name, count, see);
    }

    /// What the tables know about the name.
    fn listed_name(&self, c: &Candidate, see: &mut impl FnMut(Feature)) {
        let words = self.words_of(c);
        if gazetteer::state(words).is_some() {
            see(Feature::State);
        }
        if gazetteer::organisation(words).is_some() {
            see(Feature::WellKnownOrganisation);
        }
        if gazetteer::nobody(words) {
            see(Feature::People);
        }
        let several = self.tokens_of(c).iter().filter(|t| t.capital()).count() > 1;
        match gazetteer::place(words) {
            Some(Renown::City) if several => see(Feature::CityOfSeveralWords),
            Some(Renown::City) => see(Feature::City),
            Some(Renown::Town) if several => see(Feature::TownOfSeveralWords),
            Some(Renown::Town) => see(Feature::Town),
            None => {}
        }
    }

    /// The head noun: the last word before “of”, “for”, “on”.
    fn heads(&self, name: &[Part], see: &mut impl FnMut(Feature)) {
        let Some(head) = self.head_of(name) else { return };
        let alone = name.len() == 1;
        if head.is(Class::ORGANISATION) {
            see(match alone {
                true if names_body(head.span.of(self.text)) => Feature::Body,
                true => Feature::OrganisationHeadAlone,
                false => Feature::OrganisationHead,
            });
        }
        if head.is(Class::PLACE) && !alone {
            see(Feature::PlaceHead);
        }
        if head.is(Class::EVENT) {
            see(if alone { Feature::EventHeadAlone } else { Feature::EventHead });
        }
    }

    /// Words that are ordinary in this document, and what it shows about the absence of any.
    fn ordinary_words(&self, name: &[Part], count: usize, see: &mut impl FnMut(Feature)) {
        let forename = name.first().is_some_and(|t| t.is(Class::FORENAME));
        let ordinary = name.iter().filter(|t| t.capital() && self.casing.ordinary(t.key)).count();
        for _ in 0..ordinary {
            see(match count {
                0 | 1 => Feature::OrdinaryWordAlone,
                _ if forename => Feature::OrdinaryWordBehindForename,
                _ => Feature::OrdinaryWord,
            });
        }
        if ordinary > 0 {
            return;
        }
        let part =
            |t: &Part| t.shape == Shape::Capital || t.is(Class::PARTICLE) || t.gap == Gap::Hyphen;
        if (2..=4).contains(&count) && name.iter().all(part) {
            see(Feature::FullName);
        }
        if name.iter().skip(1).any(|t| t.is(Class::PARTICLE) && t.shape == Shape::Lower) {
            see(Feature::Particle);
        }
    }
}

/// Whether a word has an inner capital like a brand; in surnames only “Mac” and “Fitz” have one: “AquaWorks”.
fn has_inner_capital(word: &str) -> bool {
    let inner = word.char_indices().skip(3).find(|(_, c)| c.is_uppercase());
    inner.is_some_and(|(at, _)| {
        let front = &word[..at];
        let surname = matches!(front, "Mac" | "Fitz") || front.contains(['\'', '’']);
        !surname && front.chars().skip(1).all(char::is_lowercase)
    })
}
