//! Citations in the sentence of a quotation.

use super::assigner::{Assigner, MOST};
use crate::prose::Form;
use crate::text::Span;

impl Assigner<'_> {
    /// The sentences of one block.
    pub(super) fn block(&mut self, block: usize) {
        let Some(within) = self.layout.blocks.get(block).map(|b| b.span) else { return };
        let anchors = self.anchored.get(block).cloned().unwrap_or_default();
        let ending = self.ending.get(block).cloned().unwrap_or_default();
        let bounds = self.bounds(within, &anchors);
        let mut anchor = 0;
        for (i, &start) in bounds.iter().enumerate() {
            let end = bounds.get(i + 1).copied();
            let here: Vec<usize> = anchors
                .iter()
                .skip(anchor)
                .copied()
                .take_while(|&a| end.is_none_or(|end| self.before_bound(a, end)))
                .collect();
            anchor += here.len();
            let sentence = Span::new(start, end.unwrap_or(within.end));
            // Outer quotations do not overlap, so their ends are in order.
            let before = |end: usize| ending.partition_point(|&q| self.span(q).end <= end);
            let quotations =
                ending.get(before(sentence.start)..before(sentence.end)).unwrap_or_default();
            if !here.is_empty() && !quotations.is_empty() {
                self.sentence(quotations, &here);
            }
        }
    }

    /// One sentence with both quotations and citations.
    fn sentence(&mut self, quotations: &[usize], anchors: &[usize]) {
        let mut lead = Vec::new();
        let mut tail = Vec::new();
        for (i, &anchor) in anchors.iter().enumerate() {
            let at = self.at(anchor);
            let place = quotations.partition_point(|&q| self.span(q).start < at);
            let before = place.checked_sub(1).and_then(|place| quotations.get(place)).copied();
            let next = quotations.get(place).copied();
            match (before, next) {
                (Some(before), Some(next)) if self.opens_clause(anchor, before) => {
                    let later = anchors.get(i + 1..).unwrap_or_default();
                    let behind = later.partition_point(|&a| self.at(a) < self.span(next).end);
                    let after_next = quotations.get(place + 1).map(|&q| self.span(q).start);
                    let following = later
                        .get(behind)
                        .is_some_and(|&a| after_next.is_none_or(|start| self.at(a) <= start));
                    self.push_direct(if following { before } else { next }, anchor);
                }
                (Some(before), next) => {
                    self.push_direct(before, anchor);
                    if next.is_none() {
                        tail.push(anchor);
                    }
                }
                (None, _) => lead.push(anchor),
            }
        }
        let anchors = if lead.is_empty() { &tail } else { &lead };
        for &q in quotations {
            if let Some(direct) = self.direct.get_mut(q).filter(|d| d.is_empty()) {
                direct.extend(anchors.iter().take(MOST));
            }
        }
    }

    /// Whether a narrative citation after a quotation begins a clause of its own: “…,” while @key has “…”.
    fn opens_clause(&mut self, anchor: usize, before: usize) -> bool {
        let narrative = self.anchors.get(anchor).is_some_and(|a| a.narrative);
        if !narrative {
            return false;
        }
        let opened = match self.clauses.get(&before) {
            Some(opened) => *opened,
            None => {
                let opened = self.clause_behind(before);
                self.clauses.insert(before, opened);
                opened
            }
        };
        opened.is_some_and(|opened| opened <= self.at(anchor))
    }

    /// After the first comma or conjunction between a quotation and the next outer one.
    fn clause_behind(&self, quotation: usize) -> Option<usize> {
        const CONJUNCTIONS: &[&str] = &["and", "but", "while", "whereas", "though", "yet"];
        let end = self.span(quotation).end;
        let mut behind = self.quotations.iter().skip(quotation + 1);
        let next = behind.find(|q| q.parent.is_none()).map(|q| q.span.start);
        let between = Span::new(end, next.unwrap_or(self.layout.text.len())).of(self.layout.text);
        let mut word = 0;
        for (at, c) in between.char_indices().chain([(between.len(), ' ')]) {
            if !c.is_alphabetic() {
                if between.get(word..at).is_some_and(|w| CONJUNCTIONS.contains(&w)) {
                    return Some(end + at);
                }
                word = at + c.len_utf8();
            }
            if [',', ';', ':', '—', '–'].contains(&c) {
                return Some(end + at + c.len_utf8());
            }
        }
        None
    }

    /// The starts of sentences in a block: the reader's sentences, without those that begin inside a quotation or with
    /// an attribution, and with a break before a narrative citation that begins a sentence.
    pub(super) fn bounds(&self, within: Span, anchors: &[usize]) -> Vec<usize> {
        let text = self.layout.text;
        let first = self.layout.sentences.partition_point(|s| s.start <= within.start);
        let sentences =
            self.layout.sentences.iter().skip(first).take_while(|s| s.start < within.end);
        let mut bounds: Vec<usize> = sentences
            .map(|s| s.start)
            .filter(|&at| {
                let rest = text.get(at..within.end).unwrap_or_default();
                !rest.starts_with(['—', '–', '―', '-', '(', '['])
            })
            .collect();
        for &anchor in anchors {
            let at = self.at(anchor);
            let before = Span::new(within.start, at).of(text).trim_end();
            let ended = before
                .trim_end_matches(['”', '"', '’', '\'', ')', '»'])
                .ends_with(['.', '!', '?', '…']);
            if ended && at < within.end && self.anchors.get(anchor).is_some_and(|a| a.narrative) {
                bounds.push(at);
            }
        }
        bounds.retain(|&at| !self.inside_quotation(at));
        bounds.push(within.start);
        bounds.sort_unstable();
        bounds.dedup();
        bounds
    }

    /// Whether a citation belongs to the text before the sentence that begins at `bound`.
    pub(super) fn before_bound(&self, anchor: usize, bound: usize) -> bool {
        self.anchors.get(anchor).is_some_and(|a| a.at < bound || (a.at == bound && !a.narrative))
    }

    fn inside_quotation(&self, at: usize) -> bool {
        let first = self.quotations.partition_point(|q| q.span.start < at);
        self.quotations
            .iter()
            .take(first)
            .rev()
            .take(8)
            .any(|q| q.form == Form::Marks && q.closed && q.span.start < at && at < q.span.end)
    }
}
