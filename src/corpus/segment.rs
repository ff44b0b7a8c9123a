//! The words of some sources, and where each run of one, two or three of them occurs.
//!
//! A segment is immutable: a change of the corpus makes a small new one and leaves the others alone. It has flat arrays
//! only: the hash and place of each word, and the positions of all words sorted by the three words that begin there,
//! which serves runs of one, two and three words alike. Candidates are found by hash, then compared with the text
//! itself.

use super::interruption::{Leap, interruptions};
use super::source::Source;
use crate::text::{Span, scan};
use std::borrow::Cow;
use std::sync::Arc;

/// Hashes of up to three words in a row.
pub(super) const RUN: usize = 3;
/// A low estimate of the bytes of an English word with what follows it, for reserving room.
const BYTES_A_WORD: usize = 5;

/// An indexed set of sources.
#[derive(Debug, Default)]
pub(super) struct Segment {
    pub(super) words: Words,
    sources: Vec<Arc<Source>>,
}

/// The words of some texts in flat arrays. For a few stretches they need not be sorted, but are scanned.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The position of each document's first word.
    firsts: Vec<usize>,
    /// The words of all documents; two zeros end each document, so that no run crosses its end.
    hashes: Vec<u32>,
    /// Each word's place in its source's text: first byte and one past the last.
    spans: Vec<(u32, u32)>,
    /// Interruptions of quotations ordered by their ends, as positions in `hashes`.
    leaps: Vec<Leap>,
    /// Positions in `hashes`, sorted by the run of words that begins there, then by position.
    order: Vec<u32>,
    /// For each value of a hash's leading bits, the first index into `order`.
    directory: Vec<u32>,
    shift: u32,
}

impl Segment {
    /// Indexes sources.
    pub(super) fn of(sources: impl IntoIterator<Item = Arc<Source>>) -> Self {
        let mut segment = Segment::default();
        for source in sources {
            segment.words.push(&source.text, &source.quoted());
            segment.sources.push(source);
        }
        segment.words.sort();
        segment
    }

    /// One segment with the documents that `keep` selects from several, without reading them again.
    pub(super) fn merged<'a>(parts: impl IntoIterator<Item = (&'a Segment, usize)>) -> Self {
        let mut merged = Segment::default();
        for (part, document) in parts {
            let Some(source) = part.source(document) else { continue };
            merged.sources.push(source.clone());
            merged.words.append(&part.words, document);
        }
        merged.words.sort();
        merged
    }

    /// Number of documents.
    pub(super) fn len(&self) -> usize {
        self.sources.len()
    }

    /// A document's source.
    pub(super) fn source(&self, document: usize) -> Option<&Arc<Source>> {
        self.sources.get(document)
    }

    /// A document's text.
    pub(super) fn text(&self, document: usize) -> &str {
        self.source(document).map_or("", |s| &s.text)
    }
}

impl Words {
    /// The number of words, plus the terminators of documents.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The positions of a document's words.
    pub(super) fn range(&self, document: usize) -> std::ops::Range<usize> {
        let first = |i: usize| self.firsts.get(i).copied();
        let start = first(document).unwrap_or(self.hashes.len());
        let end = first(document + 1).unwrap_or(self.hashes.len()).saturating_sub(RUN - 1);
        start..end.max(start)
    }

    /// The document with the word at a position.
    pub(super) fn document(&self, position: usize) -> usize {
        self.firsts.partition_point(|first| *first <= position).saturating_sub(1)
    }

    /// The hashes of the words at positions.
    pub(super) fn hashes(&self, range: std::ops::Range<usize>) -> &[u32] {
        self.hashes.get(range).unwrap_or_default()
    }

    /// The places in the source's text of the words at positions.
    pub(super) fn spans(&self, range: std::ops::Range<usize>) -> &[(u32, u32)] {
        self.spans.get(range).unwrap_or_default()
    }

    /// The interruptions that end at positions `start..end`.
    pub(super) fn leaps(&self, start: usize, end: usize) -> &[Leap] {
        let from = self.leaps.partition_point(|l| l.to < start);
        let to = self.leaps.partition_point(|l| l.to < end);
        self.leaps.get(from..to).unwrap_or_default()
    }

