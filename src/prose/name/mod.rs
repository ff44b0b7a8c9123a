//! Names in English text: where they stand, and whether they name a person, an organisation, a state or a place.
//!
//! A stretch of capitalised words becomes a candidate; evidence from all its places in a document adds up, and the kind
//! is decided once for each document and string. No training, and no list of the people one may meet.

mod acting;
mod body;
mod bridge;
mod candidate;
mod description;
mod evidence;
mod gazetteer;
mod inside;
mod label;
mod lexicon;
mod listed;
mod pronoun;
mod role;
pub(in crate::prose) mod token;

pub use description::{Description, Says};
pub(crate) use gazetteer::APOSTROPHES;
pub use gazetteer::{StateForm, StateName, organisation, seat_holds, state, state_names};

use super::word::casing::{Casing, common};
use crate::text::{Span, key};
use candidate::{Candidate, Cutter};
use evidence::Evidence;
use lexicon::Class;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use token::{Gap, Shape, Token, tokens};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, party, ministry, newspaper.
    Organisation,
    /// A state, by its name, demonym, capital or seat of power.
    State,
    /// Another place.
    Place,
    /// A people, a faith, a following: “Muslims”.
    People,
}

/// One place where a text names somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, without title or possessive.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// The words of the name, for comparison: lower case, without accents or stops.
    pub words: Vec<String>,
    /// Whether an honorific or office stands before it: “Mr.”, “President”.
    pub titled: bool,
    /// Offices the text states beside the name, word for word.
    pub roles: Vec<Span>,
    /// For a capital: whether the words around it let it act, as a state does: “Beijing wants”.
    pub acts: bool,
    /// How clear the evidence for the kind is; below [`Name::CLEAR`] the rest of the corpus may know better.
    pub weight: u8,
    /// The letters introduced for it in parentheses: “(UNHCR)”.
    pub acronym: Option<Span>,
}

impl Name {
    /// A weight that no other document's opinion changes.
    pub const CLEAR: u8 = 4;
}

/// The names in a text, in order; none overlap.
pub fn names(text: &str) -> Vec<Name> {
    read_names(text).0
}

/// The names in a text, and the words that mean somebody without a name; both in order, and none overlap.
pub fn read_names(text: &str) -> (Vec<Name>, Vec<Description>) {
    let tokens = tokens(text);
    let casing = Casing::of(&tokens);
    let candidates = Cutter::new(text, &tokens, &casing).candidates();
    let document = Document { text, tokens: &tokens, casing: &casing };
    let groups = document.groups(&candidates);
    let mut names = document.names(&candidates, &groups);
    document.add_surnames(&mut names);
    let descriptions = description::descriptions(text, &tokens, &names);
    (names, descriptions)
}

/// The words of a name as they are compared: lower case, without accents, stops, hyphens.
pub fn comparable(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '-' || c == '‑')
        .map(comparable_word)
        .filter(|word| !word.is_empty())
        .collect()
}

fn comparable_word(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    let mut word = gazetteer::plain(word).to_lowercase();
    word.retain(|c| c.is_alphanumeric() || c == '\'');
    word
}

/// Whether the word is a surname that, in East Asian order, stands before the given name.
pub fn eastern_surname(word: &str) -> bool {
    lexicon::class(key(word)).has(Class::EASTERN_SURNAME)
}

/// Whether the word is a given name that many people have.
pub fn given_name(word: &str) -> bool {
    lexicon::class(key(word)).has(Class::FORENAME)
}

/// Whether the word is a title or office that stands before names: “Mr”, “President”.
pub fn titles(word: &str) -> bool {
    lexicon::class(key(word)).has(Class::HONORIFIC.or(Class::OFFICE))
}

/// Whether the word is a head noun or legal form that any organisation's name may end with: “Ministry”, “Ltd”.
pub fn organisation_head(word: &str) -> bool {
    lexicon::class(key(word)).has(Class::ORGANISATION.or(Class::LEGAL_FORM))
}

struct Document<'a> {
    text: &'a str,
    tokens: &'a [Token],
    casing: &'a Casing,
}

/// What speaks for a person where a name in capitals stands as a person's does: more than capitals speak against it.
const SHOUTED: f32 = 7.0;

