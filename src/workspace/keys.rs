//! The cite keys that bibliographies give sources.

use super::bibliography::{Bibliography, BibliographyEntry};
use crate::corpus::Corpus;
use crate::text::DocumentId;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::PathBuf;
use unicode_normalization::UnicodeNormalization;

/// The longest chain of entries that inherit from each other.
const DEEPEST: usize = 8;

/// The keys of some bibliographies, by key and by source, in Unicode's composed form.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The sources of each key, in the order of the entries; none if no source has the file.
    given: BTreeMap<String, Vec<DocumentId>>,
    /// The keys of each source, in the order of the entries.
    of: FxHashMap<DocumentId, Vec<String>>,
    /// The files named by entries without a source, by key.
    missing: FxHashMap<String, Vec<PathBuf>>,
    /// The keys in lower case with the keys, sorted.
    folded: Vec<(String, String)>,
}

impl Keys {
    /// The keys that these bibliographies give the sources of a corpus. A key that occurs twice means the sources of
    /// both entries.
    pub(super) fn of<'a>(
        bibliographies: impl Iterator<Item = &'a Bibliography>,
        corpus: &Corpus,
    ) -> Self {
        let entries: Vec<&BibliographyEntry> = bibliographies.flat_map(|b| &b.entries).collect();
        let mut by_key: FxHashMap<&str, &BibliographyEntry> = FxHashMap::default();
        for entry in &entries {
            by_key.entry(entry.key.as_str()).or_insert(entry);
        }
        let mut keys = Self::default();
        for entry in entries {
            let documents = documents(entry, &by_key, corpus, DEEPEST);
            let aliases = entry.aliases.iter().map(|(key, _)| key);
            for key in std::iter::once(&entry.key).chain(aliases) {
                let key: String = key.nfc().collect();
                for document in &documents {
                    let known = keys.of.entry(*document).or_default();
                    if !known.contains(&key) {
                        known.push(key.clone());
                    }
                }
                if documents.is_empty() && !entry.files.is_empty() {
                    let missing = keys.missing.entry(key.clone()).or_default();
                    missing.extend(entry.files.iter().cloned());
                }
                let given = keys.given.entry(key).or_default();
                given.extend(&documents);
            }
        }
        for documents in keys.given.values_mut() {
            documents.sort_unstable();
            documents.dedup();
        }
        keys.folded = keys.given.keys().map(|key| (key.to_lowercase(), key.clone())).collect();
        keys.folded.sort_unstable();
        keys
    }

    /// The sources of a key; `None` if no bibliography has it.
    pub fn sources(&self, key: &str) -> Option<&[DocumentId]> {
        let composed = || self.given.get(&key.nfc().collect::<String>());
        self.given.get(key).or_else(composed).map(Vec::as_slice)
    }

    /// The files that a key's entries name that are not sources.
    pub fn missing(&self, key: &str) -> &[PathBuf] {
        let missing = || self.missing.get(&key.nfc().collect::<String>());
        self.missing.get(key).or_else(missing).map(Vec::as_slice).unwrap_or_default()
    }

    /// The keys of a source, in the order of the entries.
    pub fn of_source(&self, id: DocumentId) -> &[String] {
        self.of.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The sources of keys that continue this prefix with `_`, `-` or `.`; for each of the three, of at most `most`
    /// keys.
    pub fn beginning(&self, key: &str, most: usize) -> Vec<DocumentId> {
        let key: String = key.nfc().collect();
        let mut found = Vec::new();
        if key.is_empty() {
            return found;
        }
        for mark in ["_", "-", "."] {
            let start = format!("{key}{mark}");
            let longer = self.given.range(start.clone()..);
            let longer = longer.take_while(|(key, _)| key.starts_with(&start)).take(most);
            found.extend(longer.flat_map(|(_, documents)| documents).copied());
        }
        found
    }

    /// The keys with this prefix, ignoring case, that have a source, with their sources; examines at most `most`.
    pub fn typed<'a>(
        &'a self,
        typed: &'a str,
        most: usize,
    ) -> impl Iterator<Item = (&'a str, &'a [DocumentId])> {
        let first = self.folded.partition_point(|(folded, _)| folded.as_str() < typed);
        let near = self.folded.iter().skip(first).take(most);
        let near = near.take_while(move |(folded, _)| folded.starts_with(typed));
        near.filter_map(|(_, key)| Some((key.as_str(), self.given.get(key)?.as_slice())))
    }

    /// All keys, sorted.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.given.keys().map(String::as_str)
    }
}

/// The sources of an entry, else those of the entries it inherits from.
fn documents(
    entry: &BibliographyEntry,
    by_key: &FxHashMap<&str, &BibliographyEntry>,
    corpus: &Corpus,
    deep: usize,
) -> Vec<DocumentId> {
    let own: Vec<DocumentId> = entry.files.iter().filter_map(|file| corpus.at(file)).collect();
    if !own.is_empty() || deep == 0 {
        return own;
    }
    let parents = entry.parents.iter().filter_map(|(key, _)| by_key.get(key.as_str()));
    let found = parents.map(|parent| documents(parent, by_key, corpus, deep - 1));
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}
