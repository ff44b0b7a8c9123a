//! What to show for the word under the cursor: an actor's card, a quotation's source, a citation's source.

use super::card::{
    Card, CardBlock, citation_card, entry_card, mention_card, plain, quotation_card,
    source_quotation_card,
};
use super::findings::findings;
use super::subject::{Subject, subject};
use crate::text::{Passage, Span};
use crate::workspace::{Readiness, Snapshot};
use std::iter;
use std::path::Path;

/// What to show for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The whole name, quotation or citation, in its document.
    pub span: Span,
    /// What is shown.
    pub card: Card,
}

/// What to show at a byte offset of a note or a source; `None` if there is nothing.
pub fn hover(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    if snapshot.readiness == Readiness::Indexing {
        return indexing(snapshot, path, offset);
    }
    let subject = subject(snapshot, path, offset)?;
    let card = match &subject {
        Subject::Actor { mention, quoted, .. } => mention_card(snapshot, mention, quoted.as_ref())?,
        Subject::Citation { entry, assessment, citation } => {
            citation_card(snapshot, path, entry, assessment, *citation)?
        }
        Subject::Quotation(quoted) => {
            let (quotation, assessed) = (quoted.quotation()?, quoted.assessed()?);
            if assessed.best().is_none() && is_said_to_be_missing(snapshot, path, quotation.span) {
                return None;
            }
            quotation_card(snapshot, quotation, assessed)?
        }
        Subject::Entry { key, source, .. } => entry_card(snapshot, key, *source),
        Subject::Quoted { document, source, quotation } => {
            let words = source.reading.quotations.get(*quotation)?.words;
            source_quotation_card(snapshot, Passage { document: *document, span: words })
        }
    };
    Some(Hover { span: subject.span(), card })
}

/// What to show at a byte offset where nothing shows the findings: the card, or, where there is none because a finding says
/// it all, what the findings say.
pub fn hover_or_findings(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    hover(snapshot, path, offset).or_else(|| {
        let here = Span::new(offset, offset);
        let mut found = findings(snapshot, path);
        found.retain(|finding| finding.is_at(here));
        let span = found.first()?.span;
        let said = found.iter().map(|finding| CardBlock::from(plain(&finding.message)));
        Some(Hover { span, card: said.collect() })
    })
}

/// Whether a finding already says that a quotation is found nowhere. An editor shows it where it shows a card, which then has
/// nothing to add.
fn is_said_to_be_missing(snapshot: &Snapshot, path: &Path, quotation: Span) -> bool {
    let found = findings(snapshot, path);
    found.iter().any(|f| f.rule == "quote-not-found" && f.stands_on(quotation, iter::empty()))
}

/// Before the corpus is known, a question is answered by saying so, never by “not found”.
fn indexing(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Hover> {
    let note = &snapshot.note(path)?.note;
    let quotation = note.quotation_at(offset).and_then(|i| note.quotations.get(i)).map(|q| q.span);
    let citation = note.citation_at(offset).and_then(|i| note.citations.get(i)).map(|c| c.span);
    let span = citation.or(quotation).or_else(|| capitalised(&note.text, offset))?;
    let text = plain("onrecord is still indexing the sources: ask again in a moment.");
    Some(Hover { span, card: vec![text.into()] })
}

/// The capitalised word at an offset, which might be a name.
fn capitalised(text: &str, offset: usize) -> Option<Span> {
    let (before, after) = (text.get(..offset)?, text.get(offset..)?);
    let start = before.trim_end_matches(char::is_alphanumeric).len();
    let end = offset + after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let span = Span::new(start, end);
    span.of(text).starts_with(char::is_uppercase).then_some(span)
}
