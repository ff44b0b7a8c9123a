//! Where things lead: the words in the source, the cited place, an actor's introduction; and citations as links.

use super::subject::{NoteQuotation, Subject, subject};
use crate::actor::Mention;
use crate::corpus::Match;
use crate::note::{CitationStyle, Locator};
use crate::rules::counterpart;
use crate::text::{DocumentId, Passage, Span, visible};
use crate::workspace::locating::located;
use crate::workspace::{AssessedQuotation, Snapshot};
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};

/// The answer to “go to definition”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What was asked about: the quotation, citation or name, in its document.
    pub origin: Span,
    /// The destinations, best first; never empty.
    pub targets: Vec<Destination>,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The document.
    pub path: PathBuf,
    /// What to select: the matched words, from the one under the cursor on.
    pub span: Span,
    /// The context to show: the sentence or paragraph.
    pub context: Span,
}

/// Where the thing at a byte offset of a note or a source comes from. Inside a quotation of a note that is the source,
/// even on a name; [`introduction`] leads from the name to the actor.
pub fn definition(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Definition> {
    let subject = subject(snapshot, path, offset)?;
    let targets: Vec<Destination> = match &subject {
        Subject::Quotation(quoted) => origin_of_words(snapshot, quoted, offset)?,
        Subject::Citation { entry, assessment, citation } => {
            let documents: &[DocumentId] = assessment.citations.get(*citation)?.possible();
            let locator = assessment.locator(*citation, entry.note.citations.get(*citation)?);
            documents.iter().filter_map(|&id| cited(snapshot, id, locator)).collect()
        }
        Subject::Actor { mention, quoted, .. } => {
            if let Some(quoted) = quoted {
                let targets = origin_of_words(snapshot, quoted, offset)?;
                if !targets.is_empty() {
                    return Some(Definition { origin: quoted.quotation()?.span, targets });
                }
            }
            introductions(snapshot, mention)
        }
        Subject::Entry { source, .. } => {
            source.and_then(|id| cited(snapshot, id, None)).into_iter().collect()
        }
        Subject::Quoted { document, source, quotation } => {
            let attribution = source.reading.quotations.get(*quotation)?.attribution.as_ref()?;
            let speaker = Passage { document: *document, span: attribution.named() };
            destination(snapshot, speaker).into_iter().collect()
        }
    };
    (!targets.is_empty()).then(|| Definition { origin: subject.span(), targets })
}

/// Where the corpus introduces the actor meant by the name at a byte offset: the answer to “go to type definition”.
/// `None` if there is no name.
pub fn introduction(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Definition> {
    let subject = subject(snapshot, path, offset)?;
    let Subject::Actor { mention, .. } = &subject else { return None };
    let targets = introductions(snapshot, mention);
    (!targets.is_empty()).then(|| Definition { origin: subject.span(), targets })
}

/// Where each actor that a name may mean is introduced, likeliest first.
fn introductions(snapshot: &Snapshot, mention: &Mention) -> Vec<Destination> {
    let meant = std::iter::once(mention.actor).chain(mention.also.iter().copied());
    let introduced = meant.filter_map(|actor| snapshot.actors.introduced(actor));
    introduced.filter_map(|place| destination(snapshot, place)).collect()
}

/// The places of a quotation's words, selected from the word under the cursor on, so that a reader in the middle of a
/// long quotation can read on there.
fn origin_of_words(
    snapshot: &Snapshot,
    quoted: &NoteQuotation<'_>,
    offset: usize,
) -> Option<Vec<Destination>> {
    let (quotation, assessed) = (quoted.quotation()?, quoted.assessed()?);
    let prose = quoted.entry.note.prose.map.to_derived(Span::new(offset, offset)).start;
    let at = prose.checked_sub(quotation.prose.start);
    let places = worth_going_to(assessed).into_iter().filter_map(|found| {
        let source = &snapshot.corpus.source(found.source)?.text;
        let word = at.and_then(|at| counterpart(&quotation.text, source, found, at));
        let from = word.map_or(found.span.start, |word| word.start);
        let whole = found.place();
        let mut target = destination(snapshot, whole)?;
        target.span = Span::new(from.min(found.span.end), found.span.end);
        Some(target)
    });
    Some(places.collect())
}

/// The matches as good as the best: only the cited source's if it has the words, and one for each source.
fn worth_going_to(assessed: &AssessedQuotation) -> Vec<&Match> {
    let Some(best) = assessed.best() else { return Vec::new() };
    let mut chosen: Vec<&Match> =
        assessed.matches().iter().filter(|m| m.verdict == best.verdict).collect();
    let is_cited = |m: &&Match| assessed.cited.contains(&m.source);
    if chosen.iter().any(is_cited) {
        chosen.retain(is_cited);
    }
    let mut seen = FxHashSet::default();
    chosen.retain(|m| seen.insert(m.source));
    chosen
}

/// Where a locator leads in a source; without one, the title.
fn cited(
    snapshot: &Snapshot,
    document: DocumentId,
    locator: Option<&Locator>,
) -> Option<Destination> {
    let source = snapshot.corpus.source(document)?;
    let span = match locator {
        Some(locator) => located(source, locator.target),
        None => source.metadata.title_span,
    };
    let span = span.unwrap_or_default();
    Some(Destination { path: source.path.clone(), span, context: span })
}

fn destination(snapshot: &Snapshot, place: Passage) -> Option<Destination> {
    let source = snapshot.corpus.source(place.document)?;
    Some(Destination {
        path: source.path.clone(),
        span: place.span,
        context: snapshot.sentence(place),
    })
}

/// A citation that leads to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The key, bytes of the note.
    pub span: Span,
    /// The source.
    pub path: PathBuf,
    /// The line of the cited place, from 1.
    pub line: usize,
    /// The text shown for it: title and place.
    pub tooltip: String,
}

/// The citations of a note that lead to one source each. Links that the editor follows itself are left to it.
pub fn document_links(snapshot: &Snapshot, path: &Path) -> Vec<DocumentLink> {
    let Some(entry) = snapshot.note(path) else { return Vec::new() };
    let assessment = snapshot.assessment(path, entry);
    let citations = entry.note.citations.iter().zip(&assessment.citations);
    citations
        .enumerate()
        .filter(|(_, (citation, _))| citation.style != CitationStyle::Link)
        .filter_map(|(number, (citation, resolution))| {
            let document = resolution.cited().first()?;
            let source = snapshot.corpus.source(*document)?;
            let place =
                assessment.locator(number, citation).and_then(|l| located(source, l.target));
            let line = place.map_or(1, |span| source.line(span.start));
            let title = source.metadata.title.as_deref().unwrap_or(&source.key);
            let tooltip = format!("{title} ({}:{line})", snapshot.shown(&source.path));
            let tooltip = visible::named(&tooltip).into_owned();
            Some(DocumentLink {
                span: assessment.key(number, citation).1,
                path: source.path.clone(),
                line,
                tooltip,
            })
        })
        .collect()
}
