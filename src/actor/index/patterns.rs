//! The names to find in running text, by first word.

use crate::actor::file::EntryIndex;
use crate::actor::model::{Actor, ActorIndex, LinkRule};
use crate::actor::names::{longest_from, next_word, surname_as_written};
use crate::prose::{APOSTROPHES, NameKind, StateName, state_names};
use crate::text::{Span, name_case};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::hash::Hasher;
use std::sync::{Arc, OnceLock};

/// The names of all actors by first word, so that one actor's names can change without touching the others'.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    /// Sorted.
    by_first: FxHashMap<FirstWord, Arc<Vec<Pattern>>>,
    starts: Starts,
}

/// The first two bytes of the words that names begin with, one bit for each pair. Most words of a text begin no name,
/// and are skipped without a lookup. A pair stays set when its last name goes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Starts(Vec<u64>);

impl Starts {
    fn of(word: &str) -> (usize, u64) {
        let mut bytes = word.bytes().map(usize::from);
        let mut next = || bytes.next().unwrap_or_default();
        let pair = next() << 8 | next();
        (pair / 64, 1 << (pair % 64))
    }

    fn add(&mut self, word: &str) {
        const PAIRS: usize = 1 << 16;
        self.0.resize(PAIRS / 64, 0);
        let (at, bit) = Self::of(word);
        self.0.iter_mut().skip(at).take(1).for_each(|bits| *bits |= bit);
    }

    pub(crate) fn may_begin(&self, word: &str) -> bool {
        let (at, bit) = Self::of(word);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// The first word of a name, hashed. Names whose hashes collide are told apart by their text.
pub(crate) type FirstWord = u64;

/// A name to find.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Pattern {
    /// The bytes before its first letter or digit.
    lead: usize,
    pub(crate) text: Arc<str>,
    /// Each actor once; names that the corpus uses before those it could use.
    pub(crate) meanings: Vec<Meaning>,
}

/// An actor that a name may mean.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Meaning {
    pub(crate) origin: Origin,
    pub(crate) actor: ActorIndex,
    pub(crate) rule: LinkRule,
}

/// Where a name comes from, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Origin {
    /// The corpus or the user's file.
    Written,
    /// Another name of the state.
    State,
    /// The surname of the full name.
    Surname,
}

impl Patterns {
    /// The first bytes of the words that names begin with.
    pub(crate) fn starts(&self) -> &Starts {
        &self.starts
    }

    /// All names, by the hash of the first word.
    pub(crate) fn all(&self) -> impl Iterator<Item = (FirstWord, &[Pattern])> {
        let all = self.by_first.iter().map(|(first, patterns)| (*first, patterns.as_slice()));
        all.filter(|(_, patterns)| !patterns.is_empty())
    }

    /// The names that begin with a word.
    pub(crate) fn beginning(&self, first: FirstWord) -> Option<Arc<Vec<Pattern>>> {
        self.by_first.get(&first).cloned()
    }

    /// Adds the names of actors: those the corpus uses, the surname it could use, and other names of a state.
    pub(crate) fn add<'a>(
        &mut self,
        actors: impl Iterator<Item = (ActorIndex, &'a Actor)>,
        known: &'a EntryIndex,
    ) {
        let mut grown: FxHashSet<FirstWord> = FxHashSet::default();
        for (index, actor) in actors {
            for (name, word, origin, rule) in names(actor, known) {
                self.starts.add(word.of(&name));
                let first = first_word(word.of(&name));
                let meanings = vec![Meaning { origin, actor: index, rule }];
                let pattern = Pattern { lead: word.start, text: name.into(), meanings };
                Arc::make_mut(self.by_first.entry(first).or_default()).push(pattern);
                grown.insert(first);
            }
        }
        for first in grown {
            let Some(patterns) = self.by_first.get_mut(&first).map(Arc::make_mut) else { continue };
            // The sort is stable, so a duplicate is always the later one.
            patterns.sort_by(|a, b| a.key().cmp(&b.key()));
            patterns.dedup_by(|new, kept| {
                let same = new.key() == kept.key();
                for meaning in new.meanings.iter().filter(|_| same) {
                    if kept.meanings.last().is_none_or(|last| last.actor != meaning.actor) {
                        kept.meanings.push(*meaning);
                    }
                }
                same
            });
        }
    }

