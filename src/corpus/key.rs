//! Cite keys: resolving them, and those that come from file names and their prefixes instead of a bibliography.

use super::collection::Corpus;
use crate::text::DocumentId;

/// The most sources listed for an ambiguous key.
const MOST_BEGINNING: usize = 64;

impl Corpus {
    /// The sources with exactly this key, taken from the file name.
    pub fn named(&self, key: &str) -> Vec<DocumentId> {
        let numbers = self.by_key();
        let first = numbers.partition_point(|n| self.key_in_memory(*n) < key);
        let in_memory = numbers.iter().skip(first).take_while(|n| self.key_in_memory(**n) == key);
        let mut found: Vec<DocumentId> = in_memory.filter_map(|n| self.id_in_memory(*n)).collect();
        for segment in &self.stored {
            let whole = |n: &usize| segment.stored.head(*n).is_some_and(|head| head.key == key);
            let id = |n: usize| segment.ids.get(n).copied().flatten();
            found.extend(segment.stored.keyed(key).take_while(whole).filter_map(id));
        }
        found.sort_unstable();
        found
    }

    /// About `most` sources whose keys have this prefix followed by `_`, `-` or `.`.
    pub fn beginning(&self, key: &str, most: usize) -> Vec<DocumentId> {
        let mut found = Vec::new();
        if key.is_empty() {
            return found;
        }
        let numbers = self.by_key();
        for mark in ["_", "-", "."] {
            let start = format!("{key}{mark}");
            let first = numbers.partition_point(|n| self.key_in_memory(*n) < start.as_str());
            let in_memory = numbers.iter().skip(first);
            let in_memory = in_memory.take_while(|n| self.key_in_memory(**n).starts_with(&start));
            found.extend(in_memory.filter_map(|n| self.id_in_memory(*n)).take(most));
            for segment in &self.stored {
                let id = |n: usize| segment.ids.get(n).copied().flatten();
                found.extend(segment.stored.keyed(&start).filter_map(id).take(most));
            }
        }
        found.sort_unstable();
        found
    }

    /// Resolves a file name as a key: in full, or by a unique prefix that ends before a `_`, `-` or `.`.
    pub fn resolve(&self, key: &str) -> Resolution {
        let whole = self.named(key);
        let found = if whole.is_empty() { self.beginning(key, MOST_BEGINNING) } else { whole };
        Resolution::of(found)
    }

    /// The indexes of the sources in memory, ordered by key.
    fn by_key(&self) -> &[u32] {
        self.by_key.get_or_init(|| {
            let mut numbers: Vec<u32> = (0u32..).take(self.in_memory.len()).collect();
            numbers.sort_by(|a, b| self.key_in_memory(*a).cmp(self.key_in_memory(*b)));
            numbers
        })
    }

    fn key_in_memory(&self, number: u32) -> &str {
        self.in_memory.get(number as usize).map_or("", |source| source.key.as_str())
    }

    fn id_in_memory(&self, number: u32) -> Option<DocumentId> {
        let source = self.in_memory.get(number as usize)?;
        self.by_path.get(source.path.as_path()).copied()
    }
}

/// What a cite key resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Exactly this source.
    One(DocumentId),
    /// Each of these sources: a bibliography names several files for the key.
    Any(Vec<DocumentId>),
    /// One of these sources, and nothing says which: a prefix of several keys, or a name of several files.
    Several(Vec<DocumentId>),
    /// A bibliography has the key, but names no source for it.
    Unsourced,
    /// Nothing.
    None,
}

impl Resolution {
    /// Resolves to any of these sources, in order and without duplicates.
    pub fn of(found: Vec<DocumentId>) -> Self {
        match found.as_slice() {
            [] => Self::None,
            [one] => Self::One(*one),
            _ => Self::Several(found),
        }
    }

    /// The sources cited; none when it is not certain which.
    pub fn cited(&self) -> &[DocumentId] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Any(ids) => ids,
            Self::Several(_) | Self::Unsourced | Self::None => &[],
        }
    }

    /// The sources that may be meant.
    pub fn possible(&self) -> &[DocumentId] {
        match self {
            Self::Several(ids) => ids,
            _ => self.cited(),
        }
    }
}
