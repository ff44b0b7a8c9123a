//! The search for a quotation's words in the corpora that a note may quote from, made when somebody first asks.

use crate::corpus::{Corpus, Match, Query};
use crate::text::DocumentId;
use crate::text::language::{self, LanguageSet};
use std::sync::{Arc, OnceLock};

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
