//! The mentions of one document.

use super::draft::AliasRules;
use super::joined::{Joined, JoinedDocument};
use crate::actor::model::{ActorIndex, Mention};
use rustc_hash::FxHashMap;

/// Who is named where in a document, in order.
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
            rules.told(link, &form.text)
        });
        Some(Mention { span: named.span, actor, rule, also })
    });
    mentions.collect()
}
