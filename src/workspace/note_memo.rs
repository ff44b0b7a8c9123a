//! What was looked up for a note, carried to its next version.

use super::finding::FindingMemo;
use super::quotation_search::{QuotationSearch, SearchKey};
use crate::actor::{ActorIndex, NameMemo};
use crate::corpus::Resolution;
use crate::memo::Memo;
use crate::note::CitationStyle;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
