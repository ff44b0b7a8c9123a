//! What is known while citations are assigned, and asked in all its steps.

use super::layout::{Anchor, Layout};
use crate::prose::{Block, BlockKind, Quotation};
use crate::text::Span;
use std::collections::HashMap;

/// Citations on the way to their quotations. Quotations, anchors and blocks are meant by their indexes.
pub(super) struct Assigner<'a> {
    pub(super) layout: &'a Layout<'a>,
    pub(super) quotations: &'a [Quotation],
    pub(super) anchors: &'a [Anchor],
    /// For each block, the anchors in it.
    pub(super) anchored: Vec<Vec<usize>>,
    /// Anchors that are all there was of their block.
    pub(super) alone: Vec<usize>,
    /// For each block, the outermost quotations that end in it.
    pub(super) ending: Vec<Vec<usize>>,
    /// What stands around each block.
    pub(super) around: Vec<Neighbours>,
    /// The anchors of each row of a table.
    pub(super) by_row: HashMap<usize, Vec<usize>>,
    /// The anchors of each title of a callout.
    pub(super) by_title: HashMap<usize, Vec<usize>>,
    /// What was found in the lines that introduce lists and block quotations, by the first block of these.
    pub(super) introductions: HashMap<usize, Vec<usize>>,
    /// For each quotation from where on a narrative citation behind it begins a clause of its own, once it was asked.
    pub(super) clauses: HashMap<usize, Option<usize>>,
    /// Anchors beside the words.
    pub(super) direct: Vec<Vec<usize>>,
    /// Anchors further off, used when there are none beside the words.
    pub(super) fallback: Vec<Vec<usize>>,
}

impl<'a> Assigner<'a> {
    pub(super) fn new(
        layout: &'a Layout<'a>,
        quotations: &'a [Quotation],
        anchors: &'a [Anchor],
    ) -> Self {
        let mut assigner = Self {
            layout,
            quotations,
            anchors,
            anchored: vec![Vec::new(); layout.blocks.len()],
            alone: Vec::new(),
            ending: vec![Vec::new(); layout.blocks.len()],
            around: neighbours(layout.blocks),
            by_row: HashMap::new(),
            by_title: HashMap::new(),
            introductions: HashMap::new(),
            clauses: HashMap::new(),
            direct: vec![Vec::new(); quotations.len()],
            fallback: vec![Vec::new(); quotations.len()],
        };
        for (i, anchor) in anchors.iter().enumerate() {
            if let Some(row) = anchor.row {
                assigner.by_row.entry(row).or_default().push(i);
            }
            if let Some(title) = anchor.title {
                assigner.by_title.entry(title).or_default().push(i);
            }
            match anchor.block.and_then(|b| assigner.anchored.get_mut(b)) {
                Some(anchored) => anchored.push(i),
                None if anchor.title.is_none() => assigner.alone.push(i),
                None => {}
            }
        }
        for (i, quotation) in quotations.iter().enumerate().filter(|(_, q)| q.parent.is_none()) {
            let block = assigner.block_at(quotation.span.end);
            if let Some(ending) = block.and_then(|b| assigner.ending.get_mut(b)) {
                ending.push(i);
            }
        }
        assigner
    }

    pub(super) fn block_at(&self, end: usize) -> Option<usize> {
        let block = self.layout.blocks.partition_point(|b| b.span.end < end);
        (block < self.layout.blocks.len()).then_some(block)
    }

    pub(super) fn push_direct(&mut self, quotation: usize, anchor: usize) {
        if let Some(direct) = self.direct.get_mut(quotation) {
            direct.push(anchor);
        }
    }

    pub(super) fn at(&self, anchor: usize) -> usize {
        self.anchors.get(anchor).map_or(0, |a| a.at)
    }

    pub(super) fn span(&self, quotation: usize) -> Span {
        self.quotations.get(quotation).map_or(Span::default(), |q| q.span)
    }
}

/// What stands around a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbours {
    /// The first block of its list or block quotation.
    pub(super) first: usize,
    /// The last block of its item or block quotation.
    pub(super) last: usize,
    /// The heading above it.
    pub(super) heading: Option<usize>,
}

/// What stands around each block.
fn neighbours(blocks: &[Block]) -> Vec<Neighbours> {
    let mut found: Vec<Neighbours> = Vec::with_capacity(blocks.len());
    let mut heading = None;
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|b| Some((blocks.get(b)?, found.get(b)?)));
        let first = match before {
            Some((before, around)) => {
                let goes_on = match block.kind {
                    BlockKind::Item => before.kind == BlockKind::Item,
                    _ => block.continued,
                };
                if goes_on { around.first } else { at }
            }
            None => at,
        };
        found.push(Neighbours { first, last: at, heading });
        if block.kind == BlockKind::Heading {
            heading = Some(at);
        }
    }
    for at in (1..blocks.len()).rev() {
        if blocks.get(at).is_some_and(|b| b.continued)
            && let Some(last) = found.get(at).map(|around| around.last)
            && let Some(before) = found.get_mut(at - 1)
        {
            before.last = last;
        }
    }
    found
}
