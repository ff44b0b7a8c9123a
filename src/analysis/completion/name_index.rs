//! The names of actors, sorted for looking up by any of their words: a base list and later changes, merged when there
//! are many. An update costs the names that changed.

use super::folding::word_starts;
use super::run::beginning_with;
use crate::actor::{ActorIndex, Actors};
use std::hash::BuildHasher;
use std::sync::Arc;

/// Names in lower case from each of their words on, sorted.
type List = Arc<Vec<(Box<str>, ActorIndex)>>;

/// The names of all actors.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    actors: Arc<Actors>,
    /// The names at the last merge.
    base: List,
    /// Those changed since. Old ones stay in both lists, and are recognised by the actor's name.
    changes: List,
    /// The hash of each actor's name, by [`ActorIndex`].
    hashes: Vec<u64>,
    /// How many actors are named more often, by [`ActorIndex`].
    ranks: Vec<u32>,
}

impl NameIndex {
    /// Updates this index to these actors; names it already has are not sorted again.
    pub(super) fn updated(&self, actors: &Arc<Actors>) -> Self {
        let mut ranks = Vec::new();
        let mut hashes: Vec<u64> = Vec::new();
        let mut new: Vec<(ActorIndex, &str)> = Vec::new();
        for (rank, (index, name, _)) in (0u32..).zip(actors.full_names()) {
            let place = index.0 as usize;
            if ranks.len() <= place {
                ranks.resize(place + 1, u32::MAX);
                hashes.resize(place + 1, 0);
            }
            let hash = rustc_hash::FxBuildHasher.hash_one(name);
            if let (Some(r), Some(p)) = (ranks.get_mut(place), hashes.get_mut(place)) {
                (*r, *p) = (rank, hash);
            }
            if self.hashes.get(place) != Some(&hash) {
                new.push((index, name));
            }
        }
        let (mut base, mut changes) = (self.base.clone(), self.changes.clone());
        if new.len() * 4 > hashes.len() || changes.len() > base.len() / 4 {
            let all = actors.full_names().map(|(index, name, _)| (index, name));
            (base, changes) = (sorted(Vec::new(), all), List::default());
        } else if !new.is_empty() {
            changes = sorted(changes.to_vec(), new.into_iter());
        }
        Self { actors: actors.clone(), base, changes, hashes, ranks }
    }

    /// Actors with words in their names that begin like this (lower case), the most often named first.
    pub(super) fn named(&self, typed: &str, most: usize) -> Vec<ActorIndex> {
        let near = [&self.base, &self.changes].into_iter().flat_map(|l| beginning_with(l, typed));
        let rank = |index: &ActorIndex| self.ranks.get(index.0 as usize).copied();
        let mut found: Vec<_> =
            near.map(|(rest, index)| (rank(index), *index, rest.as_ref())).collect();
        found.sort_unstable();
        let still = found.into_iter().filter(|(_, index, rest)| {
            let actor = self.actors.actor(*index);
            actor.is_some_and(|actor| actor.name.to_lowercase().ends_with(rest))
        });
        let mut named: Vec<ActorIndex> = Vec::new();
        for (_, index, _) in still {
            if named.len() >= most {
                break;
            }
            // An actor with several such words occurs several times in a row.
            if named.last() != Some(&index) {
                named.push(index);
            }
        }
        named
    }

    /// Whether they are the names of these actors.
    pub(super) fn is_of(&self, actors: &Arc<Actors>) -> bool {
        Arc::ptr_eq(&self.actors, actors)
    }
}

/// A list with more names, sorted.
fn sorted<'a>(
    mut list: Vec<(Box<str>, ActorIndex)>,
    more: impl Iterator<Item = (ActorIndex, &'a str)>,
) -> List {
    for (index, name) in more {
        let name = name.to_lowercase();
        list.extend(word_starts(&name).filter_map(|at| Some((name.get(at..)?.into(), index))));
    }
    list.sort_unstable();
    Arc::new(list)
}
