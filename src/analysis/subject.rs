//! What is at a place: a citation, an actor's name, a quotation, in a note or in a source; a key in a bibliography.

use crate::actor::Mention;
use crate::corpus::Source;
use crate::note::Quotation;
use crate::prose::titles;
use crate::text::{DocumentId, Span};
use crate::workspace::{AssessedQuotation, Assessment, NoteEntry, Snapshot};
use std::path::Path;
use std::sync::Arc;

/// What is at a place of a document. Indexes are those of the note's or the reading's lists.
#[derive(Clone, Debug)]
pub enum Subject<'a> {
    /// A citation of a note.
    Citation {
        /// The note.
        entry: &'a NoteEntry,
        /// What is known about it.
        assessment: Arc<Assessment>,
        /// The citation.
        citation: usize,
    },
    /// A quotation of a note.
    Quotation(NoteQuotation<'a>),
    /// An actor's name, in a note or a source.
    Actor {
        /// The name.
        mention: Mention,
        /// The name with preceding titles, if the cursor is on one of those; else the name.
        touched: Span,
        /// The source it is in; `None` in a note.
        document: Option<DocumentId>,
        /// The quotation of the note whose words contain it.
        quoted: Option<NoteQuotation<'a>>,
    },
    /// The key of an entry of a bibliography.
    Entry {
        /// The key.
        key: String,
        /// Its place.
        span: Span,
        /// Its source, if there is one.
        source: Option<DocumentId>,
    },
    /// A quotation of a source.
    Quoted {
        /// The source.
        document: DocumentId,
        /// The source itself.
        source: &'a Source,
        /// The quotation.
        quotation: usize,
    },
}

/// A quotation of a note.
#[derive(Clone, Debug)]
pub struct NoteQuotation<'a> {
    /// The note.
    pub entry: &'a NoteEntry,
    /// What is known about it.
    pub assessment: Arc<Assessment>,
    /// Its index among the note's quotations.
    pub index: usize,
}

impl NoteQuotation<'_> {
    /// The quotation itself.
    pub fn quotation(&self) -> Option<&Quotation> {
        self.entry.note.quotations.get(self.index)
    }

    /// What is known about its words.
    pub fn assessed(&self) -> Option<&AssessedQuotation> {
        self.assessment.quotations.get(self.index)
    }
}

impl Subject<'_> {
    /// Its whole span in the document asked about.
    pub fn span(&self) -> Span {
        match self {
            Subject::Citation { entry, citation, .. } => {
                entry.note.citations.get(*citation).map(|c| c.span)
            }
            Subject::Quotation(quoted) => quoted.quotation().map(|q| q.span),
            Subject::Actor { touched, .. } => Some(*touched),
            Subject::Entry { span, .. } => Some(*span),
            Subject::Quoted { source, quotation, .. } => {
                source.reading.quotations.get(*quotation).map(|q| q.span)
            }
        }
        .unwrap_or_default()
    }
}

/// What is at a byte offset of a note or a source. A name inside a quotation is the name, and the titles before it
/// (“Mr.”, “Foreign Minister”) are part of it; a cursor at either edge of a thing is on it.
pub fn subject<'a>(snapshot: &'a Snapshot, path: &Path, offset: usize) -> Option<Subject<'a>> {
    if let Some(entry) = snapshot.note(path) {
        return in_note(snapshot, path, entry, offset);
    }
    let Some(document) = snapshot.source_at(path) else {
        return in_bibliography(snapshot, path, offset);
    };
    let source = snapshot.corpus.source(document)?;
    let mentions = snapshot.actors.mentions(document);
    if let Some((mention, touched)) = mention_at(mentions, &source.text, offset) {
        let (mention, document) = (mention.clone(), Some(document));
        return Some(Subject::Actor { mention, touched, document, quoted: None });
    }
    let quotation = source.reading.quotations.iter().rposition(|q| q.span.touches(offset))?;
    Some(Subject::Quoted { document, source, quotation })
}

fn in_bibliography<'a>(snapshot: &'a Snapshot, path: &Path, offset: usize) -> Option<Subject<'a>> {
    let bibliography = snapshot.bibliographies_now().find(|b| b.path == path)?;
    let entry = bibliography.entries.iter().find(|entry| entry.span.touches(offset))?;
    let source = snapshot.resolve_key(path, &entry.key).cited().first().copied();
    Some(Subject::Entry { key: entry.key.clone(), span: entry.span, source })
}

fn in_note<'a>(
    snapshot: &'a Snapshot,
    path: &Path,
    entry: &'a NoteEntry,
    offset: usize,
) -> Option<Subject<'a>> {
    let assessment = snapshot.assessment(path, entry);
    if let Some(citation) = entry.note.citation_at(offset) {
        return Some(Subject::Citation { entry, assessment, citation });
    }
    let quoted = entry.note.quotation_at(offset);
    let quoted = quoted.map(|index| NoteQuotation { entry, assessment: assessment.clone(), index });
    if let Some((mention, touched)) = mention_at(&assessment.mentions, &entry.note.text, offset) {
        let holds = |quoted: &NoteQuotation<'_>| {
            quoted.quotation().is_some_and(|q| q.words.covers(mention.span))
        };
        let (mention, quoted) = (mention.clone(), quoted.filter(holds));
        return Some(Subject::Actor { mention, touched, document: None, quoted });
    }
    quoted.map(Subject::Quotation)
}

/// The mention at a cursor; if two touch it, the second. A cursor on the titles before a name is on the name.
fn mention_at<'m>(
    mentions: &'m [Mention],
    text: &str,
    offset: usize,
) -> Option<(&'m Mention, Span)> {
    let from = mentions.partition_point(|m| m.span.end < offset);
    let rest = mentions.get(from..)?;
    let touching = rest.iter().take_while(|m| m.span.start <= offset);
    if let Some(mention) = touching.filter(|m| m.span.touches(offset)).last() {
        return Some((mention, mention.span));
    }
    let next = rest.first().filter(|m| m.span.start > offset)?;
    let word = text.get(..offset)?.rfind(|c: char| !c.is_alphanumeric());
    let word = word.map_or(0, |at| text.ceil_char_boundary(at + 1));
    let between = text.get(word..next.span.start).filter(|b| b.len() <= LONGEST_TITLES)?;
    let mut words = between.split_whitespace();
    let is_title = |w: &str| titles(w.trim_end_matches('.'));
    let titled = between.ends_with(char::is_whitespace) && words.all(is_title);
    titled.then(|| (next, Span::new(word, next.span.end)))
}

/// The most bytes of titles before a name: “Former Deputy Prime Minister Dr. ”.
const LONGEST_TITLES: usize = 64;
