//! Collects what is being imported, whatever the format.

use crate::actor::file::{ActorEntry, Membership, parse_date};
use crate::prose::{NameKind, PartialDate, comparable};
use rustc_hash::{FxHashMap, FxHashSet};

/// The result of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The actors, in the order of the file.
    pub actors: Vec<ActorEntry>,
    /// What could not be read, in the order of the file.
    pub problems: Vec<ImportProblem>,
}

/// Something that could not be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

/// An import in progress.
#[derive(Default)]
pub(super) struct Collection {
    pub(super) imported: Imported,
    /// The actors by name and kind: indexes into the imported ones.
    numbers: FxHashMap<(String, NameKind), usize>,
    /// The names already in an actor's lists.
    names: FxHashSet<(usize, &'static str, String)>,
    /// The offices an actor already has.
    offices: FxHashSet<(usize, Membership)>,
}

impl Collection {
    pub(super) fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.imported.problems.push(ImportProblem { line, message: message.into() });
    }

    /// Adds an actor, or what it adds to the one of the same name and kind.
    pub(super) fn add(&mut self, actor: ActorEntry) {
        let next = self.imported.actors.len();
        let number = *self.numbers.entry((actor.name.clone(), actor.kind)).or_insert(next);
        if number == next {
            self.imported.actors.push(ActorEntry::named(&actor.name, actor.kind));
        }
        let Some(held) = self.imported.actors.get_mut(number) else { return };
        let mut more = |list, held: &mut Vec<String>, new: Vec<String>| {
            let known = &mut self.names;
            held.extend(new.into_iter().filter(|name| known.insert((number, list, name.clone()))));
        };
        more("other_names", &mut held.other_names, actor.other_names);
        more("weak", &mut held.weak, actor.weak);
        more("not", &mut held.not, actor.not);
        let offices = actor.memberships.into_iter();
        held.memberships.extend(offices.filter(|o| self.offices.insert((number, o.clone()))));
        held.wikidata = held.wikidata.take().or(actor.wikidata);
    }
}

/// Whether a name has a word to be found by: punctuation alone is no name.
pub(super) fn names_somebody(name: &str) -> bool {
    !comparable(name).is_empty()
}

/// A date as other programs write it: a time after the day is dropped.
pub(super) fn date(written: &str) -> Result<PartialDate, String> {
    parse_date(written.trim().split(['T', ' ']).next().unwrap_or_default(), written)
}

/// An office without dates.
pub(super) fn office(role: &str, organisation: Option<String>) -> Membership {
    Membership { role: role.to_owned(), organisation, ..Membership::default() }
}
