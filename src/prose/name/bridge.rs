//! Where a name continues over lower-case words: “Ministry of Health and Welfare”, “van der Berg”.

use super::gazetteer;
use super::token::Tokenized;
use crate::prose::data::WordList;
use crate::prose::word::{Class, Gap, Part, Shape, common};

static COMPOUNDS: WordList = WordList::new(include_str!("../data/names/compound-ends.txt"));

static MEMBERS: WordList = WordList::new(include_str!("../data/names/body-members.txt"));

impl Tokenized<'_> {
    /// How many tokens to advance when the run continues over lower-case words at `at`: up to and including a capital.
    pub(super) fn continuation(&self, first: usize, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        let follows = |n: usize| {
            self.tokens
                .get(at + n)
                .is_some_and(|t| t.capital() && matches!(t.gap, Gap::Space | Gap::Hyphen))
        };
        let word = self.word(at);
        if token.shape == Shape::Number {
            let letters = follows(1) && self.fits_letters(first, at);
            return if letters { Some(2) } else { self.is_broadcaster_number(at).then_some(1) };
        }
        if token.gap == Gap::Hyphen {
            // “Jong-un”, “Geun-hye”: the second half of a given name is short and lower-case.
            let second_half = word.len() <= 5
                && at - first >= 2
                && !token.is(Class::FUNCTION | Class::OFFICE)
                && !COMPOUNDS.contains(word);
            return second_half.then_some(1);
        }
        if token.is(Class::PARTICLE) {
            if follows(1) {
                return Some(2);
            }
            let second = self.token(at + 1);
            if second.is_some_and(|t| t.is(Class::PARTICLE)) && follows(2) {
                return Some(3);
            }
        }
        let last = &self.tokens[at - 1];
        let nouns = Class::ORGANISATION | Class::EVENT | Class::PLACE | Class::OFFICE;
        let opened = self.tokens[first..at].iter().any(|t| t.is(Class::ORGANISATION));
        let head = last.is(nouns) || (opened && last.is(Class::PORTFOLIO));
        let place = gazetteer::known(self.word(at + 1))
            && self.token(at + 2).is_none_or(|t| t.gap != Gap::Hyphen);
        let known = |n: usize| gazetteer::organisation(self.words(first, at + n)).is_some();
        match word {
            _ if known(2) => Some(2),
            _ if known(3) => Some(3),
            "of" if at == first + 1
                && gazetteer::FORMAL.contains(&self.word(first))
                && gazetteer::state(self.words(first, self.state_end(at + 1))).is_some() =>
            {
                Some(self.state_end(at + 1) - at)
            }
            "of" if follows(1) && (head || self.common_noun(first, at)) => Some(2),
            "of" if follows(1) && self.scope_goes_on(first, at) => Some(2),
            "of" if self.word(at + 1) == "the"
                && follows(2)
                && head
                && !self.whole_organisation(at + 2) =>
            {
                Some(3)
            }
            "for" | "on" if follows(1) && !place && self.organisation_opens(first, at) => Some(2),
            "for" | "on"
                if self.word(at + 1) == "the"
                    && follows(2)
                    && self.organisation_opens(first, at) =>
            {
                Some(3)
            }
            "and" if follows(1) && (self.conjoined(first, at) || self.fits_letters(first, at)) => {
                Some(2)
            }
            _ => None,
        }
    }

    /// Whether the possessive before `at` is part of the name of a body: “Prosecutor’s Office”, “National Farmers’
    /// Federation”. What belongs to a person or a state is a separate name.
    pub(super) fn owns_body(&self, first: usize, at: usize) -> bool {
        let (owner, next) = (&self.tokens[at - 1], &self.tokens[at]);
        if next.gap != Gap::Possessive || !owner.capital() {
            return false;
        }
        let many = owner.is(Class::OFFICE | Class::OFFICE_PLURAL) || common(owner.key);
        let members = MEMBERS.contains(self.word(at - 1));
        let noun =
            members || many && !owner.is(Class::FORENAME | Class::FUNCTION | Class::ORGANISATION);
        let mut run = self.tokens[at..].iter().enumerate();
        let run = run.by_ref().take_while(|(i, t)| t.capital() && (*i == 0 || t.gap == Gap::Space));
        noun && !(owner.weak && at - first == 1)
            && run.take(4).any(|(_, t)| t.is(Class::ORGANISATION) && !t.weak)
    }

    /// One past the last of the capitals from `at` on, including an article before them.
    fn state_end(&self, at: usize) -> usize {
        let from = if self.word(at) == "the" { at + 1 } else { at };
        let run = self.tokens.get(from..).unwrap_or_default().iter().enumerate();
        from + run.take_while(|(i, t)| t.capital() && (*i == 0 || t.gap == Gap::Space)).count()
    }

    /// Whether the capitals from `first` on are an organisation of several words on their own, of which what precedes
    /// is a part: “the Education Unit of the Harbour Police Service”.
    fn whole_organisation(&self, first: usize) -> bool {
        let run = self.tokens[first..].iter().enumerate();
        let length = run
            .take_while(|(i, t)| {
                t.capital() && (*i == 0 || matches!(t.gap, Gap::Space | Gap::Hyphen))
            })
            .count();
        let last = (first + length).checked_sub(1).and_then(|i| self.token(i));
        length >= 2 && last.is_some_and(|t| t.is(Class::ORGANISATION) && !t.is(Class::PORTFOLIO))
    }

    /// Whether the word before `at` is an ordinary noun, capitalised only in a name: “Voice of America”.
    fn common_noun(&self, first: usize, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| &self.tokens[i]) else { return false };
        at - first <= 2 && !before.weak && self.casing.ordinary(before.key)
    }

    /// Whether the purpose of an organisation continues with “of”: “Council for the Welfare of Boatmen”.
    fn scope_goes_on(&self, first: usize, at: usize) -> bool {
        let scope = (first..at).find(|i| matches!(self.word(*i), "for" | "on"));
        let head = |scope: usize| scope > first && self.tokens[scope - 1].is(Class::ORGANISATION);
        scope.is_some_and(head) && common(self.tokens[at - 1].key)
    }

    /// Whether the number at `at` is that of a broadcaster: “Channel 11”.
    pub(super) fn is_broadcaster_number(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let token = &self.tokens[at];
        matches!(before, "Channel" | "Radio")
            && token.shape == Shape::Number
            && token.gap == Gap::Space
    }

    /// Whether letters in parentheses directly after the next capitals include their initials: “Union of Bargemen and
    /// Weavers (UBW)”.
    fn fits_letters(&self, first: usize, at: usize) -> bool {
        let mut end = at + 1;
        while self.token(end).is_some_and(|t| t.capital() && t.gap == Gap::Space) {
            end += 1;
        }
        let letters = self.token(end).filter(|t| t.gap == Gap::Open);
        let Some(letters) = letters.filter(|t| t.shape == Shape::Capitals) else { return false };
        let capitals = self.tokens[first..end]
            .iter()
            .filter(|t| t.shape == Shape::Number || t.capital() && !t.is(Class::FUNCTION));
        let mut initials: Vec<char> =
            capitals.filter_map(|t| t.span.of(self.text).chars().next()).collect();
        let mut letters: Vec<char> = letters.span.of(self.text).chars().collect();
        let begins = initials.first() == letters.first();
        // Letters in another language have another order.
        initials.sort_unstable();
        letters.sort_unstable();
        begins && initials == letters
    }

    /// Whether the run so far begins an organisation that continues with “for”: “Institute for”, “Council on”.
    fn organisation_opens(&self, first: usize, at: usize) -> bool {
        let last = &self.tokens[at - 1];
        last.is(Class::ORGANISATION)
            || (last.is(Class::OFFICE) && self.word(at) == "on" && at > first + 1)
    }

    /// Whether “and” at `at` joins two parts of one name: “Ministry of Health and Welfare”, “Counsellor and Minister”.
    fn conjoined(&self, first: usize, at: usize) -> bool {
        let next = &self.tokens[at + 1];
        let last = &self.tokens[at - 1];
        if next.is(Class::OFFICE | Class::OFFICE_MODIFIER) && last.is(Class::OFFICE) {
            return true;
        }
        let opens = Class::ORGANISATION | Class::OFFICE;
        let opened = self.tokens[first..at].iter().any(|t| t.is(opens))
            && self.tokens[first..at].iter().any(|t| matches!(t.span.of(self.text), "of" | "for"));
        let state = gazetteer::state(self.word(at + 1)).is_some();
        // A word that texts write in lower case does not begin another name.
        let ordinary = common(next.key) && !next.is(Class::FORENAME | Class::OFFICE);
        if opened && !state && (next.is(Class::PORTFOLIO) || ordinary) {
            return true;
        }
        // “Science and Technology Committee”, “Water and Power Authority”: the head follows.
        let head_soon = self.tokens[at + 1..]
            .iter()
            .take(4)
            .take_while(|t| t.capital() && matches!(t.gap, Gap::Space | Gap::Hyphen));
        let mut after = head_soon.skip(1);
        let topic = |t: &Part| {
            t.is(Class::PORTFOLIO)
                || common(t.key) && !t.is(Class::FORENAME | Class::OFFICE | Class::ORGANISATION)
        };
        at == first + 1
            && !last.weak
            && topic(last)
            && topic(next)
            && after.any(|t| t.is(Class::ORGANISATION))
            || last.is(Class::PORTFOLIO)
                && next.is(Class::PORTFOLIO)
                && after.any(|t| t.is(Class::ORGANISATION))
    }
}
