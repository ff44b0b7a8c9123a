//! Stretches that may be names: runs of capitalised words, cut at titles, nationalities and days.

use super::gazetteer::{self, StateForm};
use super::lexicon::Class;
use super::pronoun;
use super::token::{Gap, Shape, Token};
use crate::prose::data::WordList;
use crate::prose::word::casing::{Casing, common};

/// So many tokens of a run are looked at together. Names are shorter, and each word is weighed against its whole run.
const LONGEST_RUN: usize = 100;

static BREAKERS: WordList = WordList::new(include_str!("../data/names/breakers.txt"));

static SURNAMES: WordList = WordList::new(include_str!("../data/names/office-surnames.txt"));

/// Whether an office is a surname too.
pub(crate) fn surname(word: &str) -> bool {
    SURNAMES.contains(word)
}

/// A stretch of tokens that may be a name, and what stood before it in the same run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// The first token of the title or office before it, which ends where the name begins.
    pub(crate) title: Option<usize>,
    /// Whether it holds the head of an organisation.
    pub(crate) organisation: bool,
}

/// Finds candidates in the words of one text.
pub(crate) struct Cutter<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) casing: &'a Casing,
    found: Vec<Candidate>,
}

impl<'a> Cutter<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], casing: &'a Casing) -> Self {
        Self { text, tokens, casing, found: Vec::new() }
    }

    /// All candidates in order.
    pub(crate) fn candidates(mut self) -> Vec<Candidate> {
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.opens(at) {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            self.cut(at, end);
            at = end.max(at + 1);
        }
        self.found
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    pub(super) fn words(&self, first: usize, end: usize) -> &'a str {
        match (self.tokens.get(first), end.checked_sub(1).and_then(|e| self.tokens.get(e))) {
            (Some(a), Some(b)) => a.span.join(b.span).of(self.text),
            _ => "",
        }
    }

    /// Whether a run can begin here: at a capital, or at “al-” before one.
    fn opens(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.capital() {
            let behind = self.text.get(token.span.end..).unwrap_or_default();
            // “US$ 4 million” names a currency.
            return !behind.trim_start_matches(' ').starts_with(['$', '€', '£']);
        }
        token.is(Class::PARTICLE)
            && self.tokens.get(at + 1).is_some_and(|n| n.capital() && n.gap == Gap::Hyphen)
            && matches!(self.word(at), "al" | "el" | "as" | "ash" | "an" | "ar" | "at" | "ad")
    }

    /// One past the last token of the run that begins at `first`.
    fn run_end(&self, first: usize) -> usize {
        let mut end = first + 1;
        while let Some(next) = self.tokens.get(end).filter(|_| end - first < LONGEST_RUN) {
            let joined = matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::And | Gap::Stop);
            if !joined && !self.owns_body(first, end) || self.begins_anew(end) {
                break;
            }
            if next.capital() {
                end += 1;
            } else if let Some(steps) = self.bridge(first, end) {
                end += steps;
            } else {
                break;
            }
        }
        end
    }

    /// Whether a token that stands behind a run is no part of it: “I” who speaks, or the first word of a sentence behind the
    /// stop of an abbreviation that most often stands inside one: “Lindhof Inc. The board met”.
    fn begins_anew(&self, at: usize) -> bool {
        let (token, before) = (&self.tokens[at], &self.tokens[at - 1]);
        if self.word(at) == "I" {
            return pronoun::speaks(self.text, self.tokens, at);
        }
        let ends = before.is(Class::LEGAL_FORM)
            || matches!(self.word(at - 1), "Jr" | "Sr" | "Bros" | "Co" | "al")
            || self.word(at - 1).ends_with('.')
            || before.span.len() == 1;
        let opens =
            token.is(Class::FUNCTION) && !token.is(Class::FORENAME.or(Class::EASTERN_SURNAME));
        token.gap == Gap::Stop
            && token.shape == Shape::Capital
            && token.span.len() > 1
            && ends
            && opens
    }

    /// Cuts one run into candidates.
    fn cut(&mut self, mut first: usize, mut end: usize) {
        while first < end && self.sheds(first, end) {
            first += 1;
        }
        while first < end && self.trails(end - 1) {
            end -= 1;
        }
        // “Congress MPs”, “EAC Chairperson”: who holds the office is not named.
        while end - first >= 2 && self.holder(end - 1) {
            end -= 1;
        }
        if first >= end {
            return;
        }
        if self.known(self.words(first, end))
            || gazetteer::organisation(self.words(first, end)).is_some()
        {
            self.push(first, end, None);
            return;
        }
        if let Some(at) = (first..end).find(|at| self.breaks(*at, first, end)) {
            self.cut(first, at);
            self.cut(at + 1, end);
            return;
        }
        if let Some(at) = (first + 1..end).find(|at| self.parts(*at, first, end)) {
            self.cut(first, at);
            self.cut(at, end);
            return;
        }
        if let Some((title, name)) = self.title(first, end) {
            if title > first {
                self.cut(first, title);
            } else {
                self.states_inside(title, name);
            }
            let of = (title..name).rev().find(|i| matches!(self.word(*i), "of" | "for"));
            let scope = of.map(|of| if self.word(of + 1) == "the" { of + 2 } else { of + 1 });
            if let Some(scope) = scope
                && self.tokens[scope..name].iter().any(|t| t.is(Class::ORGANISATION))
                && name - scope > 1
            {
                self.push(scope, name, None);
            }
            self.push(name, end, Some(self.title_start(title)));
            return;
        }
        self.push(first, end, None);
    }

    /// Whether the first token of a run is no part of a name.
    fn sheds(&self, first: usize, end: usize) -> bool {
        let token = &self.tokens[first];
        let alone = end - first == 1;
        if token.is(Class::FUNCTION) && token.shape != Shape::Capitals {
            // “New” and “The” may open a name: “New York”, “The Hague”; where no capital is due, they do.
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
        // An ordinary word with a capital only because it begins a sentence.
        token.weak
            && !self.begins_full_name(first, end)
            && !token.is(Class::OFFICE
                .or(Class::HONORIFIC)
                .or(Class::OFFICE_MODIFIER)
                .or(Class::ORGANISATION))
            && self.casing.ordinary(token.key)
            && !self.known(self.words(first, end))
            && !self.begins_known(first, end)
    }

    /// Whether a well-known name of several words begins here.
    fn begins_known(&self, first: usize, end: usize) -> bool {
        (2..=4).any(|n| {
            let words = self.words(first, first + n);
            first + n <= end && (self.known(words) || gazetteer::organisation(words).is_some())
        })
    }

    /// Whether it is “the East” or “the West”, and not that of something.
    fn names_part_of_world(&self, at: usize) -> bool {
        let article = matches!(self.word(at.wrapping_sub(1)), "the" | "The");
        let token = &self.tokens[at];
        let behind = self.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::Space);
        gazetteer::part_of_world(self.word(at))
            && article
            && !token.weak
            && token.gap == Gap::Space
            && !(behind && matches!(self.word(at + 1), "of" | "and" | "or"))
    }

    /// Whether a given name stands here before a word that nothing else explains: “Mark Lindqvist”.
    fn begins_full_name(&self, first: usize, end: usize) -> bool {
        let Some(next) = self.tokens.get(first + 1).filter(|_| first + 1 < end) else {
            return false;
        };
        self.tokens[first].is(Class::FORENAME)
            && next.gap == Gap::Space
            && next.shape == Shape::Capital
            && !next.is(super::evidence::WORDS)
            && !self.casing.ordinary(next.key)
            && !self.known(self.word(first + 1))
    }

    /// Whether the last token of a run is no part of a name.
    fn trails(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        !token.capital() && token.gap != Gap::Hyphen && !self.channel(at)
            || (token.is(Class::FUNCTION) && token.shape == Shape::Capital && token.weak)
            || is_combining(self.word(at))
    }

    /// Whether the last word of a run is the office of somebody in the organisation before it.
    fn holder(&self, at: usize) -> bool {
        let (token, before) = (&self.tokens[at], &self.tokens[at - 1]);
        let only_office = token.is(Class::OFFICE.or(Class::OFFICE_PLURAL))
            && !token.is(Class::ORGANISATION.or(Class::FORENAME).or(Class::EASTERN_SURNAME));
        let organisation = before.is(Class::ORGANISATION) && !before.is(Class::OFFICE_MODIFIER)
            || before.shape == Shape::Capitals && before.span.len() > 1;
        only_office && organisation && token.gap == Gap::Space
    }

    pub(super) fn known(&self, words: &str) -> bool {
        gazetteer::state(words).is_some()
            || gazetteer::place(words).is_some()
            || gazetteer::people(words)
    }

    /// Whether the token itself is a cut: a day or month inside a run.
    fn breaks(&self, at: usize, first: usize, end: usize) -> bool {
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

    /// Whether a well-known name of several words spans the border before `at`.
    fn inside_known(&self, at: usize, first: usize, end: usize) -> bool {
        (first.max(at.saturating_sub(3))..at).any(|start| {
            (at + 1..=end.min(start + 5)).any(|stop| self.known(self.words(start, stop)))
        })
    }

    /// Whether a new name begins at this token: behind a hyphen between states, behind a nationality.
    fn parts(&self, at: usize, first: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        if token.gap == Gap::Hyphen && token.capital() {
            let left = self.word(at - 1);
            let topic = at >= first + 2 && matches!(self.word(at - 2), "on" | "for" | "of");
            return !topic
                && !self.inside_known(at, first, end)
                && (gazetteer::state(left).is_some()
                    || is_combining(left)
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
            && !self.tokens[end - 1].is(super::evidence::WORDS);
        if full_name && state.is_some_and(|s| s.form == StateForm::Name) {
            return true;
        }
        let demonym = state.is_some_and(|s| s.form == StateForm::Demonym);
        (demonym || gazetteer::people(nation))
            && !self.tokens[at..end].iter().any(|t| {
                t.is(Class::ORGANISATION
                    .or(Class::LEGAL_FORM)
                    .or(Class::OFFICE)
                    .or(Class::PLACE)
                    .or(Class::EVENT))
            })
    }

    /// The title in a run, and where the name behind it begins.
    fn title(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let last = &self.tokens[end - 1];
        let collective =
            Class::ORGANISATION.or(Class::LEGAL_FORM).or(Class::PLACE).or(Class::EVENT);
        if end - first > 1
            && last.is(collective)
            && !last.is(Class::FORENAME.or(Class::EASTERN_SURNAME))
        {
            return None;
        }
        let mut name = None;
        let mut at = first;
        while at + 1 < end {
            let token = &self.tokens[at];
            // “Members of the Sea Guild”: several, and what follows is what they are members of.
            let several = token.is(Class::OFFICE_PLURAL) && self.word(at + 1) == "of";
            if token.is(Class::OFFICE.or(Class::HONORIFIC))
                && !several
                && !self.is_given_name(at, end)
                && !self.inside_known(at + 1, first, end)
            {
                name = Some((at, self.portfolio_end(at, end)));
                at = name.map_or(end, |(_, n)| n);
            } else {
                at += 1;
            }
        }
        let (office, name) = name?;
        if name >= end || self.tokens[name].is(Class::FUNCTION) {
            return None;
        }
        // “Chief Minister”: offices to the end, and nobody named.
        let office_words =
            Class::OFFICE.or(Class::HONORIFIC).or(Class::OFFICE_MODIFIER).or(Class::PORTFOLIO);
        let nobody = self.tokens[name..end]
            .iter()
            .all(|t| t.is(office_words) && !t.is(Class::FORENAME.or(Class::EASTERN_SURNAME)));
        let honorific = self.tokens[office].is(Class::ABBREVIATION);
        let surname = end - name == 1 && surname(self.word(name));
        if nobody && !(honorific && surname) {
            return None;
        }
        // Back over what belongs to the office: “Chinese Vice”, “Foreign Affairs”, “Secretary and”.
        let mut start = office;
        while start > first {
            let token = &self.tokens[start - 1];
            // “National Assembly Speaker Rao”: a body of several words is named, and then its office.
            let body = start - first >= 2
                && start == office
                && token.is(Class::ORGANISATION)
                && !token.is(Class::PORTFOLIO)
                && !self.tokens[start - 2].is(Class::OFFICE.or(Class::HONORIFIC))
                && gazetteer::state(self.word(start - 2)).is_none();
            if body {
                break;
            }
            let belongs = token.is(Class::OFFICE_MODIFIER
                .or(Class::PORTFOLIO)
                .or(Class::OFFICE)
                .or(Class::HONORIFIC)
                .or(Class::TENURE))
                || matches!(self.word(start - 1), "and" | "of" | "for" | "on")
                || gazetteer::state(self.word(start - 1)).is_some();
            if !belongs {
                break;
            }
            start -= 1;
        }
        for words in [3, 2] {
            // “North Korean”, “South African” are two tokens.
            if start >= first + words
                && gazetteer::state(self.words(start - words, start)).is_some()
            {
                start -= words;
            }
        }
        if start > first && gazetteer::state(self.words(start - 1, start + 1)).is_some() {
            start -= 1;
        }
        Some((start, name))
    }

    /// Whether an office word is here a name: “Judge” is not, but “Dean Acheson” and “Earl Warren” are.
    fn is_given_name(&self, at: usize, end: usize) -> bool {
        self.tokens[at].is(Class::FORENAME) && at + 1 < end && !self.tokens[at].is(Class::HONORIFIC)
    }

    /// Where the name may begin behind an office: over “of State”, “of Foreign Affairs”, “on Climate”, and over whatever
    /// else an office is “of”, which is no name of its holder.
    fn portfolio_end(&self, office: usize, end: usize) -> usize {
        let mut at = office + 1;
        if !matches!(self.word(at), "of" | "for" | "on" | "to") {
            return at;
        }
        let start = at;
        at += if self.word(at + 1) == "the" { 3 } else { 2 };
        while at < end
            && (self.tokens[at].is(Class::PORTFOLIO)
                || matches!(self.word(at), "and" | "the" | "of")
                || gazetteer::state(self.word(at)).is_some())
            && !(self.tokens[at].is(Class::FORENAME) && at > start + 1)
        {
            at += 1;
        }
        // “of the Harbour Council”, and then the name.
        let organisation = (start + 1..end).rev().find(|i| self.tokens[*i].is(Class::ORGANISATION));
        organisation.map_or(at, |last| at.max(last + 1))
    }

    /// The first token of a title, over the lower-case words that belong to it: “former”, “then”.
    fn title_start(&self, title: usize) -> usize {
        let mut start = title;
        while let Some(before) = start.checked_sub(1).map(|i| &self.tokens[i]) {
            let joined = matches!(self.tokens[start].gap, Gap::Space | Gap::Hyphen);
            if !joined || !before.is(Class::TENURE) || before.weak && before.capital() {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Whether a word that is a given name and an office too stands where only a name stands: without an article and
    /// behind a small word, “his brother Dean”.
    fn is_forename_alone(&self, first: usize, end: usize) -> bool {
        let token = &self.tokens[first];
        let before = first.checked_sub(1).map(|i| &self.tokens[i]);
        end - first == 1
            && token.is(Class::FORENAME)
            && !token.weak
            && token.gap == Gap::Space
            && before.is_some_and(|t| t.shape == Shape::Lower && !t.is(Class::FUNCTION))
            && self.word(end) != "of"
    }

    /// States named inside a title: “Chinese” in “Chinese Foreign Minister”.
    fn states_inside(&mut self, first: usize, end: usize) {
        let mut at = first;
        while at < end {
            let words = (1..=3.min(end - at))
                .rev()
                .find(|n| gazetteer::state(self.words(at, at + n)).is_some());
            match words {
                Some(n) => {
                    self.found.push(Candidate {
                        first: at,
                        end: at + n,
                        title: None,
                        organisation: false,
                    });
                    at += n;
                }
                None => at += 1,
            }
        }
    }

    fn push(&mut self, first: usize, end: usize, title: Option<usize>) {
        if first >= end {
            return;
        }
        let slice = &self.tokens[first..end];
        let organisation = slice.iter().any(|t| t.is(Class::ORGANISATION.or(Class::LEGAL_FORM)));
        let only_office = slice.iter().all(|t| {
            t.is(Class::OFFICE
                .or(Class::HONORIFIC)
                .or(Class::OFFICE_MODIFIER)
                .or(Class::PORTFOLIO)
                .or(Class::TENURE))
                || !t.capital()
                || gazetteer::state(t.span.of(self.text)).is_some()
        }) && slice.iter().any(|t| t.is(Class::OFFICE.or(Class::HONORIFIC)))
            && !self.is_forename_alone(first, end);
        if only_office && title.is_none() && !(organisation && slice.len() > 1) {
            self.states_inside(first, end);
            return;
        }
        // “Governor of the Bank of Lindau”: an office, and an organisation inside.
        let of = (first..end).find(|i| self.word(*i) == "of");
        if let Some(of) = of.filter(|of| {
            title.is_none()
                && self.tokens[*of - 1].is(Class::OFFICE)
                && !self.tokens[*of - 1].is(Class::ORGANISATION)
        }) {
            let inside = if self.word(of + 1) == "the" { of + 2 } else { of + 1 };
            let worth = self.tokens[inside..end].iter().any(|t| t.is(Class::ORGANISATION))
                || self.tokens[of - 1].is(Class::OFFICE_PLURAL)
                || self.tokens[inside..end]
                    .iter()
                    .any(|t| t.class == Class::NONE && !common(t.key))
                || self.known(self.words(inside, end));
            if worth && !self.tokens[inside].is(Class::OFFICE) {
                self.cut(inside, end);
            }
            return;
        }
        self.found.push(Candidate { first, end, title, organisation });
    }
}

/// The forms in which states are joined to another by a hyphen (“Anglo-French”): they begin a relation, not a name.
const COMBINING: &[&str] = &["Afro", "Anglo", "Euro", "Franco", "Indo", "Russo", "Sino"];

fn is_combining(word: &str) -> bool {
    COMBINING.contains(&word)
}
