//! Runs of capitalised words: where one begins and ends, and where to cut it into candidates.

use super::gazetteer::{self, StateForm};
use super::token::Tokenized;
use super::vocabulary::LISTED;
use crate::prose::data::WordList;
use crate::prose::word::{Class, Gap, Shape};

static BREAKERS: WordList = WordList::new(include_str!("../data/names/breakers.txt"));
static COMBINING: WordList = WordList::new(include_str!("../data/names/combining.txt"));

/// The most tokens of a run examined together. Names are shorter, and each word is compared with its whole run.
const LONGEST_RUN: usize = 100;

impl Tokenized<'_> {
    /// Whether a run can begin here: at a capital, or at “al-” before one.
    pub(super) fn begins_run(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.capital() {
            let behind = self.text.get(token.span.end..).unwrap_or_default();
            // “US$ 4 million” names a currency.
            return !behind.trim_start_matches(' ').starts_with(['$', '€', '£']);
        }
        token.is(Class::PARTICLE)
            && self.token(at + 1).is_some_and(|n| n.capital() && n.gap == Gap::Hyphen)
            && matches!(self.word(at), "al" | "el" | "as" | "ash" | "an" | "ar" | "at" | "ad")
    }

    /// One past the last token of the run that begins at `first`.
    pub(super) fn run_end(&self, first: usize) -> usize {
        let mut end = first + 1;
        while let Some(next) = self.token(end).filter(|_| end - first < LONGEST_RUN) {
            let joined = matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::And | Gap::Stop);
            if !joined && !self.owns_body(first, end) || self.begins_anew(end) {
                break;
            }
            if next.capital() {
                end += 1;
            } else if let Some(steps) = self.continuation(first, end) {
                end += steps;
            } else {
                break;
            }
        }
        end
    }

    /// Whether a token after a run is not part of it: the pronoun “I”, or the first word of a sentence after the stop
    /// of an abbreviation that is usually inside one: “Lindhof Inc. The board met”.
    fn begins_anew(&self, at: usize) -> bool {
        let (token, before) = (&self.tokens[at], &self.tokens[at - 1]);
        if self.word(at) == "I" {
            return self.is_speaker(at);
        }
        let ends = before.is(Class::LEGAL_FORM)
            || matches!(self.word(at - 1), "Jr" | "Sr" | "Bros" | "Co" | "al")
            || self.word(at - 1).ends_with('.')
            || before.span.len() == 1;
        let opens =
            token.is(Class::FUNCTION) && !token.is(Class::FORENAME | Class::EASTERN_SURNAME);
        token.gap == Gap::Stop
            && token.shape == Shape::Capital
            && token.span.len() > 1
            && ends
            && opens
    }

    /// Whether the first token of a run is no part of a name.
    pub(super) fn drops_first(&self, first: usize, end: usize) -> bool {
        let token = &self.tokens[first];
        let alone = end - first == 1;
        if token.is(Class::FUNCTION) && token.shape != Shape::Capitals {
            // “New” and “The” may begin a name, “New York”, “The Hague”; with unrequired capitals, they do.
            if !token.weak && !alone && matches!(self.word(first), "New" | "The") {
                return false;
            }
            if !alone && self.owns_body(first, first + 1) {
                return false;
            }
            return !self.begins_known(first, end);
        }
        if token.is(Class::TENURE) && token.shape == Shape::Capital && !token.is(Class::FORENAME) {
            return true;
        }
        if token.is(Class::DIRECTION) && alone {
            return !self.names_part_of_world(first);
        }
        // An ordinary word, capitalised only because it begins a sentence.
        token.weak
            && !self.begins_full_name(first, end)
            && !token
                .is(Class::OFFICE | Class::HONORIFIC | Class::OFFICE_MODIFIER | Class::ORGANISATION)
            && self.casing.ordinary(token.key)
            && !gazetteer::known(self.words(first, end))
            && !self.begins_known(first, end)
    }

    /// Whether a well-known name of several words begins here.
    fn begins_known(&self, first: usize, end: usize) -> bool {
        (2..=4).any(|n| {
            let words = self.words(first, first + n);
            first + n <= end
                && (gazetteer::known(words) || gazetteer::organisation(words).is_some())
        })
    }

    /// Whether it is “the East” or “the West”, and not part of something else.
    fn names_part_of_world(&self, at: usize) -> bool {
        let article = matches!(self.word(at.wrapping_sub(1)), "the" | "The");
        let token = &self.tokens[at];
        let behind = self.token(at + 1).is_some_and(|t| t.gap == Gap::Space);
        gazetteer::part_of_world(self.word(at))
            && article
            && !token.weak
            && token.gap == Gap::Space
            && !(behind && matches!(self.word(at + 1), "of" | "and" | "or"))
    }

    /// Whether a given name precedes a word without another explanation: “Mark Lindqvist”.
    fn begins_full_name(&self, first: usize, end: usize) -> bool {
        let Some(next) = self.token(first + 1).filter(|_| first + 1 < end) else {
            return false;
        };
        self.tokens[first].is(Class::FORENAME)
            && next.gap == Gap::Space
            && next.shape == Shape::Capital
            && !next.is(LISTED)
            && !self.casing.ordinary(next.key)
            && !gazetteer::known(self.word(first + 1))
    }

    /// Whether the last token of a run is no part of a name.
    pub(super) fn drops_last(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        !token.capital() && token.gap != Gap::Hyphen && !self.is_broadcaster_number(at)
            || (token.is(Class::FUNCTION) && token.shape == Shape::Capital && token.weak)
            || COMBINING.contains(self.word(at))
    }

    /// Whether the last word of a run is an office in the organisation before it.
    pub(super) fn ends_with_holder(&self, at: usize) -> bool {
        let (token, before) = (&self.tokens[at], &self.tokens[at - 1]);
        let only_office = token.is(Class::OFFICE | Class::OFFICE_PLURAL)
            && !token.is(Class::ORGANISATION | Class::FORENAME | Class::EASTERN_SURNAME);
        let organisation = before.is(Class::ORGANISATION) && !before.is(Class::OFFICE_MODIFIER)
            || before.shape == Shape::Capitals && before.span.len() > 1;
        only_office && organisation && token.gap == Gap::Space
    }

    /// Whether the token itself is a cut: a day or month inside a run.
    pub(super) fn is_break(&self, at: usize, first: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        if token.is(Class::CALENDAR) {
            let surname = at > first && self.tokens[at - 1].is(Class::FORENAME);
            let forename = at + 1 < end && self.word(at).len() > 3 && token.is(Class::FORENAME);
            return !surname && !forename;
        }
        at > first && token.is(Class::FUNCTION) && {
            let word = self.word(at);
            word.contains(['\'', '’']) || BREAKERS.contains(&word.to_ascii_lowercase())
        }
    }

    /// Whether a well-known name of several words spans the boundary before `at`.
    pub(super) fn inside_known(&self, at: usize, first: usize, end: usize) -> bool {
        (first.max(at.saturating_sub(3))..at).any(|start| {
            (at + 1..=end.min(start + 5)).any(|stop| gazetteer::known(self.words(start, stop)))
        })
    }

    /// Whether a new name begins at this token: after a hyphen between states, after a nationality.
    pub(super) fn begins_new_name(&self, at: usize, first: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        if token.gap == Gap::Hyphen && token.capital() {
            let left = self.word(at - 1);
            let topic = at >= first + 2 && matches!(self.word(at - 2), "on" | "for" | "of");
            return !topic
                && !self.inside_known(at, first, end)
                && (gazetteer::state(left).is_some()
                    || COMBINING.contains(left)
                    || gazetteer::state(self.word(at)).is_some());
        }
        if token.gap == Gap::Stop && !token.weak {
            return false;
        }
        // “Chinese Xinhua”: a nationality before something that is not an office or an organisation.
        let nation = self.words(first, at);
        if self.inside_known(at, first, end) {
            return false;
        }
        let state = gazetteer::state(nation);
        // “the ambassador to Norway Petra Lind”: nothing between a state and a full name.
        let full_name = token.is(Class::FORENAME)
            && !token.weak
            && end - at >= 2
            && token.gap == Gap::Space
            && !self.tokens[first].is(Class::FORENAME)
            && !self.tokens[end - 1].is(LISTED);
        if full_name && state.is_some_and(|s| s.form == StateForm::Name) {
            return true;
        }
        let demonym = state.is_some_and(|s| s.form == StateForm::Demonym);
        (demonym || gazetteer::people(nation))
            && !self.tokens[at..end].iter().any(|t| {
                t.is(Class::ORGANISATION
                    | Class::LEGAL_FORM
                    | Class::OFFICE
                    | Class::PLACE
                    | Class::EVENT)
            })
    }

    /// Whether a word that is both a given name and an office is where only a name can be: without an article, after a
    /// small word: “his brother Dean”.
    pub(super) fn is_forename_alone(&self, first: usize, end: usize) -> bool {
        let token = &self.tokens[first];
        let before = first.checked_sub(1).map(|i| &self.tokens[i]);
        end - first == 1
            && token.is(Class::FORENAME)
            && !token.weak
            && token.gap == Gap::Space
            && before.is_some_and(|t| t.shape == Shape::Lower && !t.is(Class::FUNCTION))
            && self.word(end) != "of"
    }
}

