//! Citations outside the sentence of a quotation: at the end of a block quotation, in the line that introduces it, in
//! the table row, in a heading.

use super::assigner::{Assigner, MOST};
use crate::prose::{Block, BlockKind};
use std::collections::HashMap;

/// The fewest words of speech for which a heading cites.
const LEAST_WORDS: usize = 4;

impl Assigner<'_> {
    /// Citations outside the sentence: at the end of a block quotation, in the line that introduces it or the list, in
    /// a paragraph of their own, in the same table row, in the heading.
    pub(super) fn containers(&mut self) {
        let mut claimed = vec![false; self.anchors.len()];
        for &anchor in self.direct.iter().flatten() {
            if let Some(claimed) = claimed.get_mut(anchor) {
                *claimed = true;
            }
        }
        let unclaimed: Vec<usize> = (0..self.anchors.len())
            .filter(|&a| claimed.get(a) == Some(&false))
            .filter(|&a| self.anchors.get(a).is_some_and(|a| a.block.is_some()))
            .collect();
        for q in 0..self.quotations.len() {
            if self.direct.get(q).is_none_or(|d| !d.is_empty()) {
                continue;
            }
            let Some(block) = self.block_at(self.span(q).end) else { continue };
            let mut found = self.rest_of_container(q, block, &unclaimed);
            let further = [
                Self::title,
                Self::alone_behind,
                Self::same_row,
                Self::introduction,
                Self::heading,
            ];
            // A heading cites for the speech below it, not for a word in scare quotes.
            let said = self.quotations.get(q).is_some_and(|q| q.attribution.is_some())
                || self
                    .span(q)
                    .of(self.layout.text)
                    .split_whitespace()
                    .nth(LEAST_WORDS - 1)
                    .is_some()
                || self.layout.blocks.get(block).is_some_and(|b| self.span(q).covers(b.span));
            let further = further.into_iter().take(if said { 5 } else { 4 });
            for further in further {
                if found.is_empty() {
                    found = further(self, block);
                }
            }
            found.truncate(MOST);
            if let Some(fallback) = self.fallback.get_mut(q) {
                *fallback = found;
            }
        }
    }

    /// Later in the same block quotation or list item, unless it belongs to another quotation.
    fn rest_of_container(&self, q: usize, block: usize, unclaimed: &[usize]) -> Vec<usize> {
        let last = self.container_end(block);
        let contained =
            |b: &Block| b.continued || [BlockKind::Quote, BlockKind::Item].contains(&b.kind);
        if last == block && !self.layout.blocks.get(block).is_some_and(contained) {
            return Vec::new();
        }
        let start = self.span(q).start;
        let home = |a: usize| self.anchors.get(a).and_then(|anchor| anchor.block);
        let first = unclaimed.partition_point(|&a| self.at(a) < start || home(a) < Some(block));
        let behind = unclaimed.iter().copied().skip(first);
        behind.take_while(|&a| home(a) <= Some(last)).take(MOST).collect()
    }

    /// In a paragraph of its own directly after the block quotation, list item or paragraph.
    fn alone_behind(&mut self, block: usize) -> Vec<usize> {
        let last = self.container_end(block);
        let end = self.layout.blocks.get(last).map_or(0, |b| b.span.end);
        self.alone_at(end)
    }

    /// In the title of the callout.
    fn title(&mut self, block: usize) -> Vec<usize> {
        numbered(&self.layout.titles, &self.by_title, block)
    }

    fn same_row(&mut self, block: usize) -> Vec<usize> {
        numbered(&self.layout.rows, &self.by_row, block)
    }

    /// The last sentence before the list, block quotation or paragraph, if it ends with a colon and has no quotation.
    fn introduction(&mut self, block: usize) -> Vec<usize> {
        let Some(first) = self.around.get(block).map(|around| around.first) else {
            return Vec::new();
        };
        if let Some(found) = self.introductions.get(&first) {
            return found.clone();
        }
        let mut found = self.introduced(first);
        found.truncate(MOST);
        self.introductions.insert(first, found.clone());
        found
    }

    /// The same for a list, block quotation or paragraph that begins at a block.
    fn introduced(&self, first: usize) -> Vec<usize> {
        let Some(lead) = first.checked_sub(1) else { return Vec::new() };
        let Some(span) = self.layout.blocks.get(lead).map(|b| b.span) else { return Vec::new() };
        if !span.of(self.layout.text).ends_with(':') {
            return Vec::new();
        }
        let anchors = self.anchored.get(lead).map_or(&[][..], Vec::as_slice);
        let start = self.bounds(span, anchors).last().copied().unwrap_or(span.start);
        let quotes =
            self.ending.get(lead).is_some_and(|e| e.iter().any(|&q| self.span(q).end > start));
        if quotes {
            Vec::new()
        } else {
            anchors.iter().copied().filter(|&a| !self.before_bound(a, start)).collect()
        }
    }

    /// The heading above the block, or a line below it with only a citation.
    fn heading(&mut self, block: usize) -> Vec<usize> {
        let Some(heading) = self.around.get(block).and_then(|around| around.heading) else {
            return Vec::new();
        };
        let end = self.layout.blocks.get(heading).map_or(0, |b| b.span.end);
        // What belongs to words quoted in the heading itself does not apply below.
        let quotes = self.ending.get(heading).is_some_and(|ending| !ending.is_empty());
        let inside = self.anchored.get(heading).filter(|_| !quotes).into_iter().flatten();
        let mut found: Vec<usize> = inside.copied().take(MOST).collect();
        found.extend(self.alone_at(end));
        found
    }

    fn alone_at(&self, offset: usize) -> Vec<usize> {
        let first = self.alone.partition_point(|&a| self.at(a) < offset);
        let here = self.alone.iter().copied().skip(first).take_while(|&a| self.at(a) == offset);
        let alone = |a: &usize| self.anchors.get(*a).is_some_and(|a| a.row.is_none());
        here.filter(alone).take(MOST).collect()
    }

    /// The last block of the block quotation or list item that contains a block.
    fn container_end(&self, block: usize) -> usize {
        self.around.get(block).map_or(block, |around| around.last)
    }
}

/// The anchors with the number of a block, its row or title.
fn numbered(
    numbers: &[Option<usize>],
    anchors: &HashMap<usize, Vec<usize>>,
    block: usize,
) -> Vec<usize> {
    let number = numbers.get(block).copied().flatten();
    let found = number.and_then(|number| anchors.get(&number)).into_iter().flatten();
    found.copied().take(MOST).collect()
}
