//! A quotation laid over a stretch of a source, and what their differences cost at least.

use super::alignment::Step;
use super::difference::least_distance;
use super::pattern::Pattern;
use crate::text::{DocumentId, Span};
use std::ops::Range;

/// A quotation laid over a stretch of a source.
pub(super) struct Overlay<'a> {
    /// The quotation.
    pub(super) pattern: &'a Pattern,
    /// The text of the source it is laid over.
    pub(super) text: &'a str,
    /// Its number.
    pub(super) id: DocumentId,
    /// Where the words stand that the steps number, bytes of the source.
    pub(super) spans: &'a [(u32, u32)],
    /// The steps.
    pub(super) steps: &'a [Step],
}

/// Differences that run together: words of the quotation against words of the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Difference {
    pub(super) quoted: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
}

impl Difference {
    /// Adds a word of the quotation, of the source, or one of each.
    pub(super) fn add(&mut self, q: Option<usize>, s: Option<usize>) {
        let widen = |range: &mut Option<Range<usize>>, at: Option<usize>| {
            if let Some(at) = at {
                *range = Some(range.as_ref().map_or(at..at + 1, |r| r.start..at + 1));
            }
        };
        widen(&mut self.quoted, q);
        widen(&mut self.source, s);
    }
}

impl Overlay<'_> {
    /// What the differences cost at least, without a look at more than their letters: enough to tell most places that are
    /// none.
    pub(super) fn least_cost(&self) -> usize {
        let ends =
            |s: &Step| !matches!(s, Step::Other { .. } | Step::Added { .. } | Step::Left { .. });
        let differences = self.steps.split(ends).map(|steps| {
            let mut difference = Difference::default();
            for step in steps {
                match step {
                    Step::Other { q, s } => difference.add(Some(*q), Some(*s)),
                    Step::Added { q } => difference.add(Some(*q), None),
                    Step::Left { s } => difference.add(None, Some(*s)),
                    _ => {}
                }
            }
            difference
        });
        differences.map(|difference| self.least_cost_of(difference)).sum()
    }

    fn least_cost_of(&self, Difference { quoted, source }: Difference) -> usize {
        let quoted = quoted.unwrap_or_default();
        // What is in brackets may be as free as they make it.
        let words = self.pattern.words.get(quoted.clone()).unwrap_or_default();
        if words.iter().any(|word| word.partial || word.bracketed) {
            return 0;
        }
        let new = self.quoted_span(quoted).of(&self.pattern.folded.text);
        least_distance(new, self.source_span(source.unwrap_or_default()).of(self.text))
    }

    /// The first byte of a word of the source.
    pub(super) fn start_of(&self, s: usize) -> usize {
        self.spans.get(s).map_or(0, |w| w.0 as usize)
    }

    /// The byte past the last of a word of the source.
    pub(super) fn end_of(&self, s: usize) -> usize {
        self.spans.get(s).map_or(0, |w| w.1 as usize)
    }

    /// Bytes of the source; empty for no words.
    pub(super) fn source_span(&self, words: Range<usize>) -> Span {
        match words.len() {
            0 => Span::default(),
            _ => Span::new(self.start_of(words.start), self.end_of(words.end - 1)),
        }
    }

    /// Bytes of the folded quotation; empty for no words.
    pub(super) fn quoted_span(&self, words: Range<usize>) -> Span {
        let words = self.pattern.words.get(words).unwrap_or_default();
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }
}
