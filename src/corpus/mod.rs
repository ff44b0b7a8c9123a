//! The corpus: sources with their metadata, resolving cite keys, and finding where quoted words stand.
//!
//! A corpus is immutable; a change makes a new one that shares what did not change.

mod alignment;
mod dateline;
mod dispute;
mod interruption;
mod judgement;
mod matching;
mod material;
mod metadata;
mod pattern;
mod reordered;
mod search;
mod segment;
mod source;
#[cfg(test)]
mod tests;

pub use dispute::dispute;
pub use matching::{Change, ChangeKind, Match, Query, Verdict};
pub use source::{Metadata, Source};

use crate::text::{DocumentId, Span};
use pattern::Pattern;
use search::{Scope, Searched};
use segment::Segment;
use std::collections::HashMap;
use std::sync::Arc;

/// All sources. [`DocumentId`] is the index of a source.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    sources: Vec<Arc<Source>>,
    parts: Vec<Part>,
}

/// A segment of the index, with the numbers that its documents have in this corpus: `None` for those that are gone.
#[derive(Clone, Debug)]
struct Part {
    segment: Arc<Segment>,
    ids: Vec<Option<DocumentId>>,
}

/// More segments than this are merged: each costs every question a look.
const MOST_PARTS: usize = 8;

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
        Corpus::default().replaced(sources)
    }

    /// The corpus with some sources changed or added: a source with the path of another takes its place and its number,
    /// others come last. What did not change is shared and not read again.
    pub fn with(&self, changed: impl IntoIterator<Item = Arc<Source>>) -> Self {
        let mut sources = self.sources.clone();
        for source in changed {
            match sources.iter_mut().find(|s| s.path == source.path) {
                Some(old) => *old = source,
                None => sources.push(source),
            }
        }
        self.replaced(sources)
    }

    /// A corpus of exactly these sources, in this order. Those that this one holds already (the same `Arc`) are not read
    /// again.
    pub fn replaced(&self, sources: Vec<Arc<Source>>) -> Self {
        let mut numbers: HashMap<*const Source, DocumentId> =
            (0u32..).zip(&sources).map(|(i, s)| (Arc::as_ptr(s), DocumentId(i))).collect();
        let mut parts = Vec::new();
        for part in &self.parts {
            let number = |d| part.segment.source(d).and_then(|s| numbers.remove(&Arc::as_ptr(s)));
            let ids: Vec<_> = (0..part.segment.len()).map(number).collect();
            if ids.iter().any(Option::is_some) {
                parts.push(Part { segment: part.segment.clone(), ids });
            }
        }
        let mut new: Vec<DocumentId> = numbers.into_values().collect();
        if !new.is_empty() {
            new.sort_unstable();
            let added = new.iter().filter_map(|id| sources.get(id.index()).cloned());
            let segment = Arc::new(Segment::of(added));
            parts.push(Part { segment, ids: new.into_iter().map(Some).collect() });
        }
        Self { sources, parts: tidied(parts) }
    }

    /// All sources in the order of their ids.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (DocumentId, &Arc<Source>)> {
        self.sources.iter().enumerate().map(|(i, s)| (DocumentId(i as u32), s))
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

    /// How many words the sources have, those included that changed and are not yet tidied away.
    fn words(&self) -> usize {
        self.parts.iter().map(|p| p.segment.words()).sum()
    }

    /// Where the words stand, best first; empty when they stand nowhere. Better verdicts come before worse ones, then
    /// the more similar place, the cited source, and the earlier place.
    ///
    /// The work depends on how often the words' runs occur, not on the size of the corpus.
    pub fn find(&self, query: &Query<'_>) -> Vec<Match> {
        let pattern = Pattern::new(query.words);
        if pattern.words.is_empty() {
            return Vec::new();
        }
        let parts: Vec<Searched<'_>> =
            self.parts.iter().map(|p| Searched { segment: &p.segment, ids: &p.ids }).collect();
        let cited = query.cited;
        let exact = parts.iter().flat_map(|part| search::exact(&pattern, part, cited));
        let mut found: Vec<Match> = exact.collect();
        // The cited source is searched in any case: the note may misquote it while another has the words.
        let elsewhere = !found.is_empty();
        if !elsewhere || (cited.is_some() && !found.iter().any(|m| Some(m.source) == cited)) {
            let scope = Scope { cited, only: elsewhere, words: self.words() };
            let near = |part| search::approximate(&pattern, part, scope);
            found.extend(parts.iter().flat_map(near));
        }
        if found.is_empty()
            && let Some(cited) = cited
        {
            found.extend(parts.iter().filter_map(|part| search::reordered(&pattern, part, cited)));
        }
        if found.is_empty() && !pattern.gaps.is_empty() {
            found = self.spliced(query, &pattern);
        }
        found.sort_by(|a, b| {
            let cited = |m: &Match| Some(m.source) != cited;
            (a.verdict.cmp(&b.verdict))
                .then(b.similarity.total_cmp(&a.similarity))
                .then(cited(a).cmp(&cited(b)))
                .then((a.source, a.span).cmp(&(b.source, b.span)))
        });
        found
    }

    /// Where sources that do not hold the words hold nearly the same ones, the most similar first: other tellings of what
    /// was said. `found` is where the words stand, as [`Corpus::find`] returns it.
    ///
    /// The work depends on how often the words' runs occur, not on the size of the corpus.
    pub fn variants(&self, query: &Query<'_>, found: &[Match]) -> Vec<Match> {
        let pattern = Pattern::new(query.words);
        let parts: Vec<Searched<'_>> =
            self.parts.iter().map(|p| Searched { segment: &p.segment, ids: &p.ids }).collect();
        let scope = Scope { cited: None, only: false, words: self.words() };
        let near = |part| search::approximate(&pattern, part, scope);
        let mut tellings: Vec<Match> = parts.iter().flat_map(near).collect();
        tellings.retain(|m| {
            m.verdict == Verdict::Misquoted && !found.iter().any(|f| f.source == m.source)
        });
        tellings.sort_by(|a, b| {
            b.similarity.total_cmp(&a.similarity).then((a.source, a.span).cmp(&(b.source, b.span)))
        });
        tellings
    }

    /// The places of the parts of a quotation whose ellipses join words from different places. None of them is the whole
    /// quotation's, so all are misquoted, and alike in proportion to their length.
    fn spliced(&self, query: &Query<'_>, pattern: &Pattern) -> Vec<Match> {
        let mut found = Vec::new();
        for words in pattern.parts() {
            let part = words.of(query.words);
            for mut place in self.find(&Query { words: part, cited: query.cited }) {
                for change in &mut place.changes {
                    change.quoted = change.quoted.shift(words.start);
                }
                let before = Span::new(0, words.start);
                let after = Span::new(words.end, query.words.len());
                for rest in [before, after].into_iter().filter(|s| !s.is_empty()) {
                    place.changes.push(Change {
                        kind: ChangeKind::Added,
                        quoted: rest,
                        source: Span::default(),
                        marked: false,
                        material: false,
                    });
                }
                place.changes.sort_by_key(|c| c.quoted.start);
                place.verdict = Verdict::Misquoted;
                place.similarity *= words.len() as f32 / query.words.len().max(1) as f32;
                found.push(place);
            }
        }
        found
    }
}

