//! Indexes the entries of an actors file by name and Wikidata id: a file and an import may each have thousands.

use crate::prose::comparable;
use std::collections::{BTreeSet, HashMap};
use toml_edit::{Array, Item, Table};

/// The entries of an actors file, by position.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    /// The first entry with each Wikidata id.
    ids: HashMap<String, usize>,
    /// Entries by main name.
    own: HashMap<Vec<String>, Bearers>,
    /// Entries by any name.
    all: HashMap<Vec<String>, Bearers>,
}

/// The entries that bear a name.
#[derive(Clone, Debug, Default)]
struct Bearers {
    all: BTreeSet<usize>,
    /// Those without a Wikidata id.
    unidentified: BTreeSet<usize>,
}

impl Entries {
    /// Adds an entry.
    pub(super) fn add(&mut self, at: usize, entry: &Table) {
        let id = entry.get("wikidata").and_then(Item::as_str);
        if let Some(id) = id {
            self.ids.entry(id.to_owned()).or_insert(at);
        }
        if let Some(own) = own_name(entry) {
            let words = comparable(own);
            self.own.entry(words.clone()).or_default().add(at, id);
            self.all.entry(words).or_default().add(at, id);
        }
        for other in names(entry, "other_names") {
            self.all.entry(comparable(other)).or_default().add(at, id);
        }
    }

    /// The entry with a Wikidata id, else the first with this main name, else the first with it as another name; never
    /// one with a different id.
    pub(super) fn find(&self, name: &str, wikidata: Option<&str>) -> Option<usize> {
        let words = comparable(name);
        let first = |names: &HashMap<Vec<String>, Bearers>| {
            let bearers = names.get(&words)?;
            let may = if wikidata.is_some() { &bearers.unidentified } else { &bearers.all };
            may.first().copied()
        };
        let by_id = wikidata.and_then(|id| self.ids.get(id).copied());
        by_id.or_else(|| first(&self.own)).or_else(|| first(&self.all))
    }

    /// Adds another name of an entry. Returns whether it is new.
    pub(super) fn add_name(&mut self, at: usize, name: &str, entry: &Table) -> bool {
        let id = entry.get("wikidata").and_then(Item::as_str);
        self.all.entry(comparable(name)).or_default().add(at, id)
    }

    /// Adds a Wikidata id to an entry that had none.
    pub(super) fn identify(&mut self, at: usize, id: &str, entry: &Table) {
        let first = self.ids.entry(id.to_owned()).or_insert(at);
        *first = at.min(*first);
        for name in own_name(entry).into_iter().chain(names(entry, "other_names")) {
            let words = comparable(name);
            for names in [&mut self.own, &mut self.all] {
                if let Some(bearers) = names.get_mut(&words) {
                    bearers.unidentified.remove(&at);
                }
            }
        }
    }
}

impl Bearers {
    fn add(&mut self, at: usize, id: Option<&str>) -> bool {
        if id.is_none() {
            self.unidentified.insert(at);
        }
        self.all.insert(at)
    }
}

/// The main name of an entry.
pub(super) fn own_name(entry: &Table) -> Option<&str> {
    entry.get("name").and_then(Item::as_str)
}

/// The names in a list of the entry.
pub(super) fn names<'e>(entry: &'e Table, key: &str) -> impl Iterator<Item = &'e str> + use<'e> {
    let list = entry.get(key).and_then(Item::as_array);
    list.into_iter().flat_map(Array::iter).filter_map(toml_edit::Value::as_str)
}
