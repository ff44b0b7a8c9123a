//! What corpus and actors say about one note: who is named, what is cited, where each quotation is found.

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

/// What corpus and actors say about a note. Spans are bytes of the note.
#[derive(Debug, Default)]
pub struct Assessment {
    /// The actors named in it, in order.
    pub mentions: Vec<Mention>,
    /// What each citation of the note resolves to, in the same order.
    pub citations: Vec<Resolution>,
    /// The citations that resolve by their longer key, and so have no locator.
    pub(super) long: FxHashSet<usize>,
    /// Each quotation of the note, in the same order.
    pub quotations: Vec<AssessedQuotation>,
    /// What was looked up for the note.
    pub(super) memo: Arc<NoteMemo>,
}

/// What the corpus says about one quotation of a note. Its words are looked up on first use, so that asking about one
/// quotation does not wait for another that was just edited.
#[derive(Clone, Debug)]
pub struct AssessedQuotation {
    pub(super) search: Arc<QuotationSearch>,
    /// The sources that the note cites for it, as far as that is certain.
    pub cited: Vec<DocumentId>,
    /// Whether all its citations certainly resolve.
    pub all_known: bool,
    /// The actor whom the note names as the speaker, when that is certain.
    pub speaker: Option<ActorIndex>,
    /// Whether the note cites nothing for it, not even an unknown key.
    pub(super) uncited: bool,
    /// The languages it may be in, judging by the note around it; used when its words are too few to tell.
    pub written_in: LanguageSet,
}

/// Hashes everything the places of the words depend on, within one snapshot and note.
impl Hash for AssessedQuotation {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let words = &self.search.words;
        (words, &self.cited, self.all_known, self.speaker, self.uncited, self.written_in)
            .hash(state);
    }
}

impl AssessedQuotation {
    /// The places of the words, best first. Empty for a translation: no place in the corpus has it.
    pub fn matches(&self) -> &[Match] {
        match self.translation() {
            Translation::Yes => &[],
            Translation::No | Translation::Perhaps => self.found(),
        }
    }

    /// The place of words that translate the cited source: another source that translated them the same way.
    pub fn translated_likewise(&self) -> Option<&Match> {
        let translated = self.translation() == Translation::Yes;
        self.found().first().filter(|found| translated && found.verdict < Verdict::Misquoted)
    }

    fn found(&self) -> &[Match] {
        self.search.matches()
    }

    /// The languages the words may be in; empty when neither they nor the note show it.
    pub fn languages(&self) -> LanguageSet {
        self.search.languages().unwrap_or(self.written_in)
    }

    /// Whether the words are a translation: they are found nowhere, and no source they may come from has a passage in
    /// their language.
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

    /// Places in sources without the words that have nearly the same ones, the most similar first. For quotations that
    /// are found; the matches of others are such places themselves.
    pub fn variants(&self) -> &[Match] {
        self.search.variants()
    }

    /// Whether the words were looked up already, so that asking is free.
    pub(super) fn is_found(&self) -> bool {
        self.search.is_done()
    }
}

impl Assessment {
    /// The locator of one of the note's citations; none if what looks like one belongs to its key.
    pub fn locator<'a>(&self, number: usize, citation: &'a Citation) -> Option<&'a Locator> {
        let behind_the_key = || {
            let long = citation.long.as_ref().filter(|_| self.long.contains(&number));
            long.is_some_and(|(_, span)| {
                citation.locator.as_ref().is_some_and(|locator| span.covers(locator.span))
            })
        };
        citation.locator.as_ref().filter(|_| !behind_the_key())
    }

    /// The key of one of the note's citations, and its span.
    pub fn key<'a>(&self, number: usize, citation: &'a Citation) -> (&'a str, Span) {
        match &citation.long {
            Some((long, span)) if self.long.contains(&number) => (long, *span),
            _ => (&citation.key, citation.key_span),
        }
    }

    /// One of the note's citations, resolved.
    pub fn citation<'n>(&self, note: &'n Note, number: usize) -> Option<CitationView<'n>> {
        let citation = note.citations.get(number)?;
        let (key, locator) = (self.key(number, citation), self.locator(number, citation));
        Some(CitationView::of(note, citation, key, locator))
    }

    /// What the rules found in the last version of the note. Empty when anything but the note's text changed: corpus,
    /// actors or configuration. Another check of the note at the same time waits here, and then finds all of it.
    pub fn findings(&self) -> MutexGuard<'_, FindingMemo> {
        locked(&self.memo.findings)
    }
}