impl FromIterator<Arc<Source>> for Corpus {
    fn from_iter<I: IntoIterator<Item = Arc<Source>>>(sources: I) -> Self {
        Corpus::new(sources.into_iter().collect())
    }
}

/// Merges small segments when there are many, and those of which most is gone.
fn tidied(mut parts: Vec<Part>) -> Vec<Part> {
    let mostly_gone = |p: &Part| p.ids.iter().filter(|id| id.is_none()).count() * 2 > p.ids.len();
    if parts.len() <= MOST_PARTS && !parts.iter().any(mostly_gone) {
        return parts;
    }
    parts.sort_by_key(|p| std::cmp::Reverse(p.segment.len()));
    let keep = usize::from(parts.first().is_some_and(|p| !mostly_gone(p)));
    let merged = parts.split_off(keep.min(parts.len()));
    let documents =
        || merged.iter().flat_map(|p| p.ids.iter().enumerate().map(move |(d, id)| (p, d, *id)));
    let kept = || documents().filter_map(|(p, d, id)| id.map(|id| (p, d, id)));
    let segment = Segment::merged(kept().map(|(p, d, _)| (p.segment.as_ref(), d)));
    parts.push(Part {
        segment: Arc::new(segment),
        ids: kept().map(|(_, _, id)| Some(id)).collect(),
    });
    parts
}
