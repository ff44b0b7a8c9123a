//! Joins what each document says into the actors of the corpus, and updates them when documents change.
//!
//! A change touches the new documents, those it settles differently (the kind of a name, whose surname it is), and the
//! actors that they name. Everything else is shared with the version before.

use super::draft::{Draft, slug};
use super::joined::{Identity, Joined, JoinedActor, JoinedDocument};
use crate::actor::file::EntryIndex;
use crate::actor::index::Holders;
use crate::actor::linking::{Cluster, DocumentKey, KindVotes, Linkage};
use crate::actor::model::{ActorIndex, Ranking};
use crate::actor::names::WordsKey;
use crate::actor::reading::DocumentNames;
use crate::prose::{NameKind, state};
use crate::text::DocumentId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, OnceLock};

/// What an update must redo.
#[derive(Default)]
struct Update {
    /// The documents to join again.
    rejoined: FxHashSet<DocumentKey>,
    /// The actors to rebuild, with the documents that name them.
    touched: FxHashMap<ActorIndex, FxHashSet<DocumentKey>>,
    /// The ids whose holders may have changed.
    slugs: FxHashSet<WordsKey>,
}

/// Documents that come, go, or only get another id.
#[derive(Default)]
struct Replaced {
    new: Vec<DocumentKey>,
    gone: Vec<(DocumentKey, JoinedDocument)>,
    moved: Vec<DocumentKey>,
}

impl Joined {
    /// The actors of exactly these documents. Documents that `self` already has (the same `Arc` of names) are not
    /// joined again. A series of updates gives the same result as joining from scratch.
    ///
    /// The cost depends on the documents that changed and on how many documents name the same actors, plus copying
    /// tables of pointers.
    pub(crate) fn updated(&self, documents: Vec<(DocumentId, Arc<DocumentNames>)>) -> Self {
        let mut next = self.clone();
        let replaced = next.replace(documents);
        let mut update = Update::default();
        let relinked = next.settle(&replaced, &self.kinds);
        let mut touched = FxHashSet::default();
        for (_, entry) in &replaced.gone {
            next.surnames.count(&entry.names, &entry.linkage, one_fewer, &mut touched);
        }
        for key in &relinked {
            next.relink(*key, &mut touched);
        }
        update.rejoined.extend(&relinked);
        for surname in next.surnames.changed(&self.surnames, &touched) {
            update.rejoined.extend(next.kinds.naming(surname));
        }
        for (key, entry) in &replaced.gone {
            update.leave(&next, *key, entry);
        }
        next.rejoin(&mut update);
        for key in &replaced.moved {
            update.touch(&next, *key);
        }
        next.rebuild(update);
        next
    }

    /// The actors of the user's file alone.
    pub(crate) fn of_file(known: Arc<EntryIndex>) -> Self {
        let mut actors = Self { known, ..Self::default() };
        let mut update = Update::default();
        for entry in 0..actors.known.actors().len() {
            let index = actors.slot_of(Identity::Entry(entry));
            update.touched.entry(index).or_default();
        }
        actors.rebuild(update);
        actors
    }

    fn replace(&mut self, documents: Vec<(DocumentId, Arc<DocumentNames>)>) -> Replaced {
        let mut replaced = Replaced::default();
        let mut known: FxHashMap<*const DocumentNames, Vec<DocumentKey>> = FxHashMap::default();
        let mut keys: Vec<DocumentKey> = self.documents.keys().copied().collect();
        keys.sort_unstable();
        for key in keys.into_iter().rev() {
            if let Some(entry) = self.documents.get(&key) {
                known.entry(Arc::as_ptr(&entry.names)).or_default().push(key);
            }
        }
        self.keys.clear();
        for (id, names) in documents {
            let held = known.get_mut(&Arc::as_ptr(&names)).and_then(Vec::pop);
            let key = held.unwrap_or(DocumentKey(self.next));
            if held.is_none() {
                self.next += 1;
                replaced.new.push(key);
                self.documents.insert(key, JoinedDocument::unlinked(id, names));
            } else if let Some(entry) = self.documents.get_mut(&key).filter(|e| e.id != id) {
                entry.id = id;
                replaced.moved.push(key);
            }
            self.keys.insert(id, key);
        }
        let gone = known.into_values().flatten();
        replaced.gone = gone.filter_map(|k| Some((k, self.documents.remove(&k)?))).collect();
        replaced
    }

