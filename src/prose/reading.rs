//! What the reader makes of one text: its sentences and its quotations.

use super::quote::quotation::Quotation;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What the reader made of one text. All spans are bytes of that text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Sentences in order.
    pub sentences: Vec<Span>,
    /// Quotations in order of their start; nested ones follow the one they stand in.
    pub quotations: Vec<Quotation>,
}

impl Reading {
    /// The quotations that stand in no other and share a byte with `span`, in order, each with its index. Takes as many
    /// steps as the number of quotations has digits, and one for each that begins inside the span.
    pub fn outermost(&self, span: Span) -> impl Iterator<Item = (usize, &Quotation)> {
        let behind = self.quotations.partition_point(|q| q.span.start <= span.start);
        let around = behind.checked_sub(1).map(|last| self.outermost_of(last));
        let further = behind..self.quotations.len();
        let numbered = |index: usize| Some((index, self.quotations.get(index)?));
        around
            .into_iter()
            .chain(further)
            .map_while(numbered)
            .take_while(move |(_, q)| q.span.start < span.end)
            .filter(move |(_, q)| q.parent.is_none() && q.span.overlaps(span))
    }

    /// The quotation, the last and innermost, that touches the beginning of `span` or shares a byte with it.
    pub fn innermost(&self, span: Span) -> Option<&Quotation> {
        let begun = self.quotations.partition_point(|q| q.span.start <= span.start);
        let after = self.quotations.partition_point(|q| q.span.start < span.end).max(begun);
        let later = self.quotations.get(begun..after).unwrap_or_default().iter().rev();
        // Of those that begin before the span only the last and what it stands in can reach so far.
        let parent = |q: &&Quotation| q.parent.and_then(|parent| self.quotations.get(parent));
        let last = begun.checked_sub(1).and_then(|last| self.quotations.get(last));
        let mut near = later.chain(std::iter::successors(last, parent));
        near.find(|q| q.span.touches(span.start) || q.words.overlaps(span))
    }

    /// The quotation that stands in no other and holds the one with this index.
    fn outermost_of(&self, index: usize) -> usize {
        let mut outer = index;
        while let Some(parent) = self.quotations.get(outer).and_then(|q| q.parent) {
            outer = parent;
        }
        outer
    }
}
