//! Actors by the words of their names.

use crate::actor::model::{Actor, ActorIndex};
use crate::actor::names::{WordsKey, surname_as_written};
use crate::prose::{NameKind, comparable};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How well a name fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Fit {
    /// The id or the full name.
    Full,
    /// A form in the corpus or the user's file.
    Form,
    /// The surname, which the corpus may never use alone.
    Surname,
}

/// All names, with the actors that each may mean.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lookup {
    names: FxHashMap<WordsKey, Arc<Vec<(Fit, ActorIndex)>>>,
    /// Full names of several words, by each word.
    words: FxHashMap<WordsKey, Arc<Vec<ActorIndex>>>,
}

impl Lookup {
    /// The names of some actors.
    pub(crate) fn of<'a>(actors: impl Iterator<Item = (ActorIndex, &'a Actor)>) -> Self {
        let mut lookup = Self::default();
        for (index, actor) in actors {
            lookup.add(index, actor);
        }
        lookup
    }

    /// Adds the names of an actor; its old names must be removed first.
    pub(crate) fn add(&mut self, index: ActorIndex, actor: &Actor) {
        for (name, fit) in names(actor) {
            let fitting = Arc::make_mut(self.names.entry(key(name)).or_default());
            // An actor's names are added in sequence, so only the last entry can be a duplicate.
            if fitting.last().is_none_or(|(_, last)| *last != index) {
                fitting.push((fit, index));
            }
        }
        for word in words(actor) {
            Arc::make_mut(self.words.entry(key(&word)).or_default()).push(index);
        }
    }

    /// Removes the names of these actors.
    pub(crate) fn remove<'a>(&mut self, gone: impl Iterator<Item = (ActorIndex, &'a Actor)>) {
        let (mut named, mut bearing) = (Holders::default(), Holders::default());
        for (index, actor) in gone {
            names(actor).for_each(|(name, _)| named.add(key(name), index));
            words(actor).iter().for_each(|word| bearing.add(key(word), index));
        }
        named.take_from(&mut self.names, |(_, held)| *held);
        bearing.take_from(&mut self.words, |held| *held);
    }

    /// The actors with this word in a full name of several words.
    pub(crate) fn bearing(&self, word: WordsKey) -> &[ActorIndex] {
        self.words.get(&word).map_or(&[], |bearers| bearers.as_slice())
    }

    /// The actors that a name may mean and how well it fits, in no order.
    pub(crate) fn named(&self, name: WordsKey) -> &[(Fit, ActorIndex)] {
        self.names.get(&name).map_or(&[], |fitting| fitting.as_slice())
    }

    /// The lists of [`Lookup::named`], with their keys as numbers.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = (u64, &[(Fit, ActorIndex)])> {
        self.names.iter().map(|(name, fitting)| (name.number(), fitting.as_slice()))
    }

    /// The lists of [`Lookup::bearing`], with their keys as numbers.
    pub(crate) fn all_words(&self) -> impl Iterator<Item = (u64, &[ActorIndex])> {
        self.words.iter().map(|(word, bearers)| (word.number(), bearers.as_slice()))
    }
}

/// Actors to remove, by the list they are in, so that each list is scanned once.
#[derive(Default)]
pub(crate) struct Holders(FxHashMap<WordsKey, FxHashSet<ActorIndex>>);

impl Holders {
    pub(crate) fn add(&mut self, list: WordsKey, holder: ActorIndex) {
        self.0.entry(list).or_default().insert(holder);
    }

    pub(crate) fn take_from<T: Clone>(
        self,
        lists: &mut FxHashMap<WordsKey, Arc<Vec<T>>>,
        holder: impl Fn(&T) -> ActorIndex,
    ) {
        for (list, gone) in self.0 {
            if let Some(list) = lists.get_mut(&list) {
                Arc::make_mut(list).retain(|held| !gone.contains(&holder(held)));
            }
        }
    }
}

/// An actor's id without the number that distinguishes it from others of the same name.
pub(crate) fn plain_id(id: &str) -> &str {
    id.rsplit_once('_').map_or(id, |(plain, _)| plain)
}

/// The names of an actor, best fit first.
fn names(actor: &Actor) -> impl Iterator<Item = (&str, Fit)> {
    // The id usually has the same key as the name, but not if it leaves out characters: “O'Brien” is `obrien`.
    let id = Some(plain_id(&actor.id)).filter(|id| key(id) != key(&actor.name));
    let forms = actor.aliases.iter().map(|alias| (alias.text.as_str(), Fit::Form));
    let person = (actor.kind == NameKind::Person).then_some(actor.name.as_str());
    let surname = person.and_then(surname_as_written).map(|surname| (surname, Fit::Surname));
    let full = std::iter::once(actor.name.as_str()).chain(id).map(|name| (name, Fit::Full));
    full.chain(forms).chain(surname)
}

/// The words of a full name with several.
fn words(actor: &Actor) -> Vec<String> {
    let mut words = comparable(&actor.name);
    if words.len() < 2 {
        words.clear();
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The key of a name: its words without case, accents and hyphens.
pub(crate) fn key(name: &str) -> WordsKey {
    WordsKey::of(&comparable(name))
}
