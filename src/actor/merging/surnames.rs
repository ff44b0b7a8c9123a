//! Who bears each surname, over all documents.

use crate::actor::linking::Linkage;
use crate::actor::names::{WordsKey, surname};
use crate::actor::reading::DocumentNames;
use crate::prose::NameKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The full names with each surname, and in how many documents each occurs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surnames {
    bearers: FxHashMap<WordsKey, Arc<FxHashMap<WordsKey, usize>>>,
}

impl Surnames {
    /// Counts each person of a document once more when the document comes, once less when it goes.
    pub(crate) fn count(
        &mut self,
        names: &DocumentNames,
        linkage: &Linkage,
        change: impl Fn(usize) -> usize,
        touched: &mut FxHashSet<WordsKey>,
    ) {
        for (surname, full) in full_names(names, linkage) {
            touched.insert(surname);
            let bearers = Arc::make_mut(self.bearers.entry(surname).or_default());
            let count = bearers.entry(full).or_default();
            *count = change(*count);
            if *count == 0 {
                bearers.remove(&full);
            }
        }
    }

    /// The full name of the only person with this surname; both as keys, the full name folded.
    pub(crate) fn only(&self, surname: WordsKey) -> Option<WordsKey> {
        let bearers = self.bearers.get(&surname).filter(|bearers| bearers.len() == 1)?;
        bearers.keys().next().copied()
    }

    /// The surnames whose only bearer has changed.
    pub(crate) fn changed(
        &self,
        before: &Self,
        touched: &FxHashSet<WordsKey>,
    ) -> impl Iterator<Item = WordsKey> {
        touched.iter().copied().filter(|surname| self.only(*surname) != before.only(*surname))
    }
}

fn full_names(
    names: &DocumentNames,
    linkage: &Linkage,
) -> impl Iterator<Item = (WordsKey, WordsKey)> {
    let persons = linkage.clusters.iter().filter(|c| c.kind == NameKind::Person);
    persons.filter_map(|cluster| {
        let words = cluster.words(names);
        let surname = surname(words)?;
        Some((WordsKey::of(std::slice::from_ref(surname)), WordsKey::folded(words)))
    })
}
