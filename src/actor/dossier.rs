//! The dossier: everything the corpus says of one actor, with the places that say it.

use super::draft::AliasRules;
use super::facts::Named;
use super::merge::{Entry, Slot};
use super::{ActorIndex, Actors, LinkRule, Mention, Role};
use crate::prose::{Confidence, PartialDate};
use crate::text::{Passage, Span};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Words the corpus gives to the actor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The words, without marks.
    pub words: Passage,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The pronoun or the description beside the words, where the actor is only taken to be meant by it.
    pub written: Option<Span>,
    /// How sure it is that the words are the actor's.
    pub confidence: Confidence,
    /// The document's date.
    pub date: Option<PartialDate>,
}

/// Somebody named in the same sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    /// Who.
    pub actor: ActorIndex,
    /// In how many sentences.
    pub count: usize,
}

/// One actor's dossier. Lists are in the order the card shows them, not cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Who.
    pub actor: ActorIndex,
    /// Where the corpus introduces the actor: the first mention with a role, else by full name, else the first.
    pub introduced: Option<Passage>,
    /// Quotations given to the actor.
    pub said: Vec<Said>,
    /// Places where the actor is named, newest document first, with the rule that links each.
    pub mentions: Vec<(Passage, LinkRule)>,
    /// Who is named together with the actor, most often first.
    pub with: Vec<Companion>,
    /// Number of documents that name the actor.
    pub documents: usize,
    /// Date of the earliest and the latest document that has one.
    pub dates: Option<(PartialDate, PartialDate)>,
    /// Offices as the user's file and sources state them.
    pub roles: Vec<Role>,
}

/// Puts a dossier together from the documents that name the actor.
pub(super) fn dossier(actors: &Actors, index: ActorIndex, slot: &Slot) -> Dossier {
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
    for entry in newest_first(actors, slot) {
        dossier.dates = widened(dossier.dates, entry.facts.date);
        let places = entry.places(index);
        for named in places.iter().filter_map(|i| entry.facts.named.get(*i as usize)) {
            let (Some(form), Some(link)) = (entry.facts.form(named), entry.link(named)) else {
                continue;
            };
            let place = Passage { document: entry.id, span: named.span };
            let rule = named.rule.unwrap_or_else(|| rules.told(link, &form.text));
            dossier.mentions.push((place, rule));
        }
        let borne = entry.facts.borne.iter().filter(|named| entry.actor(named) == Some(index));
        let inside = borne.map(|named| Passage { document: entry.id, span: named.span });
        dossier.mentions.extend(inside.map(|place| (place, LinkRule::Borne)));
        dossier.said.extend(said(entry, index));
        together(entry, index, &places, &mut with);
    }
    dossier.with = with.into_iter().map(|(actor, count)| Companion { actor, count }).collect();
    dossier.said.sort_by_key(|said| said.words.span.len() < SAYING);
    dossier.introduced = introduced(&dossier);
    dossier
}

/// Bytes from which on words are taken for a saying, about four words: what is shorter says little by itself and stands
/// behind on the card.
const SAYING: usize = 24;

/// Documents without a date come last; among equals, the order of the corpus.
fn newest_first<'a>(actors: &'a Actors, slot: &Slot) -> Vec<&'a Entry> {
    let documents = slot.documents.iter().filter_map(|key| actors.documents.get(key));
    let mut entries: Vec<&Entry> = documents.collect();
    entries.sort_by_key(|entry| (std::cmp::Reverse(entry.facts.date), entry.id));
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

/// The speech that a document certainly gives to the actor.
fn said(entry: &Entry, actor: ActorIndex) -> impl Iterator<Item = Said> {
    let said = entry.facts.said.iter().filter(move |said| {
        let speaker = entry.facts.named.get(said.speaker as usize);
        let certain = |n: &&Named| entry.link(n).is_some_and(|link| link.also.is_empty());
        speaker.filter(certain).and_then(|n| entry.actor(n)) == Some(actor)
    });
    said.map(|said| Said {
        words: Passage { document: entry.id, span: said.words },
        cue: said.cue,
        written: said.written,
        confidence: said.confidence,
        date: entry.facts.date,
    })
}

/// Who is named in the words for a speaker: the last name that is not a state's, as in “Chinese minister Rao”, else the
/// last of all. Who gave a foundation its name does not speak for it. The mentions are those of the text that `speaker` is
/// a span of, in order.
pub fn speaker_in(mentions: &[Mention], speaker: Span) -> Option<&Mention> {
    let first = mentions.partition_point(|m| m.span.end <= speaker.start);
    let near = || mentions.iter().skip(first).take_while(|m| m.span.start < speaker.end);
    let inside = || near().filter(|m| m.rule != LinkRule::Borne);
    inside().filter(|m| m.rule != LinkRule::Metonym).last().or_else(|| inside().last())
}

/// Whether a name ends where this stands behind it in the words for a speaker. “Weiss, the mayor” and “Weiss of Lund” are
/// Weiss; the “Weiss Foundation”, a “Weiss aide” and “Weiss’s office” are not.
pub fn ends_name(behind: &str) -> bool {
    if behind.starts_with(['’', '\'', '-']) {
        return false;
    }
    let Some(rest) = behind.strip_prefix(' ') else { return true };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.is_empty() || ON_WITH.contains(&word)
}

/// Words that say more about somebody who was just named.
const ON_WITH: &[&str] = &[
    "of", "from", "at", "in", "for", "on", "with", "who", "himself", "herself", "and", "then",
    "also",
];

/// A sentence that names more actors is a list, of which nobody can say who goes with whom.
const MOST_TOGETHER: usize = 200;

/// Counts the sentences of a document in which others are named together with the actor, whom these places name.
fn together(
    entry: &Entry,
    actor: ActorIndex,
    places: &[u32],
    with: &mut FxHashMap<ActorIndex, usize>,
) {
    let named = &entry.facts.named;
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
