//! Places the reader knows by heart: states with their other names, and cities and regions by name only.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// By which of its names a state is called.
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
    /// How it is called here.
    pub form: StateForm,
}

const TERRITORIES: &str = include_str!("../data/territories.tsv");
const DEMONYMS: &str = include_str!("../data/demonyms.tsv");
const SEATS: &str = include_str!("../data/seats.tsv");

/// Territories that are cities or islands rather than states; their “capital” is the place itself.
const NOT_STATES: &[&str] = &["AQ", "HK", "MO", "GI", "AN", "CS"];

/// The state that a name, demonym, capital or seat of power stands for.
pub fn state(name: &str) -> Option<StateName> {
    states().get(name).copied()
}

/// All names a state goes by, those of the tables in their order.
pub fn state_names() -> impl Iterator<Item = (&'static str, StateName)> {
    states().iter().map(|(name, state)| (*name, *state))
}

fn states() -> &'static FxHashMap<&'static str, StateName> {
    static STATES: OnceLock<FxHashMap<&'static str, StateName>> = OnceLock::new();
    STATES.get_or_init(|| {
        let mut usual = FxHashMap::default();
        let mut names: Vec<(&'static str, &'static str, StateForm)> = Vec::new();
        for line in TERRITORIES.lines() {
            let mut fields = line.split('\t');
            let (Some(code), Some(all), Some(capital)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            if NOT_STATES.contains(&code) {
                continue;
            }
            usual.insert(code, all.split('|').next_back().unwrap_or(all));
            names.extend(all.split('|').map(|name| (name, code, StateForm::Name)));
            if !capital.is_empty() {
                names.push((capital, code, StateForm::Capital));
            }
        }
        for line in DEMONYMS.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [code, others, demonyms, capitals] = fields[..] else { continue };
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
        for line in SEATS.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(name), Some(code)) = (fields.next(), fields.next()) {
                names.push((name, code, StateForm::Seat));
            }
        }
        // A name that two states share goes to the one that has it as its name, then by order of the tables.
        names.sort_by_key(|(_, _, form)| *form);
        let mut states = FxHashMap::default();
        for (name, code, form) in names {
            let Some(state) = usual.get(code).copied() else { continue };
            states.entry(name).or_insert(StateName { code, state, form });
        }
        states
    })
}

/// How well known a place of this name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Renown {
    /// A town.
    Town,
    /// A city of 300,000 or more, a region, a continent.
    City,
}

/// Whether a city, region or continent has this name; accents do not count.
pub(crate) fn place(name: &str) -> Option<Renown> {
    static PLACES: OnceLock<(FxHashSet<String>, FxHashSet<String>)> = OnceLock::new();
    let (cities, towns) = PLACES.get_or_init(|| {
        let mut cities = FxHashSet::default();
        let mut towns = FxHashSet::default();
        for line in include_str!("../data/cities.txt").lines() {
            match line.strip_suffix('*') {
                Some(city) => cities.insert(plain(city)),
                None => towns.insert(plain(line)),
            };
        }
        cities.extend(include_str!("../data/regions.txt").lines().map(plain));
        let subdivisions = include_str!("../data/subdivisions.txt").split_whitespace();
        cities.extend(subdivisions.map(|name| plain(&name.replace('_', " "))));
        (cities, towns)
    });
    let name = plain(name);
    if cities.contains(name.as_str()) {
        Some(Renown::City)
    } else if towns.contains(name.as_str()) {
        Some(Renown::Town)
    } else {
        None
    }
}

/// A name without its accents and with the typewriter apostrophe.
pub(crate) fn plain(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let unmarked = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    unmarked.map(|c| if c == '’' { '\'' } else { c }).collect()
}
