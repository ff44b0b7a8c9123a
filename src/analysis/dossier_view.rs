//! An actor's dossier as a page: everything on the card, complete, in chronological order, with every place.

use super::card::{doubt, evidence, window};
use super::references::Occurrence;
use crate::actor::{Actor, ActorIndex, Dossier, RoleGroup, Said, group_roles};
use crate::prose::{Confidence, PartialDate};
use crate::rules::wording::shortened;
use crate::text::{Passage, Span};
use crate::workspace::Snapshot;

/// The most events of a timeline; for an actor named more often, the latest.
const MOST_EVENTS: usize = 500;

/// The most companions in the graph of who is named together.
const MOST_COMPANY: usize = 12;

/// The most bytes of context around a mention, and characters of a quotation.
const LINE: usize = 240;

/// Everything on one page.
#[derive(Clone, Debug, PartialEq)]
pub struct DossierView {
    /// The actor, with its aliases.
    pub actor: Actor,
    /// Offices, word for word; identical ones once, with their first place.
    pub roles: Vec<RoleLine>,
    /// Quotations and mentions, earliest first, undated ones last.
    pub timeline: Vec<Event>,
    /// How many earlier events were left out.
    pub left_out: usize,
    /// Who is named in the same sentences, most often first.
    pub company: Vec<Company>,
    /// Which companions are named together: indexes into `company`, and the number of sentences.
    pub ties: Vec<(usize, usize, usize)>,
    /// Where notes name the actor.
    pub notes: Vec<(Occurrence, String)>,
    /// Number of sources that name the actor.
    pub documents: usize,
    /// Number of places in sources that name it.
    pub mentions: usize,
    /// Dates of the earliest and the latest dated source.
    pub dates: Option<(PartialDate, PartialDate)>,
}

/// An office with its place; none for one from the user's file.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleLine {
    /// The words.
    pub text: String,
    /// Where the first source says so.
    pub place: Option<Passage>,
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Words attributed to the actor.
    Said,
    /// The actor is named.
    Named,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What it is.
    pub kind: EventKind,
    /// The source's date.
    pub date: Option<PartialDate>,
    /// The words said, or the line that names the actor.
    pub text: String,
    /// For words, how sure it is that they are the actor's.
    pub confidence: Option<Confidence>,
    /// Where.
    pub place: Passage,
    /// The place for people: `000 ¶1`.
    pub passage: String,
}

/// Someone named together with the actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Who.
    pub actor: ActorIndex,
    /// Their name.
    pub name: String,
    /// In how many sentences.
    pub count: usize,
}

/// The dossier of an actor; `None` if there is no such actor. Looks at every note, so it is for explicit requests, not
/// for keystrokes.
pub fn dossier_view(snapshot: &Snapshot, index: ActorIndex) -> Option<DossierView> {
    let actor = snapshot.actors.actor(index)?.clone();
    let dossier = snapshot.actors.dossier(index)?;
    let timeline = timeline(snapshot, &dossier);
    let left_out = dossier.said.len() + dossier.mentions.len() - timeline.len();
    let company = company(snapshot, &dossier.with);
    let role = |group: RoleGroup<'_>| {
        Some(RoleLine { text: group.text.to_owned(), place: group.roles.first()?.place })
    };
    let roles = group_roles(&dossier.roles).into_iter().filter_map(role).collect();
    Some(DossierView {
        roles,
        timeline,
        left_out,
        ties: ties(snapshot, &company),
        company,
        notes: notes(snapshot, index),
        documents: dossier.documents,
        mentions: dossier.mentions.len(),
        dates: dossier.dates,
        actor,
    })
}

