//! Lookups for a note, carried to its next version: above all the searches for its quotations' words in the corpora it
//! may quote from, each run on first use.

use super::finding::FindingMemo;
use crate::actor::{ActorIndex, NameMemo};
use crate::corpus::{Corpus, Match, Query, Resolution};
use crate::memo::Memo;
use crate::note::CitationStyle;
use crate::text::DocumentId;
use crate::text::language::{self, LanguageSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A citation's style, its key, and its longer key.
pub(super) type CitationKey = (CitationStyle, String, Option<String>);

/// Lookups for a note, carried to its next version, so that what did not change is not looked up again. Valid for one
/// corpus and its actors; when they change, the note gets a new one.
#[derive(Debug, Default)]
pub(super) struct NoteMemo {
    /// The searches for its quotations.
    pub(super) searches: Mutex<Memo<SearchKey, Arc<QuotationSearch>>>,
    /// The names in its blocks.
    pub(super) names: Mutex<NameMemo>,
    /// What its citations resolve to, and whether by their longer keys.
    pub(super) citations: Mutex<Memo<CitationKey, (Resolution, bool)>>,
    /// The actor whose name is misspelt, by the name as written.
    pub(super) typos: Mutex<Memo<String, Option<ActorIndex>>>,
    /// What the rules found in its blocks.
    pub(super) findings: Mutex<FindingMemo>,
}

impl NoteMemo {
    /// Whether an earlier version of the note was assessed.
    pub(super) fn is_of_use(&self) -> bool {
        !locked(&self.names).is_empty()
    }

    /// A copy that can change independently.
    pub(super) fn copied(&self) -> Self {
        Self {
            searches: Mutex::new(locked(&self.searches).clone()),
            names: Mutex::new(locked(&self.names).clone()),
            citations: Mutex::new(locked(&self.citations).clone()),
            typos: Mutex::new(locked(&self.typos).clone()),
            findings: Mutex::new(locked(&self.findings).clone()),
        }
    }
}

/// The value in a lock, even after a panic: each entry is whole or absent.
pub(super) fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The words of a quotation and the sources cited for them.
pub(super) type SearchKey = (String, Vec<DocumentId>);

/// The search for a quotation's words, and its results.
#[derive(Debug)]
pub(super) struct QuotationSearch {
    /// The corpora searched: the sources of the note's own folder, then the others until something is found.
    pub(super) corpora: Vec<Arc<Corpus>>,
    pub(super) words: String,
    /// The sources cited.
    cited: Vec<DocumentId>,
    /// The index of the corpus with results, and the results.
    found: OnceLock<(usize, Vec<Match>)>,
    variants: OnceLock<Vec<Match>>,
    /// The languages the words may be in, as far as they show it themselves.
    languages: OnceLock<Option<LanguageSet>>,
}

impl QuotationSearch {
    /// A search of these corpora, starting with the first that has all cited sources.
    pub(super) fn new(corpora: &[Arc<Corpus>], (words, cited): &SearchKey) -> Self {
        let has = |corpus: &Arc<Corpus>| cited.iter().all(|id| corpus.holds(*id));
        let first = corpora.iter().position(has).unwrap_or_default();
        let corpora = corpora.get(first..).unwrap_or_default().to_vec();
        let (words, cited) = (words.clone(), cited.clone());
        let (found, variants, languages) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { corpora, words, cited, found, variants, languages }
    }

    /// The places of the words, best first.
    pub(super) fn matches(&self) -> &[Match] {
        &self.found().1
    }

    /// Places in sources without the words that have nearly the same ones, the most similar first.
    pub(super) fn variants(&self) -> &[Match] {
        self.variants.get_or_init(|| {
            let (place, matches) = self.found();
            let query = Query { words: &self.words, cited: self.cited.first().copied() };
            let corpus = self.corpora.get(*place);
            corpus.map(|corpus| corpus.variants(&query, matches)).unwrap_or_default()
        })
    }

    /// The languages the words may be in, as far as they show it themselves.
    pub(super) fn languages(&self) -> Option<LanguageSet> {
        *self.languages.get_or_init(|| language::possible(&self.words))
    }

    /// Whether the words were looked up already.
    pub(super) fn is_done(&self) -> bool {
        self.found.get().is_some()
    }

    fn found(&self) -> &(usize, Vec<Match>) {
        self.found.get_or_init(|| {
            let searched = self.corpora.iter().map(|c| c.find_citing(&self.words, &self.cited));
            let found = searched.enumerate().find(|(_, found)| !found.is_empty());
            found.unwrap_or((self.corpora.len().saturating_sub(1), Vec::new()))
        })
    }
}
