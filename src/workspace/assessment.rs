//! What corpus and actors say of one note: who is named, what is cited, where each quotation stands.

use super::citation_view::CitationView;
use super::finding::FindingMemo;
use super::note_memo::{NoteMemo, QuotationSearch, locked};
use super::translation::Translation;
use crate::actor::{ActorIndex, Mention};
use crate::corpus::{Match, Resolution, Verdict};
use crate::note::{Citation, Locator, Note};
use crate::text::language::{LanguageSet, Languages};
use crate::text::{DocumentId, Span};
use rustc_hash::FxHashSet;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, MutexGuard};

/// What corpus and actors say of a note. Spans are bytes of the note.
#[derive(Debug, Default)]
pub struct Assessment {
    /// The actors named in it, in order.
    pub mentions: Vec<Mention>,
    /// For each citation of the note, in the same order, what it stands for.
    pub citations: Vec<Resolution>,
    /// Which citations stand for it by their longer key, so that they have no locator.
    pub(super) long: FxHashSet<usize>,
    /// For each quotation of the note, in the same order, what is known of its words.
    pub quotations: Vec<AssessedQuotation>,
    /// What was looked up for the note.
    pub(super) memo: Arc<NoteMemo>,
}

/// What the corpus says of one quotation of a note. Its words are looked up when somebody first asks where they stand: who
/// asks about one quotation does not wait for another that was just edited.
#[derive(Clone, Debug)]
pub struct AssessedQuotation {
    pub(super) search: Arc<QuotationSearch>,
    /// The sources the note cites for it, as far as it is certain which.
    pub cited: Vec<DocumentId>,
    /// Whether it is certain of all citations which sources they stand for.
    pub all_known: bool,
    /// The actor whom the note names as speaker, when it is known for certain who is meant.
    pub speaker: Option<ActorIndex>,
    /// Whether the note cites nothing for it, not even a key that names no source.
    pub(super) uncited: bool,
    /// The languages it may be in as far as the note around it tells: asked where the words are too few to tell themselves.
    pub written_in: LanguageSet,
}

/// All that tells it from another in the same snapshot and note: where the words stand follows from these.
impl Hash for AssessedQuotation {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let words = &self.search.words;
        (words, &self.cited, self.all_known, self.speaker, self.uncited, self.written_in)
            .hash(state);
    }
}

impl AssessedQuotation {
    /// Where the words stand, best first. Of words that are a translation nothing in the corpus is the place.
    pub fn matches(&self) -> &[Match] {
        match self.translation() {
            Translation::Yes => &[],
            Translation::No | Translation::Perhaps => self.found(),
        }
    }

    /// Where words stand that are a translation of the source cited: in another source, which translated them likewise.
    pub fn translated_likewise(&self) -> Option<&Match> {
        let translated = self.translation() == Translation::Yes;
        self.found().first().filter(|found| translated && found.verdict < Verdict::Misquoted)
    }

    fn found(&self) -> &[Match] {
        self.search.matches()
    }

    /// The languages the words may be in; empty when neither they nor the note tell.
    pub fn languages(&self) -> LanguageSet {
        self.search.languages().unwrap_or(self.written_in)
    }

    /// Whether the words are a translation: no source that they may come from has a passage in their language, and they
    /// stand in none.
    pub fn translation(&self) -> Translation {
        let stands = match self.uncited {
            true => !self.found().is_empty(),
            false => self.found().iter().any(|found| self.cited.contains(&found.source)),
        };
        if stands || !self.all_known || !self.uncited && self.cited.is_empty() {
            return Translation::No;
        }
        let corpora = &self.search.corpora;
        if self.uncited {
            let all = corpora.iter().map(|corpus| corpus.languages());
            return Translation::between(
                self.languages(),
                all.fold(Languages::default(), Languages::or),
            );
        }
        let of = |id: &DocumentId| {
            let corpus = corpora.iter().find(|corpus| corpus.holds(*id));
            corpus.map(|corpus| corpus.languages_of(*id)).unwrap_or_default()
        };
        let cited = self.cited.iter().map(of);
        if cited.clone().any(|languages| languages.held.is_empty()) {
            return Translation::No;
        }
        Translation::between(self.languages(), cited.fold(Languages::default(), Languages::or))
    }

    /// The place to show: the best match.
    pub fn best(&self) -> Option<&Match> {
        self.matches().first()
    }

    /// Where sources that do not hold the words hold nearly the same ones, the most similar first. Asked of quotations that
    /// stand somewhere, since the matches of others are such places themselves.
    pub fn variants(&self) -> &[Match] {
        self.search.variants()
    }

    /// Whether it is known where the words stand, so that asking costs nothing.
    pub(super) fn is_found(&self) -> bool {
        self.search.is_done()
    }
}

impl Assessment {
    /// The locator of one of the note's citations: none where what looks like one belongs to its key.
    pub fn locator<'a>(&self, number: usize, citation: &'a Citation) -> Option<&'a Locator> {
        let behind_the_key = || {
            let long = citation.long.as_ref().filter(|_| self.long.contains(&number));
            long.is_some_and(|(_, span)| {
                citation.locator.as_ref().is_some_and(|locator| span.covers(locator.span))
            })
        };
        citation.locator.as_ref().filter(|_| !behind_the_key())
    }

    /// The key of one of the note's citations, and where it stands.
    pub fn key<'a>(&self, number: usize, citation: &'a Citation) -> (&'a str, Span) {
        match &citation.long {
            Some((long, span)) if self.long.contains(&number) => (long, *span),
            _ => (&citation.key, citation.key_span),
        }
    }

    /// One of the note's citations as it is meant.
    pub fn citation<'n>(&self, note: &'n Note, number: usize) -> Option<CitationView<'n>> {
        let citation = note.citations.get(number)?;
        let (key, locator) = (self.key(number, citation), self.locator(number, citation));
        Some(CitationView::of(note, citation, key, locator))
    }

    /// What the rules found in the last version of the note. Between the two only the note's text can have changed: when
    /// corpus, actors or configuration change it is empty. Whoever else checks the note meanwhile waits, and then finds all
    /// of it here.
    pub fn findings(&self) -> MutexGuard<'_, FindingMemo> {
        locked(&self.memo.findings)
    }
}
