//! Where the thing under the cursor comes from: the words in the source, the cited place, an actor's introduction.

use super::hover::located;
use super::subject::{Subject, subject};
use crate::actor::Place;
use crate::corpus::{Match, Resolution};
use crate::note::Locator;
use crate::text::{DocumentId, Span};
use crate::workspace::{Placed, Snapshot};
use std::path::{Path, PathBuf};

/// The answer to “go to definition”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What was asked about: the quotation, citation or name, in the document asked about.
    pub origin: Span,
    /// Where it leads, best first; never empty.
    pub targets: Vec<Destination>,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The document.
    pub path: PathBuf,
    /// What to select: exactly the matched words.
    pub span: Span,
    /// What belongs to it and is shown around it: the sentence or paragraph.
    pub context: Span,
}

/// Where the thing at a byte offset of a note or a source comes from.
pub fn definition(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Definition> {
    let subject = subject(snapshot, path, offset)?;
    let targets: Vec<Destination> = match &subject {
        Subject::Quotation { judged, quotation, .. } => {
            let matches = worth_going_to(judged.placed.get(*quotation)?);
            let places = matches.iter().map(|m| Place { document: m.source, span: m.span });
            places.filter_map(|place| destination(snapshot, place)).collect()
        }
        Subject::Citation { entry, judged, citation } => {
            let documents: &[DocumentId] = match judged.citations.get(*citation)? {
                Resolution::One(id) => std::slice::from_ref(id),
                Resolution::Several(ids) => ids,
                Resolution::None => &[],
            };
            let citation = entry.note.citations.get(*citation)?;
            let locator = citation.locator.as_ref();
            documents.iter().filter_map(|&id| cited(snapshot, id, locator)).collect()
        }
        Subject::Actor { mention, .. } => {
            let meant = std::iter::once(mention.actor).chain(mention.also.iter().copied());
            let introduced = meant.filter_map(|actor| snapshot.actors.introduced(actor));
            introduced.filter_map(|place| destination(snapshot, place)).collect()
        }
        Subject::Entry { source, .. } => {
            source.and_then(|id| cited(snapshot, id, None)).into_iter().collect()
        }
        Subject::Quoted { document, source, quotation } => {
            let attribution = source.reading.quotations.get(*quotation)?.attribution.as_ref()?;
            let speaker = Place { document: *document, span: attribution.named() };
            destination(snapshot, speaker).into_iter().collect()
        }
    };
    (!targets.is_empty()).then(|| Definition { origin: subject.span(), targets })
}

/// The matches as good as the best: only those of the cited source where it has the words, and one for each source.
fn worth_going_to(placed: &Placed) -> Vec<&Match> {
    let Some(best) = placed.best() else { return Vec::new() };
    let as_good: Vec<&Match> =
        placed.matches().iter().filter(|m| m.verdict == best.verdict).collect();
    let in_cited =
        as_good.iter().copied().filter(|m| placed.cited.contains(&m.source)).collect::<Vec<_>>();
    let mut chosen = if in_cited.is_empty() { as_good } else { in_cited };
    let mut seen = Vec::new();
    chosen.retain(|m| {
        let first = !seen.contains(&m.source);
        seen.push(m.source);
        first
    });
    chosen
}

/// Where a locator leads in a source; without one its title.
fn cited(
    snapshot: &Snapshot,
    document: DocumentId,
    locator: Option<&Locator>,
) -> Option<Destination> {
    let source = snapshot.corpus.source(document)?;
    let span = match locator {
        Some(locator) => located(source, &locator.target),
        None => source.metadata.title_span,
    };
    let span = span.unwrap_or_default();
    Some(Destination { path: source.path.clone(), span, context: span })
}

fn destination(snapshot: &Snapshot, place: Place) -> Option<Destination> {
    let source = snapshot.corpus.source(place.document)?;
    Some(Destination {
        path: source.path.clone(),
        span: place.span,
        context: snapshot.sentence(place),
    })
}