    /// Recounts the votes on kinds and returns the documents to link again.
    fn settle(&mut self, replaced: &Replaced, before: &KindVotes) -> Vec<DocumentKey> {
        let mut touched = FxHashSet::default();
        for (key, entry) in &replaced.gone {
            self.kinds.remove(*key, &entry.names, &mut touched);
        }
        for key in &replaced.new {
            if let Some(entry) = self.documents.get(key) {
                self.kinds.add(*key, &entry.names, &mut touched);
            }
        }
        let mut relinked = self.kinds.concerned(before, &touched);
        relinked.extend(&replaced.new);
        let mut relinked: Vec<DocumentKey> = relinked.into_iter().collect();
        relinked.sort_unstable();
        relinked
    }

    fn relink(&mut self, key: DocumentKey, touched: &mut FxHashSet<WordsKey>) {
        let Some(entry) = self.documents.get_mut(&key) else { return };
        let linkage = Arc::new(Linkage::of(&entry.names, &self.kinds, &self.known));
        self.surnames.count(&entry.names, &entry.linkage, one_fewer, touched);
        self.surnames.count(&entry.names, &linkage, |count| count + 1, touched);
        entry.linkage = linkage;
    }

    /// Resolves the clusters of the documents to actors again.
    fn rejoin(&mut self, update: &mut Update) {
        let mut keys: Vec<DocumentKey> = update.rejoined.iter().copied().collect();
        keys.sort_unstable();
        for key in keys {
            let Some(entry) = self.documents.get(&key).cloned() else { continue };
            update.leave(self, key, &entry);
            let clusters = entry.linkage.clusters.iter();
            let actors: Arc<[ActorIndex]> =
                clusters.map(|cluster| self.slot_of(self.identity(cluster, &entry))).collect();
            let mut clusters: Vec<_> = actors.iter().copied().zip(0u32..).collect();
            clusters.sort_unstable();
            if let Some(entry) = self.documents.get_mut(&key) {
                entry.actors = actors.clone();
                entry.clusters = clusters.into();
            }
            for actor in actors.iter() {
                update.members(self, *actor).insert(key);
            }
        }
    }

    /// An entry of the user's file; a state by its code; any other actor by its full name. A surname that is alone in
    /// its document means another document's full name only after a title, and only when the corpus has no second
    /// person of that name.
    fn identity(&self, cluster: &Cluster, entry: &JoinedDocument) -> Identity {
        let words = cluster.words(&entry.names);
        if let Some(known) = self.known.entry(words) {
            return Identity::Entry(known);
        }
        let form = entry.names.forms.get(cluster.fullest);
        if cluster.kind == NameKind::State
            && let Some(state) = form.and_then(|form| state(&form.text))
        {
            return Identity::State(state.code);
        }
        if let ([_], NameKind::Person, true) = (words, cluster.kind, cluster.titled)
            && let Some(full) = self.surnames.only(WordsKey::of(words))
        {
            return match self.known.person(full) {
                Some(known) if self.known.actors().get(known).is_some_and(|a| a.is_not(words)) => {
                    Identity::Named(NameKind::Person, WordsKey::folded(words))
                }
                Some(known) => Identity::Entry(known),
                None => Identity::Named(NameKind::Person, full),
            };
        }
        Identity::Named(cluster.kind, WordsKey::folded(words))
    }

    /// The slot of an identity, else a free one.
    fn slot_of(&mut self, identity: Identity) -> ActorIndex {
        if let Some(index) = self.by_identity.get(&identity) {
            return *index;
        }
        let index = self.free.pop().unwrap_or_else(|| {
            let next = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
            self.slots.push(None);
            ActorIndex(next)
        });
        self.by_identity.insert(identity, index);
        if let Some(slot) = self.slots.get_mut(index.0 as usize) {
            *slot = Some(Arc::new(Draft::of(identity, None).finish(Vec::new())));
        }
        index
    }

    /// Rebuilds the touched actors and the indexes of their names.
    fn rebuild(&mut self, mut update: Update) {
        let mut stale: FxHashSet<DocumentKey> = update.rejoined.clone();
        let mut touched: Vec<_> = std::mem::take(&mut update.touched).into_iter().collect();
        touched.sort_unstable_by_key(|(index, _)| *index);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (index, members) in touched {
            let Some(slot) = self.slots.get(index.0 as usize).cloned().flatten() else { continue };
            stale.extend(&members);
            let kept = !members.is_empty() || matches!(slot.identity, Identity::Entry(_));
            let new = kept.then(|| Arc::new(self.built(index, slot.identity, members)));
            match &new {
                Some(slot) => after.push((index, slot.clone())),
                None => {
                    self.by_identity.remove(&slot.identity);
                    self.free.push(index);
                }
            }
            before.push((index, slot));
            if let Some(slot) = self.slots.get_mut(index.0 as usize) {
                *slot = new;
            }
        }
        self.unregister(&before, &mut update);
        self.register(&after, &mut update);
        for key in stale {
            if let Some(entry) = self.documents.get_mut(&key) {
                entry.mentions = OnceLock::new();
            }
        }
        let slots = (0u32..).map(ActorIndex).zip(&self.slots);
        let mut order: Vec<(ActorIndex, &JoinedActor)> =
            slots.filter_map(|(i, s)| Some((i, s.as_deref()?))).collect();
        order.sort_by(|(_, a), (_, b)| a.rank().cmp(&b.rank()));
        let order = order.into_iter().map(|(index, _)| index).collect();
        self.ranking = Ranking::of(order, self.slots.len()).unwrap_or_default();
        self.number_ids(&update.slugs);
    }

