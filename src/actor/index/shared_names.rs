//! Names shared by several actors, and which of them a text means.

use super::patterns::Meaning;
use crate::actor::model::{ActorIndex, LinkRule, MOST_MEANT, Mention};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many mentions back a full name still decides whom a shared surname means.
const NEAR: usize = 100;

/// Names that several actors share, weighed when a text first uses them. The default meaning depends on how often each
/// is named, so all are dropped when any actor changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedNames(Arc<Mutex<FxHashMap<Arc<str>, Arc<SharedName>>>>);

impl SharedNames {
    pub(crate) fn of(
        &self,
        name: &Arc<str>,
        weighed: impl FnOnce() -> SharedName,
    ) -> Arc<SharedName> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(name) {
            Some(shared) => shared.clone(),
            None => known.entry(name.clone()).or_insert(Arc::new(weighed())).clone(),
        }
    }
}

/// A name that several actors have.
#[derive(Debug)]
pub(crate) struct SharedName {
    /// The actor with exactly this name.
    exact: Option<(ActorIndex, LinkRule)>,
    /// The default, then the others by rank.
    ranked: Vec<(ActorIndex, LinkRule)>,
    /// All of them, by index.
    all: Vec<(ActorIndex, LinkRule)>,
}

impl SharedName {
    pub(crate) fn of(meanings: &[Meaning], rank: impl Fn(ActorIndex) -> Option<u32>) -> Self {
        let mut meanings = meanings.to_vec();
        meanings.sort_by_key(|meaning| (meaning.origin, rank(meaning.actor)));
        let meant = || meanings.iter().map(|meaning| (meaning.actor, meaning.rule));
        let is_exact = |rule: LinkRule| matches!(rule, LinkRule::Exact | LinkRule::Known);
        let exact = meant().find(|(_, rule)| is_exact(*rule));
        let ranked = meant().take(1 + MOST_MEANT).collect();
        let mut all: Vec<_> = meant().collect();
        all.sort_unstable_by_key(|(actor, _)| *actor);
        Self { exact, ranked, all }
    }

    /// The actor meant: the one with exactly this name, else the one named last in the text. The others are alternatives.
    pub(crate) fn resolve(
        &self,
        before: &[Mention],
    ) -> Option<(ActorIndex, LinkRule, Vec<ActorIndex>)> {
        let recent = || {
            let certain = before.iter().rev().take(NEAR).filter(|m| m.also.is_empty());
            let held = |m: &Mention| self.all.binary_search_by_key(&m.actor, |(actor, _)| *actor);
            certain.filter_map(|m| self.all.get(held(m).ok()?).copied()).next()
        };
        if let Some((actor, rule)) = self.exact.or_else(recent) {
            return Some((actor, rule, Vec::new()));
        }
        let ((actor, rule), others) = self.ranked.split_first()?;
        Some((*actor, *rule, others.iter().map(|(actor, _)| *actor).collect()))
    }
}
