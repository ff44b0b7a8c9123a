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

/// What is asked for, wherever the cursor stands.
enum Wanted {
    Actor(ActorIndex),
    Passage(Passage),
    Source(DocumentId),
}

/// Every place where the thing at a byte offset appears, sources first, each document from its start. With
/// `declaration`, also the place that [`super::definition`] leads to.
///
/// Looks at every note of the workspace, so it is for a question, never for a key.
pub fn references(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    declaration: bool,
) -> Vec<Occurrence> {
    let Some(wanted) = subject(snapshot, path, offset).and_then(|s| wanted(&s)) else {
        return Vec::new();
    };
    let mut found = in_sources(snapshot, &wanted);
    let mut notes = Vec::new();
    for (note_path, entry) in snapshot.notes.iter() {
        let assessment = snapshot.assessment(note_path, entry);
        let here = in_note(entry, &assessment, &wanted).into_iter();
        notes.extend(here.map(|span| Occurrence { path: note_path.to_owned(), span }));
    }
    notes.sort();
    found.extend(notes);
    if !declaration && let Some(declared) = declared(snapshot, &wanted) {
        found.retain(|occurrence| *occurrence != declared);
    }
    found
}

/// The places of the thing at a byte offset in this document alone, in order.
pub fn highlights(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Span> {
    let Some(wanted) = subject(snapshot, path, offset).and_then(|s| wanted(&s)) else {
        return Vec::new();
    };
    if let Some(entry) = snapshot.note(path) {
        return in_note(entry, &snapshot.assessment(path, entry), &wanted);
    }
    match (snapshot.source_at(path), wanted) {
        (Some(document), Wanted::Actor(actor)) => {
            let mentions = snapshot.actors.mentions(document).iter();
            mentions.filter(|m| m.actor == actor).map(|m| m.span).collect()
        }
        (_, Wanted::Passage(place)) => vec![place.span],
        _ => Vec::new(),
    }
}

fn wanted(subject: &Subject<'_>) -> Option<Wanted> {
    match subject {
        Subject::Actor { mention, .. } => Some(Wanted::Actor(mention.actor)),
        Subject::Quotation { assessment, quotation, .. } => {
            let best = assessment.quotations.get(*quotation)?.best()?;
            Some(Wanted::Passage(Passage { document: best.source, span: best.span }))
        }
        Subject::Quoted { document, source, quotation } => {
            let span = source.reading.quotations.get(*quotation)?.words;
            Some(Wanted::Passage(Passage { document: *document, span }))
        }
        Subject::Entry { source, .. } => source.map(Wanted::Source),
        Subject::Citation { assessment, citation, .. } => {
            assessment.citations.get(*citation)?.cited().first().copied().map(Wanted::Source)
        }
    }
}

fn in_sources(snapshot: &Snapshot, wanted: &Wanted) -> Vec<Occurrence> {
    let places: Vec<Passage> = match wanted {
        Wanted::Actor(actor) => {
            let dossier = snapshot.actors.dossier(*actor);
            let mut places: Vec<Passage> = dossier
                .map(|d| d.mentions.iter().map(|(place, _)| *place).collect())
                .unwrap_or_default();
            places.sort();
            places
        }
        Wanted::Passage(place) => vec![*place],
        Wanted::Source(_) => Vec::new(),
    };
    places.into_iter().filter_map(|place| occurrence(snapshot, place)).collect()
}

fn in_note(entry: &NoteEntry, assessment: &Assessment, wanted: &Wanted) -> Vec<Span> {
    match wanted {
        Wanted::Actor(actor) => {
            assessment.mentions.iter().filter(|m| m.actor == *actor).map(|m| m.span).collect()
        }
        Wanted::Passage(place) => {
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
        Wanted::Source(document) => {
            let citations = entry.note.citations.iter().zip(&assessment.citations);
            let here = |r: &Resolution| r.cited().contains(document);
            citations.filter(|(_, resolution)| here(resolution)).map(|(c, _)| c.span).collect()
        }
    }
}

fn declared(snapshot: &Snapshot, wanted: &Wanted) -> Option<Occurrence> {
    match wanted {
        Wanted::Actor(actor) => occurrence(snapshot, snapshot.actors.introduced(*actor)?),
        Wanted::Passage(place) => occurrence(snapshot, *place),
        Wanted::Source(_) => None,
    }
}

fn occurrence(snapshot: &Snapshot, place: Passage) -> Option<Occurrence> {
    let head = snapshot.corpus.head(place.document)?;
    Some(Occurrence { path: head.path.to_owned(), span: place.span })
}
