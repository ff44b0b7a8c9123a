//! A quotation as a search pattern: its words, and the brackets and ellipses that mark changes.

use crate::text::word::{self, words};
use crate::text::{Derived, Span, fold};
use std::ops::Range;

/// A quotation, parsed.
#[derive(Debug, Default)]
pub(super) struct Pattern {
    /// The quotation, folded typographically.
    pub(super) folded: Derived,
    /// Its words in order, without `[sic]`.
    pub(super) words: Vec<PatternWord>,
    /// Runs of words in brackets.
    pub(super) brackets: Vec<Range<usize>>,
    /// Ellipses between words, in order.
    pub(super) gaps: Vec<Gap>,
    /// The places of `[sic]`, bytes of the folded text.
    pub(super) sics: Vec<Span>,
}

/// The fewest words of a part that is searched on its own.
const SHORTEST_PART: usize = 4;

/// A word of a pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct PatternWord {
    /// Bytes of the folded text.
    pub(super) span: Span,
    /// The hash of its content.
    pub(super) hash: u32,
    /// Whether a part of it is in brackets.
    pub(super) partial: bool,
    /// Whether all of it is in brackets.
    pub(super) bracketed: bool,
}

/// An ellipsis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// The index of the word after it.
    pub(super) before: usize,
    /// Bytes of the folded text, from the first dot to the last, including brackets around them.
    pub(super) span: Span,
}

impl Pattern {
    /// Parses quoted words.
    pub(super) fn new(quoted: &str) -> Self {
        let folded = fold::typographic(quoted);
        let mut pattern = Pattern::default();
        let sic = word::hash("sic");
        let mut open = None;
        let mut end = 0;
        for found in words(&folded.text) {
            let glue = Span::new(end, found.span.start);
            pattern.read_glue(glue, &folded.text, &mut open);
            end = found.span.end;
            let before = glue.of(&folded.text);
            let after = folded.text.get(end..).unwrap_or_default();
            if found.hash == sic && before.ends_with(['[', '(']) && after.starts_with([']', ')']) {
                pattern.sics.push(Span::new(found.span.start - 1, end + 1));
                open = None;
                continue;
            }
            pattern.words.push(PatternWord {
                span: found.span,
                hash: found.hash,
                partial: found.bracketed,
                bracketed: false,
            });
        }
        pattern.read_glue(Span::new(end, folded.text.len()), &folded.text, &mut open);
        let count = pattern.words.len();
        pattern.gaps.retain(|g| g.before < count);
        for range in &pattern.brackets {
            for word in pattern.words.get_mut(range.clone()).unwrap_or_default() {
                word.bracketed = true;
            }
        }
        pattern.folded = folded;
        pattern
    }

    /// Whether the words between `from` and `to` are adjacent, with nothing marked between them.
    pub(super) fn plain(&self, range: Range<usize>) -> bool {
        let words = self.words.get(range.clone()).unwrap_or_default();
        let first = self.gaps.partition_point(|g| g.before <= range.start);
        let gap = self.gaps.get(first).is_some_and(|g| g.before < range.end);
        words.iter().all(|w| !w.bracketed) && !gap
    }

    /// The gap before a word.
    pub(super) fn gap(&self, before: usize) -> Option<&Gap> {
        let first = self.gaps.partition_point(|g| g.before < before);
        self.gaps.get(first).filter(|g| g.before == before)
    }

    /// The length in characters of the words outside brackets, with one space for each.
    pub(super) fn literal_len(&self) -> usize {
        let literal = self.words.iter().filter(|w| !w.bracketed);
        literal.map(|w| w.span.len() + 1).sum::<usize>().saturating_sub(1)
    }

    /// The parts between ellipses that are long enough not to match by chance, as bytes of the quotation itself.
    pub(super) fn parts(&self) -> Vec<Span> {
        let ends = self.gaps.iter().map(|g| g.before).chain([self.words.len()]);
        let mut first = 0;
        let mut parts = Vec::new();
        for end in ends {
            let words = self.words.get(first..end).unwrap_or_default();
            if words.len() >= SHORTEST_PART && words.len() < self.words.len() {
                let ends = words.first().zip(words.last());
                parts.extend(ends.map(|(a, b)| self.folded.map.to_origin(a.span.join(b.span))));
            }
            first = end;
        }
        parts
    }

    /// The text between the words `before` and `before + 1`, or at the edges.
    pub(super) fn glue_after(&self, word: usize) -> Span {
        let start = self.words.get(word).map_or(0, |w| w.span.end);
        let end = self.words.get(word + 1).map_or(self.folded.text.len(), |w| w.span.start);
        Span::new(start, end)
    }

    /// Records brackets and ellipses in the text between two words.
    fn read_glue(&mut self, glue: Span, text: &str, open: &mut Option<usize>) {
        let mut skip = 0;
        for (at, c) in glue.of(text).char_indices() {
            if at < skip {
                continue;
            }
            match c {
                '[' => *open = Some(self.words.len()),
                ']' => {
                    if let Some(first) = open.take().filter(|first| *first < self.words.len()) {
                        self.brackets.push(first..self.words.len());
                    }
                }
                '.' => {
                    let rest = Span::new(glue.start + at, glue.end).of(text);
                    let points = rest.find(|c| c != '.').unwrap_or(rest.len());
                    skip = at + points;
                    if points >= 3 && !self.words.is_empty() {
                        let dots = Span::new(glue.start + at, glue.start + skip);
                        let before = self.words.len();
                        self.gaps.push(Gap { before, span: with_brackets(text, dots) });
                    }
                }
                _ => {}
            }
        }
    }
}

/// An ellipsis with the brackets around it.
fn with_brackets(text: &str, dots: Span) -> Span {
    let before = text.get(..dots.start).is_some_and(|t| t.ends_with('['));
    let after = text.get(dots.end..).is_some_and(|t| t.starts_with(']'));
    if before && after { Span::new(dots.start - 1, dots.end + 1) } else { dots }
}
