//! What was looked up for a note, carried to its next version; above all the searches for its quotations' words in the corpora
//! that it may quote from, each made when somebody first asks.

use super::finding::FindingMemo;
use crate::actor::{ActorIndex, NameMemo};
use crate::corpus::{Corpus, Match, Query, Resolution};
use crate::memo::Memo;
use crate::note::CitationStyle;
use crate::text::DocumentId;
use crate::text::language::{self, LanguageSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// How a citation is written, its key, and its longer key.
pub(super) type CitationKey = (CitationStyle, String, Option<String>);

/// What was looked up for a note, carried to its next version: what is unchanged is not looked up again. It is for one
/// corpus and its actors only; when they change the note gets a new one.
#[derive(Debug, Default)]
pub(super) struct NoteMemo {
    /// The searches for its quotations.
    pub(super) searches: Mutex<Memo<SearchKey, Arc<QuotationSearch>>>,
    /// The names in its blocks.
    pub(super) names: Mutex<NameMemo>,
    /// What its citations stand for, and whether by their longer keys.
    pub(super) citations: Mutex<Memo<CitationKey, (Resolution, bool)>>,
    /// Whose name is misspelt, by the name as written.
    pub(super) typos: Mutex<Memo<String, Option<ActorIndex>>>,
    /// What the rules found in its blocks.
    pub(super) findings: Mutex<FindingMemo>,
}

impl NoteMemo {
    /// Whether a version of the note was looked at already.
    pub(super) fn is_of_use(&self) -> bool {
        !locked(&self.names).is_empty()
    }

    /// The same, to be changed by itself.
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

/// What a lock holds, also after a panic: each entry is whole or not there.
pub(super) fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The words of a quotation and the sources cited for them.
pub(super) type SearchKey = (String, Vec<DocumentId>);

/// The search for a quotation's words, and what was found.
#[derive(Debug)]
pub(super) struct QuotationSearch {
    /// What is looked in: the sources of the note's own folder, then, as long as nothing is found, those of the others.
    pub(super) corpora: Vec<Arc<Corpus>>,
    pub(super) words: String,
    /// The sources cited.
    cited: Vec<DocumentId>,
    /// In which of the corpora something was found, and what.
    found: OnceLock<(usize, Vec<Match>)>,
    variants: OnceLock<Vec<Match>>,
    /// The languages that the words may be in, as far as they tell it themselves.
    languages: OnceLock<Option<LanguageSet>>,
}

impl QuotationSearch {
    /// A search of these corpora, from the first on that has all sources cited.
    pub(super) fn new(corpora: &[Arc<Corpus>], (words, cited): &SearchKey) -> Self {
        let has = |corpus: &Arc<Corpus>| cited.iter().all(|id| corpus.holds(*id));
        let first = corpora.iter().position(has).unwrap_or_default();
        let corpora = corpora.get(first..).unwrap_or_default().to_vec();
        let (words, cited) = (words.clone(), cited.clone());
        let (found, variants, languages) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { corpora, words, cited, found, variants, languages }
    }

    /// Where the words stand, best first.
    pub(super) fn matches(&self) -> &[Match] {
        &self.found().1
    }

    /// Where sources that do not hold the words hold nearly the same ones, the most similar first.
    pub(super) fn variants(&self) -> &[Match] {
        self.variants.get_or_init(|| {
            let (place, matches) = self.found();
            let query = Query { words: &self.words, cited: self.cited.first().copied() };
            let corpus = self.corpora.get(*place);
            corpus.map(|corpus| corpus.variants(&query, matches)).unwrap_or_default()
        })
    }

    /// The languages that the words may be in, as far as they tell it themselves.
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