    /// Removes the names of actors.
    pub(crate) fn remove<'a>(
        &mut self,
        actors: impl Iterator<Item = (ActorIndex, &'a Actor)>,
        known: &'a EntryIndex,
    ) {
        let mut gone: FxHashMap<FirstWord, FxHashSet<ActorIndex>> = FxHashMap::default();
        for (index, actor) in actors {
            for (name, word, ..) in names(actor, known) {
                gone.entry(first_word(word.of(&name))).or_default().insert(index);
            }
        }
        for (first, gone) in gone {
            let Some(patterns) = self.by_first.get_mut(&first).map(Arc::make_mut) else { continue };
            for pattern in patterns.iter_mut() {
                pattern.meanings.retain(|meaning| !gone.contains(&meaning.actor));
            }
            patterns.retain(|p| !p.meanings.is_empty());
        }
    }
}

impl Pattern {
    pub(crate) fn key(&self) -> (usize, &str) {
        (self.lead, &self.text)
    }
}

/// The longest name whose first word begins at `start`.
pub(crate) fn longest<'p>(
    text: &str,
    start: usize,
    patterns: &'p [Pattern],
) -> Option<(Span, &'p Pattern)> {
    let mut rest = patterns;
    let alike = std::iter::from_fn(|| {
        let lead = rest.first()?.lead;
        let (alike, other) = rest.split_at(rest.partition_point(|p| p.lead == lead));
        rest = other;
        Some((lead, alike))
    });
    let found = alike.filter_map(|(lead, patterns)| {
        let from = start.checked_sub(lead)?;
        let pattern = longest_from(text, from, patterns, |pattern| &pattern.text)?;
        Some((Span::new(from, from + pattern.text.len()), pattern))
    });
    found.max_by_key(|(_, pattern)| (pattern.text.len(), &pattern.text))
}

/// The names of an actor to find, each with its first word. Leaves out weak names of the user's file and single
/// letters.
fn names<'a>(
    actor: &'a Actor,
    known: &'a EntryIndex,
) -> impl Iterator<Item = (Cow<'a, str>, Span, Origin, LinkRule)> {
    let written = actor.aliases.iter().map(|a| (a.text.as_str(), Origin::Written, a.rule));
    let metonyms = state_forms(actor).iter().map(|name| (*name, Origin::State, LinkRule::Metonym));
    let person = (actor.kind == NameKind::Person).then_some(actor.name.as_str());
    let surname = person.and_then(surname_as_written);
    let surname = surname.map(|surname| (surname, Origin::Surname, LinkRule::Surname));
    let all = written
        .chain(metonyms)
        .chain(surname)
        .filter(|(name, ..)| name.chars().nth(1).is_some() && !known.is_weak(&actor.name, name));
    let is_person = person.is_some();
    all.flat_map(move |(name, origin, rule)| {
        // A record may have a name only in capitals, unlike prose.
        let cased = in_name_case(name).filter(|_| is_person).map(Cow::Owned);
        let spelt =
            spellings(name).chain(cased).filter_map(|name| Some((next_word(&name, 0)?, name)));
        spelt.map(move |(word, name)| (name, word, origin, rule))
    })
}

/// A name in capitals, in normal case: “Kennedy” for “KENNEDY”. `None` for short ones, which may be acronyms.
fn in_name_case(name: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let loud = letters.clone().count() >= SHORTEST && letters.clone().all(char::is_uppercase);
    loud.then(|| name.split(' ').map(name_case).collect::<Vec<_>>().join(" "))
}

/// A name with each character used as an apostrophe; first as written.
fn spellings(form: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let signs = if form.contains(APOSTROPHES) { &APOSTROPHES[..] } else { &[] };
    let with = move |sign: &char| form.replace(APOSTROPHES, &sign.to_string());
    let others = signs.iter().map(with).filter(move |other| other != form);
    std::iter::once(Cow::Borrowed(form)).chain(others.map(Cow::Owned))
}

/// All names of a state.
fn state_forms(actor: &Actor) -> &'static [&'static str] {
    static FORMS: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    if actor.kind != NameKind::State {
        return &[];
    }
    let forms = FORMS.get_or_init(|| {
        let mut forms: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
        for (name, StateName { state, .. }) in state_names() {
            forms.entry(state).or_default().push(name);
        }
        forms
    });
    forms.get(actor.name.as_str()).map_or(&[], Vec::as_slice)
}

/// The hash of a first word.
pub(crate) fn first_word(word: &str) -> FirstWord {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}