    /// Positions at which a run of one to three words probably begins, in order. Only half of the hashes of the second
    /// and third word are compared.
    pub(super) fn positions(&self, run: &[u32]) -> &[u32] {
        let (Some(&first), true) = (run.first(), run.len() <= RUN) else { return &[] };
        let bucket = (first >> self.shift) as usize;
        let bound = |i: usize| self.directory.get(i).map_or(self.order.len(), |n| *n as usize);
        let bucket = self.order.get(bound(bucket)..bound(bucket + 1)).unwrap_or_default();
        let bits = 16 * (RUN - run.len().min(RUN)) as u32;
        let wanted = key(run) >> bits;
        let at = |p: &u32| key(self.hashes.get(*p as usize..).unwrap_or_default()) >> bits;
        let start = bucket.partition_point(|p| at(p) < wanted);
        let rest = bucket.get(start..).unwrap_or_default();
        // Most runs are rare: gallop before bisecting.
        let mut near = 1;
        while near < rest.len() && rest.get(near).is_some_and(|p| at(p) == wanted) {
            near *= 2;
        }
        let rest = rest.get(..near.min(rest.len())).unwrap_or_default();
        rest.get(..rest.partition_point(|p| at(p) == wanted)).unwrap_or_default()
    }

    /// For each of some runs of the same length, one to three words, the positions at which it probably begins. In
    /// order, except for runs of fewer than three words in sorted texts.
    pub(super) fn standing(&self, runs: &[&[u32]]) -> Vec<Cow<'_, [u32]>> {
        if !self.order.is_empty() {
            return runs.iter().map(|run| Cow::Borrowed(self.positions(run))).collect();
        }
        let mut found = vec![Vec::new(); runs.len()];
        let len = runs.first().map_or(RUN, |run| run.len());
        let bits = 16 * RUN.saturating_sub(len) as u32;
        let wanted: Vec<u64> = runs.iter().map(|run| key(run) >> bits).collect();
        // Most words begin none of them, which the low bits of their hashes tell.
        let mask = runs.iter().filter_map(|run| run.first());
        let mask = mask.fold(0u64, |mask, first| mask | 1 << (first & 63));
        for (position, hash) in (0u32..).zip(&self.hashes) {
            if mask & 1 << (hash & 63) == 0 || *hash == 0 {
                continue;
            }
            let here = key(self.hashes.get(position as usize..).unwrap_or_default()) >> bits;
            for (wanted, found) in wanted.iter().zip(&mut found) {
                if *wanted == here {
                    found.push(position);
                }
            }
        }
        found.into_iter().map(Cow::Owned).collect()
    }

    /// Adds a text as a document. `quoted` are its outer quotations in order.
    pub(super) fn push(&mut self, text: &str, quoted: &[Span]) {
        let first = self.hashes.len();
        self.firsts.push(first);
        let room = text.len() / BYTES_A_WORD + RUN;
        self.hashes.reserve(room);
        self.spans.reserve(room);
        scan::scan(text, &mut self.hashes, &mut self.spans);
        let spans = self.spans.get(first..).unwrap_or_default();
        let leaps = interruptions(text, quoted, spans);
        self.leaps.extend(leaps.map(|l| Leap { from: l.from + first, to: l.to + first }));
        self.end_document();
    }

    /// Copies a document from other words.
    fn append(&mut self, other: &Words, document: usize) {
        let (range, first) = (other.range(document), self.hashes.len());
        self.firsts.push(first);
        self.hashes.extend_from_slice(other.hashes(range.clone()));
        self.spans.extend_from_slice(other.spans(range.clone()));
        self.end_document();
        let moved =
            |l: &Leap| Leap { from: l.from - range.start + first, to: l.to - range.start + first };
        self.leaps.extend(other.leaps(range.start, range.end).iter().map(moved));
    }

    fn end_document(&mut self) {
        self.hashes.extend([0; RUN - 1]);
        self.spans.extend([(0, 0); RUN - 1]);
    }

    /// Sorts the runs; call it once all documents are added.
    pub(super) fn sort(&mut self) {
        let runs = (0u32..).zip(&self.hashes).filter(|(_, hash)| **hash != 0);
        let mut keyed: Vec<(u64, u32)> = runs
            .map(|(p, _)| (key(self.hashes.get(p as usize..).unwrap_or_default()), p))
            .collect();
        keyed.sort_unstable();
        self.order = keyed.iter().map(|(_, p)| *p).collect();
        let bits = keyed.len().max(16).ilog2().min(16);
        self.shift = 32 - bits;
        self.directory = vec![0; (1 << bits) + 1];
        for (key, _) in &keyed {
            let bucket = (key >> (32 + self.shift)) as usize + 1;
            if let Some(count) = self.directory.get_mut(bucket) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut self.directory {
            sum += *count;
            *count = sum;
        }
    }
}

/// The sort key of a run: the whole hash of its first word and the upper halves of the next two.
fn key(run: &[u32]) -> u64 {
    let part = |i: usize| run.get(i).copied().unwrap_or_default();
    u64::from(part(0)) << 32 | u64::from(part(1) >> 16) << 16 | u64::from(part(2) >> 16)
}
