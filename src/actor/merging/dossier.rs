//! Builds the dossier of an actor from the documents that name it.

use super::draft::AliasRules;
use super::joined::{Joined, JoinedActor, JoinedDocument};
use crate::actor::model::{ActorIndex, Companion, Dossier, LinkRule, Said};
use crate::actor::reading::NameUse;
use crate::prose::PartialDate;
use crate::text::Passage;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Builds the dossier of an actor from the documents that name it.
pub(crate) fn dossier(joined: &Joined, index: ActorIndex, slot: &JoinedActor) -> Dossier {
    let mut dossier = Dossier {
        actor: index,
        introduced: None,
        said: Vec::new(),
        mentions: Vec::new(),
        with: Vec::new(),
        documents: slot.documents.len(),
        dates: None,
        roles: slot.roles.clone(),
    };
    let rules = AliasRules::of(&slot.actor);
    let mut with: FxHashMap<ActorIndex, usize> = FxHashMap::default();
    for entry in newest_first(joined, slot) {
        dossier.dates = widened(dossier.dates, entry.names.date);
        let at = |named: &NameUse| Passage { document: entry.id, span: named.span };
        let places = entry.places(index);
        let named = places.iter().filter_map(|place| entry.place(*place));
        dossier.mentions.extend(named.map(|(named, form, link)| {
            (at(named), named.rule.unwrap_or_else(|| rules.shown(link, &form.text)))
        }));
        let embedded = entry.names.embedded.iter().filter(|n| entry.actor(n) == Some(index));
        dossier.mentions.extend(embedded.map(|named| (at(named), LinkRule::Embedded)));
        dossier.said.extend(said(entry, index));
        together(entry, index, &places, &mut with);
    }
    dossier.with = with.into_iter().map(|(actor, count)| Companion { actor, count }).collect();
    dossier.said.sort_by_key(|said| said.words.span.len() < LEAST_LENGTH);
    dossier.introduced = introduced(&dossier);
    dossier
}

/// The fewest bytes, about four words, of a quotation worth listing first: a shorter one says little on its own.
const LEAST_LENGTH: usize = 24;

/// The documents that name an actor, newest first. Undated ones come last; ties keep the order of the corpus.
fn newest_first<'a>(joined: &'a Joined, slot: &JoinedActor) -> Vec<&'a JoinedDocument> {
    let documents = slot.documents.iter().filter_map(|key| joined.documents.get(key));
    let mut entries: Vec<&JoinedDocument> = documents.collect();
    entries.sort_by_key(|entry| (Reverse(entry.names.date), entry.id));
    entries
}

fn widened(
    dates: Option<(PartialDate, PartialDate)>,
    date: Option<PartialDate>,
) -> Option<(PartialDate, PartialDate)> {
    match (dates, date) {
        (Some((first, last)), Some(date)) => Some((first.min(date), last.max(date))),
        (None, Some(date)) => Some((date, date)),
        (dates, None) => dates,
    }
}

/// The speech that a document attributes to the actor without doubt.
fn said(entry: &JoinedDocument, actor: ActorIndex) -> impl Iterator<Item = Said> {
    let said = entry.names.speech.iter().filter(move |said| {
        let speaker = entry.names.uses.get(said.speaker as usize);
        let certain = |n: &&NameUse| entry.link(n).is_some_and(|link| link.also.is_empty());
        speaker.filter(certain).and_then(|n| entry.actor(n)) == Some(actor)
    });
    said.map(|said| Said {
        words: Passage { document: entry.id, span: said.words },
        cue: said.cue,
        written: said.written,
        confidence: said.confidence,
        date: entry.names.date,
    })
}

/// The most names in a sentence that counts. One with more is a list, and says nothing about who belongs with whom.
const MOST_TOGETHER: usize = 200;

/// Counts the sentences in which others are named along with the actor, whose places these are.
fn together(
    entry: &JoinedDocument,
    actor: ActorIndex,
    places: &[u32],
    with: &mut FxHashMap<ActorIndex, usize>,
) {
    let named = &entry.names.uses;
    let mut sentences: Vec<u32> =
        places.iter().filter_map(|i| named.get(*i as usize)?.sentence).collect();
    sentences.dedup();
    for sentence in sentences {
        let first = named.partition_point(|n| n.sentence.is_none_or(|s| s < sentence));
        let inside = named.iter().skip(first).take_while(|n| n.sentence == Some(sentence));
        if inside.clone().nth(MOST_TOGETHER).is_some() {
            continue;
        }
        let mut others: Vec<ActorIndex> =
            inside.filter_map(|n| entry.actor(n)).filter(|other| *other != actor).collect();
        others.sort_unstable();
        others.dedup();
        for other in others {
            *with.entry(other).or_default() += 1;
        }
    }
}

/// The first mention beside a role, else the first by full name, else the first.
fn introduced(dossier: &Dossier) -> Option<Passage> {
    let with_role = dossier.roles.iter().filter_map(|r| r.place).min();
    let beside = |role: Passage| {
        let near = |p: &Passage| p.document == role.document;
        let distance = |p: &Passage| {
            p.span.start.abs_diff(role.span.end).min(p.span.end.abs_diff(role.span.start))
        };
        dossier.mentions.iter().map(|(p, _)| *p).filter(near).min_by_key(distance)
    };
    let first = |rule: Option<LinkRule>| {
        let mentions = dossier.mentions.iter();
        mentions.filter(|(_, r)| rule.is_none_or(|rule| *r == rule)).map(|(p, _)| *p).min()
    };
    with_role.and_then(beside).or_else(|| first(Some(LinkRule::Exact))).or_else(|| first(None))
}