static COUNTED: WordList = WordList::new(include_str!("../data/names/counted.txt"));

static FIRST_PERSON: WordList = WordList::new(include_str!("../data/names/first-person-verbs.txt"));

/// Words with which speakers continue about themselves after “I,”: “I, too”, “I, for one”.
const TOO: &[&str] = &["too", "however", "like", "as", "for", "myself", "unlike", "also"];

/// Words that begin a clause saying where a person was; a clause about that person needs its subject.
const WITH: &[&str] = &["with", "without", "at", "near", "beside", "unlike"];

static GOES_ON: WordList = WordList::new(include_str!("../data/names/behind-numbers.txt"));

impl Tokenized<'_> {
    /// Whether the “I” at `at`, after a capitalised word, is the pronoun.
    pub(super) fn is_speaker(&self, at: usize) -> bool {
        let (Some(token), Some(before)) = (self.token(at), self.before(at)) else { return false };
        let Some(next) = self.token(at + 1).filter(|_| token.gap == Gap::Space) else {
            return false;
        };
        let verb = self.word(at + 1);
        match next.gap {
            Gap::Space if next.shape == Shape::Lower => {}
            // Names of rulers may be set off by commas too, but not with these words.
            Gap::Comma => return TOO.contains(&verb) && !before.is(Class::FORENAME),
            _ => return false,
        }
        if FIRST_PERSON.contains(verb) {
            return true;
        }
        if COUNTED.contains(self.word(at - 1)) || GOES_ON.contains(verb) {
            return false;
        }
        // The capitalised words before it, and what precedes them.
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
        // “At Kickwell I learned”: the first words of a sentence are capitalised too.
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
        // “Ardan I ruled for a year”: a name that begins its sentence is its subject.
        let subject = opens && self.tokens[first..at].iter().all(|t| !t.is(LISTED));
        let thing = next.is(Class::EVENT | Class::PLACE | Class::ORGANISATION_NOUN);
        !subject && !thing
    }
}
