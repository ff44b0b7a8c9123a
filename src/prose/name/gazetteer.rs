//! Known places: states with their other names, and cities and regions.

use crate::prose::data::{self, WordList};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};
use unicode_normalization::UnicodeNormalization;

/// The kind of name by which a state is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateForm {
    /// “China”, “PRC”.
    Name,
    /// “Chinese”.
    Demonym,
    /// “Beijing”.
    Capital,
    /// “Zhongnanhai”.
    Seat,
}

/// A state, called by one of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateName {
    /// ISO 3166 code.
    pub code: &'static str,
    /// The state's usual name in English.
    pub state: &'static str,
    /// The kind of name used here.
    pub form: StateForm,
}

const TERRITORIES: &str = include_str!("../data/territories.tsv");
const DEMONYMS: &str = include_str!("../data/demonyms.tsv");
const SEATS: &str = include_str!("../data/seats.tsv");

static NOT_STATES: WordList = WordList::new(include_str!("../data/names/dependencies.txt"));

/// The state of a name, demonym, capital or seat of power.
pub fn state(name: &str) -> Option<StateName> {
    let states = states();
    let plain = || states.get(headline_case(name)?.as_str());
    let found = states.get(name).or_else(plain);
    if found.is_some() || !name.contains(' ') {
        return found.copied();
    }
    let formal = || states.get(formal_scope(name)?).filter(|s| s.form == StateForm::Name);
    // “Norwegian Government”
    let governed =
        || states.get(name.strip_suffix(" Government")?).filter(|s| s.form != StateForm::Seat);
    formal().or_else(governed).copied()
}

/// Whether a seat of power meant its state in a year. Other names always do.
pub fn seat_holds(name: &str, year: i16) -> bool {
    /// The first and the last year of a seat, where there are any.
    type Years = [Option<i16>; 2];
    static YEARS: OnceLock<FxHashMap<&'static str, Years>> = OnceLock::new();
    let seats = YEARS.get_or_init(|| {
        let years = |[seat, _, first, last]: [&'static str; 4]| {
            (seat, [first, last].map(|year| year.parse().ok()))
        };
        data::rows(SEATS).map(years).collect()
    });
    seats.get(name).is_none_or(|[first, last]| {
        first.is_none_or(|first| first <= year) && last.is_none_or(|last| year <= last)
    })
}

/// What states and their governments call themselves: “Republic of …”.
pub(crate) const FORMAL: &[&str] =
    &["Government", "Republic", "Kingdom", "Sultanate", "Emirate", "Principality", "Commonwealth"];

/// The state in “the Government of Norway”, “Kingdom of the Netherlands”.
fn formal_scope(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(' ')?;
    let scope = rest.strip_prefix("of ").filter(|_| FORMAL.contains(&first))?;
    Some(scope.strip_prefix("the ").unwrap_or(scope))
}

/// A name in capitals in normal case: “KUALA LUMPUR” in a dateline. Short ones are letters.
fn headline_case(name: &str) -> Option<String> {
    // Nearly all names end here: their second letter is lower case.
    if name.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        return None;
    }
    let shouted = name.len() > 4 && !name.contains('.') && !name.chars().any(char::is_lowercase);
    if !shouted {
        return None;
    }
    let mut usual = String::with_capacity(name.len());
    for c in name.chars() {
        let inside = usual.chars().next_back().is_some_and(char::is_alphabetic);
        if inside { usual.extend(c.to_lowercase()) } else { usual.push(c) }
    }
    Some(usual)
}

/// The usual name of a place that also has letters or a former name.
pub(crate) fn usual_place(name: &str) -> Option<&'static str> {
    static PLACES: LazyLock<FxHashMap<&str, &str>> =
        LazyLock::new(|| by_any_name(include_str!("../data/names/places.txt")));
    PLACES.get(name).copied()
}

/// The first name of a line, which is the usual one, by each of its names.
fn by_any_name(table: &'static str) -> FxHashMap<&'static str, &'static str> {
    let usual = |line: &'static str| line.split('|').next().unwrap_or(line);
    data::entries(table).flat_map(|line| line.split('|').map(move |n| (n, usual(line)))).collect()
}

/// All names of a state, in the order of the tables.
pub fn state_names() -> impl Iterator<Item = (&'static str, StateName)> {
    states().iter().map(|(name, state)| (*name, *state))
}

