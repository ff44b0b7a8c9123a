//! Where else the thing under the cursor appears: an actor's names, a passage's quotations, a source's citations.

use super::subject::{Subject, subject};
use crate::actor::ActorIndex;
use crate::corpus::{Resolution, Verdict};
use crate::text::{DocumentId, Passage, Span};
use crate::workspace::{Assessment, NoteEntry, Snapshot};
use std::path::{Path, PathBuf};

/// One place in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The document.
    pub path: PathBuf,
    /// Bytes of it.
    pub span: Span,
}

/// What the thing under the cursor refers to.
enum Referent {
    Actor(ActorIndex),
    Passage(Passage),
    Source(DocumentId),
}

/// Every place where the thing at a byte offset appears, sources first, each document from its start. With
/// `declaration`, also the place that [`super::definition`] leads to.
///
/// Looks at every note of the workspace, so it is for explicit requests, not for keystrokes.
pub fn references(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    declaration: bool,
) -> Vec<Occurrence> {
    let Some(referent) = subject(snapshot, path, offset).and_then(|s| referent(&s)) else {
        return Vec::new();
    };
    let mut found = in_sources(snapshot, &referent);
    let mut notes = Vec::new();
    for (note_path, entry) in snapshot.notes.iter() {
        let assessment = snapshot.assessment(note_path, entry);
        let here = in_note(entry, &assessment, &referent).into_iter();
        notes.extend(here.map(|span| Occurrence { path: note_path.to_owned(), span }));
    }
    notes.sort();
    found.extend(notes);
    if !declaration && let Some(declared) = declared(snapshot, &referent) {
        found.retain(|occurrence| *occurrence != declared);
    }
    found
}

/// The places of the thing at a byte offset in this document only, in order.
pub fn highlights(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Span> {
    let Some(referent) = subject(snapshot, path, offset).and_then(|s| referent(&s)) else {
        return Vec::new();
    };
    if let Some(entry) = snapshot.note(path) {
        return in_note(entry, &snapshot.assessment(path, entry), &referent);
    }
    match (snapshot.source_at(path), referent) {
        (Some(document), Referent::Actor(actor)) => {
            let mentions = snapshot.actors.mentions(document).iter();
            mentions.filter(|m| m.actor == actor).map(|m| m.span).collect()
        }
        (_, Referent::Passage(place)) => vec![place.span],
        _ => Vec::new(),
    }
}

fn referent(subject: &Subject<'_>) -> Option<Referent> {
    match subject {
        Subject::Actor { mention, .. } => Some(Referent::Actor(mention.actor)),
        Subject::Quotation(quoted) => {
            let best = quoted.assessed()?.best()?;
            Some(Referent::Passage(best.place()))
        }
        Subject::Quoted { document, source, quotation } => {
            let span = source.reading.quotations.get(*quotation)?.words;
            Some(Referent::Passage(Passage { document: *document, span }))
        }
        Subject::Entry { source, .. } => source.map(Referent::Source),
        Subject::Citation { assessment, citation, .. } => {
            assessment.citations.get(*citation)?.cited().first().copied().map(Referent::Source)
        }
    }
}

fn in_sources(snapshot: &Snapshot, referent: &Referent) -> Vec<Occurrence> {
    let places: Vec<Passage> = match referent {
        Referent::Actor(actor) => {
            let dossier = snapshot.actors.dossier(*actor);
            let mut places: Vec<Passage> = dossier
                .map(|d| d.mentions.iter().map(|(place, _)| *place).collect())
                .unwrap_or_default();
            places.sort();
            places
        }
        Referent::Passage(place) => vec![*place],
        Referent::Source(_) => Vec::new(),
    };
    places.into_iter().filter_map(|place| occurrence(snapshot, place)).collect()
}

fn in_note(entry: &NoteEntry, assessment: &Assessment, referent: &Referent) -> Vec<Span> {
    match referent {
        Referent::Actor(actor) => {
            assessment.mentions.iter().filter(|m| m.actor == *actor).map(|m| m.span).collect()
        }
        Referent::Passage(place) => {
            let quotations = entry.note.quotations.iter().zip(&assessment.quotations);
            let here = |m: &crate::corpus::Match| {
                m.source == place.document
                    && m.span.overlaps(place.span)
                    && m.verdict <= Verdict::Misquoted
            };
            quotations
                .filter(|(_, assessed)| assessed.best().is_some_and(here))
                .map(|(q, _)| q.span)
                .collect()
        }
        Referent::Source(document) => {
            let citations = entry.note.citations.iter().zip(&assessment.citations);
            let here = |r: &Resolution| r.cited().contains(document);
            citations.filter(|(_, resolution)| here(resolution)).map(|(c, _)| c.span).collect()
        }
    }
}

fn declared(snapshot: &Snapshot, referent: &Referent) -> Option<Occurrence> {
    match referent {
        Referent::Actor(actor) => occurrence(snapshot, snapshot.actors.introduced(*actor)?),
        Referent::Passage(place) => occurrence(snapshot, *place),
        Referent::Source(_) => None,
    }
}

fn occurrence(snapshot: &Snapshot, place: Passage) -> Option<Occurrence> {
    let head = snapshot.corpus.head(place.document)?;
    Some(Occurrence { path: head.path.to_owned(), span: place.span })
}
