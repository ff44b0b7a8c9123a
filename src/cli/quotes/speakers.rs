//! Resolves the speakers of listed quotations to actors.

use super::document::{QuotedDocument, names_in};
use crate::actor::{
    Actor, Actors, DocumentNames, EntryIndex, LinkRule, Mention, NameMemo, speaker_in,
};
use crate::cli::loading;
use crate::corpus::Source;
use crate::prose::{Attribution, Words};
use crate::text::{DocumentId, Span};
use crate::workspace::{certainly_meant, load};
use std::collections::HashSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

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
pub(super) struct LinkedNames<'p> {
    /// Linked to the actors of its sources.
    known: Option<(&'p Actors, Vec<Mention>)>,
    own: (&'p Actors, &'p [Mention]),
}

impl KnownSpeakers {
    /// The speakers of the documents found at some paths, which were read with the user's actors `known`. Does not read a
    /// large corpus in the same workspace.
    pub(super) fn of<'d>(
        paths: &[PathBuf],
        documents: &'d [QuotedDocument],
        known: &Arc<EntryIndex>,
    ) -> io::Result<Self> {
        let beside = beside(paths, documents, known)?;
        let named = |document: &'d QuotedDocument| document.names.as_ref();
        let all = joined(documents.iter().filter_map(named).chain(&beside), known);
        let is_note = |document: &&QuotedDocument| document.blocks().is_some();
        let notes = documents.iter().filter(is_note).count();
        let mixed = notes > 0 && notes < documents.len() + beside.len();
        let sources = mixed.then(|| {
            let others = documents.iter().filter(|document| !is_note(document));
            joined(others.filter_map(named).chain(&beside), known)
        });
        Ok(Self { all, sources })
    }

    /// The names in the document with an index.
    pub(super) fn named(&self, id: DocumentId, document: &QuotedDocument) -> LinkedNames<'_> {
        let known = self.sources.as_ref().zip(document.blocks()).map(|(actors, blocks)| {
            (actors, actors.link(document.prose(), blocks, &mut NameMemo::default()))
        });
        LinkedNames { known, own: (&self.all, self.all.mentions(id)) }
    }
}

impl<'p> LinkedNames<'p> {
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

fn joined<'d>(
    names: impl Iterator<Item = &'d Arc<DocumentNames>>,
    known: &Arc<EntryIndex>,
) -> Actors {
    let numbered = (0u32..).map(DocumentId).zip(names.cloned());
    Actors::of_file(known.clone()).updated(numbered.collect())
}

/// What the sources of the workspaces of some paths that are not among the documents say about their actors.
fn beside(
    paths: &[PathBuf],
    documents: &[QuotedDocument],
    known: &EntryIndex,
) -> io::Result<Vec<Arc<DocumentNames>>> {
    let here = documents.iter().map(|document| loading::absolute(&document.path));
    let here: HashSet<PathBuf> = here.collect::<io::Result<_>>()?;
    let files = load::sources_beside(paths, MOST_BESIDE).into_iter();
    let read = |path: PathBuf| {
        let read = load::extraction(&path).ok()?;
        let key = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let words = Words::of(&read.text);
        let source = Source::of_words(key.unwrap_or_default(), path, read, &words);
        Some(names_in(&source.text, &source.reading, &source.record.turns, &words, known))
    };
    Ok(files.filter(|path| !here.contains(path)).filter_map(read).collect())
}