/// All places of one string in a document.
#[derive(Clone, Copy, Default)]
struct Group {
    evidence: Evidence,
    /// How many there are.
    count: usize,
    /// How many stand where a capital says something.
    strong: usize,
    /// Whether one stands behind a title.
    titled: bool,
    /// How many are in capitals before a colon.
    labels: usize,
    /// How many are in capitals before a dash.
    datelines: usize,
    kind: Option<NameKind>,
}

impl Group {
    /// By how much the evidence for the kind exceeds the next best.
    fn weight(&self) -> u8 {
        let e = self.evidence;
        let mut all = [e.person, e.organisation, e.place];
        all.sort_by(f32::total_cmp);
        let [_, second, best] = all;
        // Halves are enough; a negative or huge margin clamps.
        (best - second.max(0.0)).clamp(0.0, 9.0) as u8
    }
}

impl<'a> Document<'a> {
    fn words(&self, c: &Candidate) -> &'a str {
        self.span(c).of(self.text)
    }

    fn span(&self, c: &Candidate) -> Span {
        match self.tokens.get(c.first..c.end) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// Adds up the evidence for each string, then decides.
    fn groups(&self, candidates: &[Candidate]) -> FxHashMap<&'a str, Group> {
        let mut groups: FxHashMap<&'a str, Group> = FxHashMap::default();
        for c in candidates {
            let name = &self.tokens[c.first..c.end];
            let group = groups.entry(self.words(c)).or_default();
            group.evidence.add(evidence::around(self.text, self.tokens, c));
            group.titled |= c.title.is_some();
            group.count += 1;
            let labelled = label::is_label(self.text, self.tokens, c);
            group.labels += usize::from(labelled);
            let dateline = label::is_dateline(self.text, self.tokens, c);
            group.datelines += usize::from(dateline);
            let weak = name.iter().all(|t| t.weak || !t.capital())
                || (name.len() == 1 && name.iter().any(|t| t.weak));
            if !weak
                || labelled
                || dateline
                || c.title.is_some()
                || name.len() > 1 && !self.in_title(c)
            {
                group.strong += 1;
            }
        }
        for c in candidates {
            let Some(group) = groups.get_mut(self.words(c)).filter(|g| g.kind.is_none()) else {
                continue;
            };
            let name = &self.tokens[c.first..c.end];
            group.evidence = group.evidence.capped();
            group.evidence.add(evidence::inside(self.text, name, self.casing));
            // “MR. BRILL”, and “BRILL:” more than once: no letters of an organisation.
            if (group.titled || group.labels > 1 || group.labels > 0 && name.len() > 1)
                && label::is_shouted(self.tokens, c)
            {
                group.evidence.person += SHOUTED;
            }
            // A report has one dateline; what stands so again and again are speakers.
            if group.datelines == 1 && group.count == 1 {
                group.evidence.place += SHOUTED;
            }
            group.kind = self.decide(c, group);
        }
        self.share_in_lists(candidates, &mut groups);
        self.short_names(candidates, &mut groups);
        self.carry(candidates, &mut groups);
        self.prefer_parts(candidates, &mut groups);
        self.heads_alone(candidates, &mut groups);
        groups
    }

    /// Whether the candidate stands in a title, where every word has a capital.
    fn in_title(&self, c: &Candidate) -> bool {
        self.tokens[c.first..c.end].iter().skip(1).any(|t| t.weak)
    }

    fn decide(&self, c: &Candidate, group: &Group) -> Option<NameKind> {
        let name = &self.tokens[c.first..c.end];
        let first = name.first()?;
        let words = self.words(c);
        if gazetteer::state(words).is_some() {
            return Some(NameKind::State);
        }
        if gazetteer::people(words) {
            return Some(NameKind::People);
        }
        if gazetteer::organisation(words).is_some() && !group.titled {
            return Some(NameKind::Organisation);
        }
        if gazetteer::part_of_world(words) && !group.titled {
            return Some(NameKind::Place);
        }
        if group.strong == 0 && !self.stands_without_case(c) {
            return None;
        }
        let e = group.evidence;
        // “Dr. King” is somebody, though “the King” names nobody.
        let called = group.titled && candidate::surname(words);
        if name.len() == 1 && gazetteer::nobody(words) && !called {
            return None;
        }
        let best = e.person.max(e.organisation).max(e.place);
        let lone = name.len() == 1 && first.shape == Shape::Capital && first.span.len() > 1;
        // Of a lone name that nothing explains, it takes a noun behind every place to make it a thing's.
        let unexplained = lone && first.class == Class::NONE && best < 1.0;
        let several = e.thing <= 1.5 && self.holds_own_word(name, group);
        if e.thing > best && !unexplained && !several && !called
            || name.len() == 1 && first.is(Class::FUNCTION.or(Class::CALENDAR)) && best < 3.0
        {
            return None;
        }
        if best < 1.0 {
            // A lone word with a capital where none is due names somebody. Persons who are known by the surname have a
            // full name elsewhere, or something speaks for them; the rest are most often companies, clubs, projects.
            // But “the Arrow missiles” are named after something, if every place has such a noun behind.
            let plain = lone
                && e.thing < 0.5 * group.count as f32
                && !first.is(evidence::WORDS)
                && !self.casing.ordinary(first.key)
                && !evidence::abstract_noun(words);
            // Where one goes to and comes from is a place, unless something speaks for somebody.
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
        // “the Ruler” is an office, however much speaks for a person.
        let office = name.len() == 1
            && first.is(evidence::WORDS)
            && !first.is(Class::FORENAME.or(Class::EASTERN_SURNAME));
        (kind != NameKind::Person || !office || group.titled).then_some(kind)
    }

    /// Whether a name of two or three words where no capital is due holds one that no list of English words has, and no
    /// other says what it is: “Sky Lanta”.
    fn holds_own_word(&self, name: &[Token], group: &Group) -> bool {
        let long = |t: &Token| t.span.len() > 2 || t.shape == Shape::Capitals;
        let own = |t: &Token| t.class == Class::NONE && !common(t.key) && long(t);
        let tied = |t: &Token| {
            t.is(Class::CALENDAR.or(Class::EVENT).or(Class::FUNCTION))
                && (t.shape != Shape::Capitals || gazetteer::state(t.span.of(self.text)).is_some())
        };
        // “The Merrow”: where no capital is due, the article is the name's, but not that of a place known without.
        let article = name.len() == 2 && name[0].span.of(self.text) == "The";
        let rest = &name[usize::from(article)..];
        if article && gazetteer::place(rest[0].span.of(self.text)).is_some() {
            return false;
        }
        // “the studio NL Comics”: letters are somebody's, whatever stands behind them.
        let letters = rest.first().is_some_and(|t| {
            t.shape == Shape::Capitals && own(t) && !gazetteer::nobody(t.span.of(self.text))
        });
        (2..=3).contains(&name.len())
            && group.strong > 0
            && name.iter().any(own)
            && !rest.iter().any(tied)
            && (letters || !name.iter().any(|t| evidence::abstract_noun(t.span.of(self.text))))
    }

    /// Whether a string that stands only where every word has a capital is a name all the same.
    fn stands_without_case(&self, c: &Candidate) -> bool {
        let name = &self.tokens[c.first..c.end];
        match name {
            [one] => {
                self.casing.proper(one.key)
                    || self.opens_sentence(c)
                    || self.body_opens_sentence(c)
                    || (one.shape == Shape::Capitals && !self.in_title(c) && one.span.len() < 7)
                    || gazetteer::place(self.words(c)) == Some(gazetteer::Renown::City)
            }
            [first, ..] => {
                first.is(Class::FORENAME)
                    || gazetteer::place(self.words(c)).is_some()
                    || name.iter().all(|t| self.casing.proper(t.key))
                    || self.names_by_its_head(name)
            }
            [] => false,
        }
    }

    /// Whether a word of its own stands before the head of an organisation or place: “Lindhof Cemetery”.
    fn names_by_its_head(&self, name: &[Token]) -> bool {
        let ([first, ..], [.., last]) = (name, name) else { return false };
        let own = first.class == Class::NONE && !common(first.key);
        own && name.len() == 2 && last.is(Class::ORGANISATION.or(Class::PLACE))
    }

    /// Whether it is a word of its own at the start of a sentence that no list of English words has.
    fn opens_sentence(&self, c: &Candidate) -> bool {
        let Some(word) = self.tokens.get(c.first) else { return false };
        let unknown = (word.class == Class::NONE || word.class == Class::FORENAME)
            && !common(word.key)
            && !self.casing.ordinary(word.key);
        word.weak
            && self.goes_on(c)
            && unknown
            && word.shape == Shape::Capital
            && word.span.len() > 3
    }

    /// Whether it is the name of a body of which a country has one at the start of a sentence: “Congress met”.
    fn body_opens_sentence(&self, c: &Candidate) -> bool {
        let Some(word) = self.tokens.get(c.first) else { return false };
        body::opens_sentence(self.words(c))
            && self.tokens.get(c.end).is_some_and(|next| next.gap != Gap::Sentence)
            && self.goes_on(c)
            && !self.casing.written_small(word.key)
    }

    /// Whether the sentence goes on in small letters behind a word, or the word is all of it: a caption, an answer, a name in
    /// quotation marks.
    fn goes_on(&self, c: &Candidate) -> bool {
        let quoted = self.tokens.get(c.first).is_some_and(|word| word.gap == Gap::Quote);
        self.tokens.get(c.end).is_none_or(|next| {
            !next.weak && matches!(next.gap, Gap::Space | Gap::Possessive | Gap::Comma)
                || next.gap == Gap::Sentence
                || quoted && next.gap == Gap::Quote && !next.capital()
        })
    }

    /// A full name carries its surname: “Rao” is a person where “Kavita Rao” is one.
    fn carry(&self, candidates: &[Candidate], groups: &mut FxHashMap<&'a str, Group>) {
        let mut parts: FxHashMap<&'a str, NameKind> = FxHashMap::default();
        for c in candidates {
            let name = &self.tokens[c.first..c.end];
            if name.len() < 2 {
                continue;
            }
            if groups.get(self.words(c)).and_then(|g| g.kind) == Some(NameKind::Person) {
                let ends = [name.last(), name.first()];
                for token in ends.into_iter().flatten() {
                    parts.insert(token.span.of(self.text), NameKind::Person);
                }
                // A second given name or maiden name.
                if let [_, middle, _] = name {
                    let own =
                        middle.class == Class::NONE && middle.capital() && middle.span.len() > 2;
                    own.then(|| parts.insert(middle.span.of(self.text), NameKind::Person));
                }
                // A double surname: “García Márquez”.
                if let [_, .., second, last] = name {
                    parts.insert(second.span.join(last.span).of(self.text), NameKind::Person);
                }
            }
        }
        for c in candidates {
            let name = &self.tokens[c.first..c.end];
            let group = groups.get(self.words(c));
            // “Nordbank” where “Nordbank Holdings” is an organisation.
            if let ([first, _, ..], Some(NameKind::Organisation)) =
                (name, group.and_then(|g| g.kind))
            {
                let words = first.span.of(self.text);
                let own = first.class == Class::NONE
                    && !self.casing.ordinary(first.key)
                    && gazetteer::state(words).is_none()
                    && gazetteer::place(words) != Some(gazetteer::Renown::City);
                if own {
                    parts.entry(words).or_insert(NameKind::Organisation);
                }
            }
        }
        // “BRILL” where “Ada Brill” is one.
        let surnames: FxHashSet<u64> = parts
            .iter()
            .filter(|(words, kind)| **kind == NameKind::Person && !words.contains([' ', '-']))
            .map(|(words, _)| key(words))
            .collect();
        for c in candidates.iter().filter(|c| c.end - c.first == 1) {
            let shouted = label::is_shouted(self.tokens, c);
            if shouted && self.tokens.get(c.first).is_some_and(|t| surnames.contains(&t.key)) {
                parts.entry(self.words(c)).or_insert(NameKind::Person);
            }
        }
        for (words, kind) in parts {
            if let Some(group) = groups.get_mut(words) {
                let e = group.evidence;
                let noun = lexicon::class(key(words)).has(evidence::WORDS);
                let body = gazetteer::organisation(words).is_some();
                let fixed = noun || body || gazetteer::nobody(words);
                if !matches!(group.kind, Some(NameKind::State | NameKind::People))
                    && e.place < 8.0
                    && !fixed
                {
                    group.kind = Some(kind);
                }
            }
        }
    }

    /// A string that stands only in titles is not a name when it begins with one that stands elsewhere: “Rao Visits”.
    fn prefer_parts(&self, candidates: &[Candidate], groups: &mut FxHashMap<&'a str, Group>) {
        for c in candidates.iter().filter(|c| c.end - c.first > 1 && self.in_title(c)) {
            let named = |end| {
                let part = Candidate { end, ..*c };
                groups.get(self.words(&part)).is_some_and(|g| g.kind.is_some() && g.strong > 0)
            };
            let part = (c.first + 1..c.end).any(named);
            if let Some(group) = groups.get_mut(self.words(c)).filter(|g| part && g.strong == 0) {
                group.kind = None;
            }
        }
    }

    fn names(&self, candidates: &[Candidate], groups: &FxHashMap<&'a str, Group>) -> Vec<Name> {
        let mut names = Vec::with_capacity(candidates.len());
        for c in candidates {
            match groups.get(self.words(c)).and_then(|g| Some((g.kind?, g.weight()))) {
                Some((kind, weight)) => names.push(self.name(c, kind, weight)),
                None => self.parts_known(c, groups, &mut names),
            }
        }
        names
    }

    /// “Brown said so” at a sentence's start, where the document has a person of that surname: an ordinary word otherwise.
    fn add_surnames(&self, names: &mut Vec<Name>) {
        let persons = names.iter().filter(|n| n.kind == NameKind::Person && n.words.len() > 1);
        let surnames: FxHashSet<u64> = persons
            .filter_map(|n| n.span.of(self.text).rsplit([' ', '-']).next())
            .map(key)
            .collect();
        let mut more = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let Some(next) = self.tokens.get(at + 1).filter(|_| token.weak) else { continue };
            let says = next.gap == Gap::Space && next.is(Class::SAYING) && !next.capital();
            let acts = says || next.gap == Gap::Possessive && !next.weak;
            if token.shape == Shape::Capital && acts && surnames.contains(&token.key) {
                let c = Candidate { first: at, end: at + 1, title: None, organisation: false };
                let after = names.partition_point(|n| n.span.end <= token.span.start);
                if names.get(after).is_none_or(|n| !n.span.overlaps(token.span)) {
                    more.push(self.name(&c, NameKind::Person, 1));
                }
            }
        }
        if !more.is_empty() {
            names.append(&mut more);
            names.sort_by_key(|n| n.span);
        }
    }

    fn name(&self, c: &Candidate, kind: NameKind, weight: u8) -> Name {
        let span = self.span(c);
        Name {
            span,
            kind,
            words: self.comparable(c),
            titled: c.title.is_some() || evidence::led(self.text, self.tokens, c),
            acts: kind == NameKind::State && acting::acts(self.text, self.tokens, c),
            weight,
            roles: role::roles(self.text, self.tokens, c, kind),
            acronym: self.acronym(c, kind),
        }
    }

    /// The words for comparison; an article that belongs to the name does not count.
    fn comparable(&self, c: &Candidate) -> Vec<String> {
        let surface = self.words(c);
        let usual = gazetteer::organisation(surface).or_else(|| gazetteer::usual_place(surface));
        let mut words = comparable(usual.unwrap_or(surface));
        if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
            words.remove(0);
        }
        words
    }

    /// The letters in parentheses right behind the name of an organisation, when they fit its initials.
    fn acronym(&self, c: &Candidate, kind: NameKind) -> Option<Span> {
        let letters = self.tokens.get(c.end)?;
        let initial = |t: &Token| t.span.of(self.text).chars().next();
        let syllables = letters.shape == Shape::Capital
            && self.tokens.get(c.first).and_then(initial) == initial(letters);
        if kind != NameKind::Organisation
            || letters.gap != Gap::Open
            || !(letters.shape == Shape::Capitals || syllables)
        {
            return None;
        }
        let closed = self.text.get(letters.span.end..)?.starts_with(')');
        (closed && c.end - c.first > 1).then_some(letters.span)
    }
}
