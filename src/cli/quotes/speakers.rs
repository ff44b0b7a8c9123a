//! Resolves the speakers of listed quotations to actors.

use super::document::QuotedDocument;
use crate::actor::{
    Actor, ActorEntries, Actors, LinkRule, Mention, NameMemo, ReadDocument, speaker_in,
};
use crate::cli::loading;
use crate::corpus::Source;
use crate::prose::Attribution;
use crate::text::{DocumentId, Span};
use crate::voice::{self, Record};
use crate::workspace::{certainly_meant, load};
use std::collections::HashSet;
use std::io;
use std::path::PathBuf;

/// The most bytes of sources read in addition to the documents.
const MOST_BESIDE: u64 = 20 << 20;

/// The actors in the documents, which have their indexes in the list as ids, and in the other sources of their workspaces.
#[derive(Debug, Default)]
pub(super) struct KnownSpeakers {
    all: Actors,
    /// The actors of all documents except notes, if there are both: a surname in a note means an actor of its sources.
    sources: Option<Actors>,
}

/// The names in one document.
pub(super) struct DocumentNames<'p> {
    /// Linked to the actors of its sources.
    known: Option<(&'p Actors, Vec<Mention>)>,
    own: (&'p Actors, &'p [Mention]),
}

impl KnownSpeakers {
    /// The speakers of the documents found at some paths. Does not read a large corpus in the same workspace.
    pub(super) fn of(paths: &[PathBuf], documents: &[QuotedDocument]) -> io::Result<Self> {
        let known = loading::known_actors(paths);
        let beside = beside(paths, documents)?;
        let all = actors(documents.iter(), &beside, &known);
        let notes = documents.iter().filter(|document| document.blocks().is_some()).count();
        let mixed = notes > 0 && notes < documents.len() + beside.len();
        let sources = mixed.then(|| {
            let others = documents.iter().filter(|document| document.blocks().is_none());
            actors(others, &beside, &known)
        });
        Ok(Self { all, sources })
    }

    /// The names in the document with an index.
    pub(super) fn named(&self, id: DocumentId, document: &QuotedDocument) -> DocumentNames<'_> {
        let known = self.sources.as_ref().zip(document.blocks()).map(|(actors, blocks)| {
            (actors, actors.link(document.prose(), blocks, &mut NameMemo::default()))
        });
        DocumentNames { known, own: (&self.all, self.all.mentions(id)) }
    }
}

impl<'p> DocumentNames<'p> {
    /// The one actor that words of a document other than a note name.
    pub(super) fn actor(&self, words: Span) -> Option<&'p Actor> {
        let (actors, mentions) = self.own;
        let mention = speaker_in(mentions, words).filter(|mention| mention.also.is_empty())?;
        actors.actor(mention.actor)
    }

    /// The actor that a quotation's attribution certainly means, and the linking rule.
    pub(super) fn speaker(
        &self,
        document: &QuotedDocument,
        attribution: &Attribution,
    ) -> Option<(&'p Actor, LinkRule)> {
        let meant = |actors: &'p Actors, mentions: &[Mention]| {
            let mention = certainly_meant(document.prose(), attribution.named(), mentions)?;
            Some((actors.actor(mention.actor)?, mention.rule))
        };
        let known = self.known.as_ref().and_then(|(actors, mentions)| meant(actors, mentions));
        known.or_else(|| meant(self.own.0, self.own.1))
    }
}

fn actors<'d>(
    documents: impl Iterator<Item = &'d QuotedDocument>,
    beside: &[Source],
    known: &ActorEntries,
) -> Actors {
    // The date of a document does not affect who speaks in it.
    let documents: Vec<(&QuotedDocument, Record)> =
        documents.map(|document| (document, voice::record(document.prose(), None))).collect();
    let named =
        documents.iter().map(|(document, record)| (document.prose(), document.reading(), record));
    let others =
        beside.iter().map(|source| (source.text.as_str(), &source.reading, &source.record));
    let all: Vec<ReadDocument<'_>> = (0u32..)
        .map(DocumentId)
        .zip(named.chain(others))
        .map(|(id, (text, reading, record))| ReadDocument {
            id,
            text,
            reading,
            turns: &record.turns,
            date: None,
        })
        .collect();
    Actors::of(&all, known)
}

/// The sources of the workspaces of some paths that are not among the documents.
fn beside(paths: &[PathBuf], documents: &[QuotedDocument]) -> io::Result<Vec<Source>> {
    let here = documents.iter().map(|document| loading::absolute(&document.path));
    let here: HashSet<PathBuf> = here.collect::<io::Result<_>>()?;
    let files = load::sources_beside(paths, MOST_BESIDE).into_iter();
    let read = |path: PathBuf| {
        let read = load::extraction(&path).ok()?;
        let key = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        Some(Source::of(key.unwrap_or_default(), path, read))
    };
    Ok(files.filter(|path| !here.contains(path)).filter_map(read).collect())
}
