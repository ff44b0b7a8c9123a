//! The queries of [`Store`] over actors in memory.

use super::dossier::dossier;
use super::draft::AliasRules;
use super::joined::{Identity, Joined, JoinedDocument};
use crate::actor::file::EntryIndex;
use crate::actor::index::{FirstWord, Fit, Lookup, Pattern, Starts};
use crate::actor::model::{Actor, ActorIndex, Brief, Dossier, Mention, Ranking, Said};
use crate::actor::names::WordsKey;
use crate::actor::store::Store;
use crate::text::{DocumentId, Passage};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

impl Joined {
    /// The dossier of an actor, built on first use. Its companions are unordered.
    fn made(&self, index: ActorIndex) -> Option<&Arc<Dossier>> {
        let slot = self.slot(index)?;
        Some(slot.dossier.get_or_init(|| Arc::new(dossier(self, index, slot))))
    }

    /// A dossier with its most frequent companions first. Their ranks can change when the dossier does not.
    pub(crate) fn ordered(&self, made: &Dossier) -> Dossier {
        let mut dossier = made.clone();
        dossier.with.sort_by_key(|c| (Reverse(c.count), self.ranking.rank(c.actor)));
        dossier
    }

    fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| Lookup::of(self.all()))
    }
}

impl Store for Joined {
    fn known(&self) -> &Arc<EntryIndex> {
        &self.known
    }

    fn ranking(&self) -> &Ranking {
        &self.ranking
    }

    fn actor(&self, index: ActorIndex) -> Option<&Actor> {
        self.slot(index).map(|slot| &slot.actor)
    }

    fn entry(&self, index: ActorIndex) -> Option<usize> {
        match self.slot(index)?.identity {
            Identity::Entry(entry) => Some(entry),
            _ => None,
        }
    }

    fn mentions(&self, document: DocumentId) -> &[Mention] {
        let entry = self.document(document);
        entry.map_or(&[], |entry| entry.mentions.get_or_init(|| Arc::new(mentions(self, entry))))
    }

    fn named(&self, name: WordsKey) -> Cow<'_, [(Fit, ActorIndex)]> {
        self.lookup().named(name).into()
    }

    fn is_in_full_name(&self, word: WordsKey) -> bool {
        !self.lookup().bearing(word).is_empty()
    }

    fn starts(&self) -> &Starts {
        self.patterns.starts()
    }

    fn beginning(&self, first: FirstWord) -> Option<Arc<Vec<Pattern>>> {
        self.patterns.beginning(first)
    }

    fn dossier(&self, index: ActorIndex) -> Option<Dossier> {
        Some(self.ordered(self.made(index)?))
    }

    fn brief(&self, index: ActorIndex) -> Option<Brief> {
        Some(Brief::of(self.made(index)?, &self.ranking))
    }

    fn introduced(&self, index: ActorIndex) -> Option<Passage> {
        self.made(index)?.introduced
    }

    fn said(&self, index: ActorIndex) -> Option<Vec<Said>> {
        Some(self.made(index)?.said.clone())
    }

    fn make_ready(&self) {
        self.lookup();
    }
}

/// The mentions in a document, in order.
pub(crate) fn mentions(joined: &Joined, entry: &JoinedDocument) -> Vec<Mention> {
    let mut rules: FxHashMap<ActorIndex, AliasRules<'_>> = FxHashMap::default();
    let mentions = entry.names.uses.iter().filter_map(|named| {
        let (form, link) = (entry.names.form(named)?, entry.link(named)?);
        let actor = entry.actor(named)?;
        let others = link.also.iter().filter_map(|c| entry.actors.get(*c).copied());
        let mut also: Vec<ActorIndex> = others.filter(|other| *other != actor).collect();
        also.dedup();
        let told = &joined.slot(actor)?.actor;
        let rule = named.rule.unwrap_or_else(|| {
            let rules = rules.entry(actor).or_insert_with(|| AliasRules::of(told));
            rules.shown(link, &form.text)
        });
        Some(Mention { span: named.span, actor, rule, also })
    });
    mentions.collect()
}