    fn built(
        &self,
        index: ActorIndex,
        identity: Identity,
        members: FxHashSet<DocumentKey>,
    ) -> JoinedActor {
        let mut entries: Vec<(DocumentKey, &JoinedDocument)> =
            members.into_iter().filter_map(|k| Some((k, self.documents.get(&k)?))).collect();
        entries.sort_unstable_by_key(|(_, entry)| entry.id);
        let entry = match identity {
            Identity::Entry(number) => self.known.actors().get(number),
            _ => None,
        };
        let mut draft = Draft::of(identity, entry);
        for (_, document) in &entries {
            draft.add(document, index);
        }
        draft.finish(entries.iter().map(|(key, _)| *key).collect())
    }

    /// Adds these actors to the indexes of names. All at once, since thousands may share a name.
    fn register(&mut self, actors: &[(ActorIndex, Arc<JoinedActor>)], update: &mut Update) {
        for (index, slot) in actors {
            let key = WordsKey::of(&[slug(&slot.actor.name)]);
            Arc::make_mut(self.slugs.entry(key).or_default()).push(*index);
            update.slugs.insert(key);
            // A lookup that is not built yet will include them when it is.
            if let Some(lookup) = self.lookup.get_mut() {
                lookup.add(*index, &slot.actor);
            }
        }
        let actors = actors.iter().map(|(index, slot)| (*index, &slot.actor));
        self.patterns.add(actors, &self.known);
    }

    /// Removes these actors from the indexes of names.
    fn unregister(&mut self, actors: &[(ActorIndex, Arc<JoinedActor>)], update: &mut Update) {
        let named = actors.iter().filter(|(_, slot)| !slot.actor.name.is_empty());
        let actors = || named.clone().map(|(index, slot)| (*index, &slot.actor));
        let mut slugs = Holders::default();
        for (index, actor) in actors() {
            let key = WordsKey::of(&[slug(&actor.name)]);
            slugs.add(key, index);
            update.slugs.insert(key);
        }
        slugs.take_from(&mut self.slugs, |held| *held);
        if let Some(lookup) = self.lookup.get_mut() {
            lookup.remove(actors());
        }
        self.patterns.remove(actors(), &self.known);
    }

    /// Numbers the ids of actors with the same name: the most often named keeps the plain id, the next ends in `_2`.
    fn number_ids(&mut self, slugs: &FxHashSet<WordsKey>) {
        for key in slugs {
            let Some(mut holders) = self.slugs.get(key).map(|held| held.to_vec()) else { continue };
            holders.sort_by_key(|index| self.ranking.rank(*index));
            for (n, index) in holders.into_iter().enumerate() {
                let Some(Some(slot)) = self.slots.get_mut(index.0 as usize) else { continue };
                let plain = slug(&slot.actor.name);
                let id = if n == 0 { plain } else { format!("{plain}_{}", n + 1) };
                if slot.actor.id != id {
                    Arc::make_mut(slot).actor.id = id;
                }
            }
        }
    }
}

fn one_fewer(count: usize) -> usize {
    count.saturating_sub(1)
}

impl Update {
    /// The documents that name an actor, for changing; the actor will be rebuilt.
    fn members(&mut self, actors: &Joined, actor: ActorIndex) -> &mut FxHashSet<DocumentKey> {
        self.touched.entry(actor).or_insert_with(|| {
            let slot = actors.slot(actor);
            slot.map(|slot| slot.documents.iter().copied().collect()).unwrap_or_default()
        })
    }

    /// Removes a document from those that name its actors.
    fn leave(&mut self, actors: &Joined, key: DocumentKey, entry: &JoinedDocument) {
        for actor in entry.actors.iter() {
            self.members(actors, *actor).remove(&key);
        }
    }

    /// Marks the actors of a document for rebuilding.
    fn touch(&mut self, actors: &Joined, key: DocumentKey) {
        let Some(entry) = actors.documents.get(&key) else { return };
        for actor in entry.actors.iter() {
            self.members(actors, *actor);
        }
    }
}