/// The latest words and mentions of the actor, in chronological order, undated ones last.
fn timeline(snapshot: &Snapshot, dossier: &Dossier) -> Vec<Event> {
    // Mentions begin with the newest and end with the undated ones, so none in between is among the latest. Not all
    // sources of an actor with thousands are read.
    let (newest, rest) = dossier.mentions.split_at(dossier.mentions.len().min(MOST_EVENTS));
    let undated = rest.iter().skip(rest.len().saturating_sub(MOST_EVENTS));
    let named = newest.iter().chain(undated).map(|(place, _)| {
        let source = snapshot.corpus.passing(place.document);
        (None, source.and_then(|source| source.metadata.date), *place)
    });
    let said = dossier.said.iter().map(|said| (Some(said), said.date, said.words));
    let mut events: Vec<_> = said.chain(named).collect();
    events.sort_by_key(|(_, date, place)| (date.is_none(), *date, *place));
    let latest = events.into_iter().rev().take(MOST_EVENTS).rev();
    let event = |(said, date, place): (Option<&Said>, _, Passage)| {
        let text = match said {
            Some(said) => words_said(snapshot, said),
            None => context(snapshot, place),
        };
        let kind = if said.is_some() { EventKind::Said } else { EventKind::Named };
        let confidence = said.map(|said| said.confidence);
        Event { kind, date, text, confidence, place, passage: snapshot.passage(place) }
    };
    latest.map(event).collect()
}

/// Words of the actor. Those that may be someone else's say so, and why they are attributed to the actor.
fn words_said(snapshot: &Snapshot, said: &Said) -> String {
    let words = shortened(snapshot.words(said.words), LINE);
    let evidence = evidence(snapshot, said);
    match doubt(said) {
        "" => format!("“{words}”"),
        doubt if evidence.is_empty() => format!("{doubt}“{words}”"),
        doubt => format!("{doubt}“{words}” ({evidence})"),
    }
}

/// The line around a mention.
fn context(snapshot: &Snapshot, place: Passage) -> String {
    let Some(source) = snapshot.corpus.source(place.document) else { return String::new() };
    line(&source.text, snapshot.sentence(place), place.span)
}

fn line(text: &str, sentence: Span, span: Span) -> String {
    let window = window(text, sentence, span, LINE);
    let head = if window.start > sentence.start { "… " } else { "" };
    let tail = if window.end < sentence.end { " …" } else { "" };
    let words: Vec<&str> = window.of(text).split_whitespace().collect();
    format!("{head}{}{tail}", words.join(" "))
}

fn company(snapshot: &Snapshot, with: &[crate::actor::Companion]) -> Vec<Company> {
    let named = with.iter().take(MOST_COMPANY).filter_map(|companion| {
        let name = snapshot.actors.actor(companion.actor)?.name.clone();
        Some(Company { actor: companion.actor, name, count: companion.count })
    });
    named.collect()
}

fn ties(snapshot: &Snapshot, company: &[Company]) -> Vec<(usize, usize, usize)> {
    let mut ties = Vec::new();
    for (one, companion) in company.iter().enumerate() {
        let Some(dossier) = snapshot.actors.dossier(companion.actor) else { continue };
        for (other, second) in company.iter().enumerate().skip(one + 1) {
            if let Some(tie) = dossier.with.iter().find(|w| w.actor == second.actor) {
                ties.push((one, other, tie.count));
            }
        }
    }
    ties
}

fn notes(snapshot: &Snapshot, actor: ActorIndex) -> Vec<(Occurrence, String)> {
    let mut found = Vec::new();
    for (path, entry) in snapshot.notes.iter() {
        let note = &entry.note;
        let assessment = snapshot.assessment(path, entry);
        for mention in assessment.mentions.iter().filter(|m| m.actor == actor) {
            let sentences = note.reading.sentences.iter().map(|s| note.prose.map.to_origin(*s));
            let sentence = sentences.into_iter().find(|s| s.covers(mention.span));
            let text = line(&note.text, sentence.unwrap_or(mention.span), mention.span);
            found.push((Occurrence { path: path.to_owned(), span: mention.span }, text));
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::super::fixture::desk;
    use super::*;

    #[test]
    fn a_dossier_has_every_quotation_and_mention_with_its_place() {
        let snapshot = desk("Moreno and Harker met. Anna Moreno left.\n");
        let index = snapshot.actors.named("Piet Harker")[0];
        let view = dossier_view(&snapshot, index).unwrap();
        let said = view.timeline.iter().filter(|e| e.kind == EventKind::Said).count();
        assert_eq!((said, view.mentions, view.documents), (2, 2, 1));
        assert!(view.timeline.iter().all(|e| e.passage.starts_with("visit ¶")), "{view:?}");
        assert_eq!(view.company[0].name, "Lindau");
        assert_eq!(view.notes[0].1, "Moreno and Harker met.");
        assert_eq!(dossier_view(&snapshot, ActorIndex(99)), None);
    }
}