fn states() -> &'static FxHashMap<&'static str, StateName> {
    static STATES: OnceLock<FxHashMap<&'static str, StateName>> = OnceLock::new();
    STATES.get_or_init(|| {
        let mut usual = FxHashMap::default();
        let mut names: Vec<(&'static str, &'static str, StateForm)> = Vec::new();
        for [code, all, capital] in data::rows(TERRITORIES) {
            if NOT_STATES.contains(code) {
                continue;
            }
            usual.insert(code, all.split('|').next_back().unwrap_or(all));
            names.extend(all.split('|').map(|name| (name, code, StateForm::Name)));
            if !capital.is_empty() {
                names.push((capital, code, StateForm::Capital));
            }
        }
        for [code, others, demonyms, capitals] in data::rows(DEMONYMS) {
            let all = [
                (others, StateForm::Name),
                (demonyms, StateForm::Demonym),
                (capitals, StateForm::Capital),
            ];
            for (list, form) in all {
                let list = list.split('|').filter(|name| !name.is_empty());
                names.extend(list.map(|name| (name, code, form)));
            }
        }
        names.extend(data::rows(SEATS).map(|[seat, code]| (seat, code, StateForm::Seat)));
        // A name shared by two states belongs to the one with it as its main name, else to the first in the tables.
        names.sort_by_key(|(_, _, form)| *form);
        let mut states = FxHashMap::default();
        for (name, code, form) in names {
            let Some(state) = usual.get(code).copied() else { continue };
            states.entry(name).or_insert(StateName { code, state, form });
        }
        states
    })
}

/// How well known a place with this name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Renown {
    /// A town.
    Town,
    /// A city of 300,000 or more, a region, a continent.
    City,
}

/// Whether a city, region or continent has this name, ignoring accents.
pub(crate) fn place(name: &str) -> Option<Renown> {
    static PLACES: OnceLock<FxHashMap<Cow<'static, str>, Renown>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let towns = data::entries(include_str!("../data/cities.txt"));
        let cities = towns.clone().filter_map(|town| town.strip_suffix('*'));
        let regions = data::entries(include_str!("../data/regions.txt"));
        let subdivisions = data::entries(include_str!("../data/subdivisions.txt"));
        let dependencies = data::rows(TERRITORIES).filter(|[code, _]| NOT_STATES.contains(code));
        let dependencies = dependencies.flat_map(|[_, names]| names.split('|'));
        let well_known = cities.chain(regions).chain(dependencies).chain(subdivisions);
        let towns = towns.filter(|town| !town.ends_with('*'));
        let mut places: FxHashMap<Cow<'static, str>, Renown> =
            towns.map(|town| (plain(town), Renown::Town)).collect();
        places.extend(well_known.map(|name| (plain(name), Renown::City)));
        places
    });
    let usual = headline_case(name);
    let name = plain(usual.as_deref().unwrap_or(name));
    places.get(&name).copied()
}

/// A well-known organisation: its usual name, by any of its names, ignoring “the”.
pub fn organisation(name: &str) -> Option<&'static str> {
    static ORGANISATIONS: LazyLock<FxHashMap<&str, &str>> =
        LazyLock::new(|| by_any_name(include_str!("../data/organisations.txt")));
    ORGANISATIONS.get(name).copied()
}

/// Whether a direction is a part of the world on its own: “the West”. North and south belong to a country.
pub(crate) fn part_of_world(name: &str) -> bool {
    matches!(name, "East" | "West")
}

/// Whether one or two capitalised words name a people, a faith, a language or a unit, which can neither act nor speak.
pub(crate) fn nobody(name: &str) -> bool {
    static PEOPLES: WordList = WordList::new(include_str!("../data/peoples.txt"));
    PEOPLES.contains(name)
}

/// Whether the words name a people, a faith or a following by a noun for its members: “Muslims”.
pub(crate) fn people(name: &str) -> bool {
    static GROUPS: WordList = WordList::new(include_str!("../data/groups.txt"));
    GROUPS.contains(name)
}

/// Whether a state, a place or a people has this name.
pub(crate) fn known(name: &str) -> bool {
    state(name).is_some() || place(name).is_some() || people(name)
}

/// Characters that keyboards and word processors produce for the apostrophe in a name.
pub(crate) const APOSTROPHES: [char; 6] = ['\'', '’', 'ʼ', '‘', '`', '´'];

/// A name without accents, and with the typewriter apostrophe.
pub(crate) fn plain(name: &str) -> Cow<'_, str> {
    if name.is_ascii() && !name.contains('`') {
        return Cow::Borrowed(name);
    }
    let unmarked = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    Cow::Owned(unmarked.map(|c| if APOSTROPHES.contains(&c) { '\'' } else { c }).collect())
}
