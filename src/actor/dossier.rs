//! The dossier: everything the corpus says of one actor, with the places that say it.

use super::{Actor, ActorIndex, Document, LinkRule, Mention};
use crate::prose::{Kind, PartialDate};
use crate::text::{DocumentId, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// A span in a document of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
}

/// Words the corpus gives to the actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The words, without marks.
    pub words: Place,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The document's date.
    pub date: Option<PartialDate>,
}

/// Somebody named in the same sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Who.
    pub actor: ActorIndex,
    /// In how many sentences.
    pub count: usize,
}

/// One actor's dossier. Lists are in the order the card shows them, not cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    /// Who.
    pub actor: ActorIndex,
    /// Where the corpus introduces the actor: the first mention with a role, else by full name, else the first.
    pub introduced: Option<Place>,
    /// Quotations given to the actor.
    pub said: Vec<Said>,
    /// Places where the actor is named, newest document first, with the rule that links each.
    pub mentions: Vec<(Place, LinkRule)>,
    /// Who is named together with the actor, most often first.
    pub with: Vec<Companion>,
    /// Number of documents that name the actor.
    pub documents: usize,
    /// Date of the earliest and the latest document that has one.
    pub dates: Option<(PartialDate, PartialDate)>,
}

/// The dossiers of all actors, in their order.
pub(super) fn dossiers(
    documents: &[Document<'_>],
    actors: &[Actor],
    mentions: &FxHashMap<DocumentId, Vec<Mention>>,
) -> Vec<Dossier> {
    let mut dossiers: Vec<Dossier> = (0u32..)
        .zip(actors)
        .map(|(i, _)| Dossier {
            actor: ActorIndex(i),
            introduced: None,
            said: Vec::new(),
            mentions: Vec::new(),
            with: Vec::new(),
            documents: 0,
            dates: None,
        })
        .collect();
    let mut with: Vec<FxHashMap<ActorIndex, usize>> = vec![FxHashMap::default(); actors.len()];
    for document in newest_first(documents) {
        let of_document = mentions.get(&document.id).map(Vec::as_slice).unwrap_or_default();
        let mut here = FxHashSet::default();
        for mention in of_document {
            let Some(dossier) = dossiers.get_mut(mention.actor.0 as usize) else { continue };
            let place = Place { document: document.id, span: mention.span };
            dossier.mentions.push((place, mention.rule));
            if here.insert(mention.actor) {
                dossier.documents += 1;
                dossier.dates = widened(dossier.dates, document.date);
            }
        }
        said(document, of_document, &mut dossiers);
        together(document, of_document, &mut with);
    }
    for ((dossier, actor), with) in dossiers.iter_mut().zip(actors).zip(with) {
        dossier.with = with.into_iter().map(|(actor, count)| Companion { actor, count }).collect();
        dossier.with.sort_by_key(|c| (std::cmp::Reverse(c.count), c.actor));
        dossier.said.sort_by_key(|said| said.words.span.len() < SAYING);
        dossier.introduced = introduced(dossier, actor);
    }
    dossiers
}

/// Bytes from which on words are taken for a saying, about four words: what is shorter says little by itself and stands
/// behind on the card.
const SAYING: usize = 24;

/// Documents without a date come last; among equals, the order of the corpus.
fn newest_first<'a, 'd>(documents: &'a [Document<'d>]) -> Vec<&'a Document<'d>> {
    let mut documents: Vec<&Document<'_>> = documents.iter().collect();
    documents.sort_by_key(|d| std::cmp::Reverse(d.date));
    documents
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

/// Gives each attributed quotation to the actor its speaker's words name. Titles, terms and words kept at a distance are
/// nobody's sayings.
fn said(document: &Document<'_>, mentions: &[Mention], dossiers: &mut [Dossier]) {
    for quotation in document.reading.quotations.iter().filter(|q| q.kind == Kind::Speech) {
        let Some(attribution) = &quotation.attribution else { continue };
        let speaker = attribution.named();
        let Some(mention) = speaker_in(mentions, speaker) else { continue };
        if let Some(dossier) = dossiers.get_mut(mention.actor.0 as usize) {
            dossier.said.push(Said {
                words: Place { document: document.id, span: quotation.words },
                cue: attribution.cue,
                date: document.date,
            });
        }
    }
}

/// Who is named in the words for a speaker: the last name that is not a state's, as in “Chinese minister Rao”, else the
/// last of all. The mentions are those of the text that `speaker` is a span of, in order.
pub fn speaker_in(mentions: &[Mention], speaker: Span) -> Option<&Mention> {
    let first = mentions.partition_point(|m| m.span.end <= speaker.start);
    let inside = || mentions[first..].iter().take_while(|m| m.span.start < speaker.end);
    inside().filter(|m| m.rule != LinkRule::Metonym).last().or_else(|| inside().last())
}

/// Counts the sentences in which two actors are named together.
fn together(
    document: &Document<'_>,
    mentions: &[Mention],
    with: &mut [FxHashMap<ActorIndex, usize>],
) {
    for sentence in &document.reading.sentences {
        let first = mentions.partition_point(|m| m.span.start < sentence.start);
        let mut here: Vec<ActorIndex> = mentions[first..]
            .iter()
            .take_while(|m| m.span.end <= sentence.end)
            .map(|m| m.actor)
            .collect();
        here.sort_unstable();
        here.dedup();
        for one in &here {
            let Some(with) = with.get_mut(one.0 as usize) else { continue };
            for other in here.iter().filter(|other| *other != one) {
                *with.entry(*other).or_default() += 1;
            }
        }
    }
}

/// The first mention beside a role, else the first by full name, else the first.
fn introduced(dossier: &Dossier, actor: &Actor) -> Option<Place> {
    let with_role = actor.roles.iter().filter_map(|r| r.place).min();
    let beside = |role: Place| {
        let near = |p: &Place| p.document == role.document;
        let distance = |p: &Place| {
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
