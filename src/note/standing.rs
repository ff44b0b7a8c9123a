//! Which citations stand for which quotation.
//!
//! A citation stands for the words before it in its sentence, back to the quotation before; at the sentence's end, also
//! for earlier words that have none; before the words, for those that follow it in the sentence. A block quotation has
//! its citation at its end, on its attribution line, or in the line that introduces it. Footnotes count where their mark
//! stands.

use crate::prose::{Block, BlockKind, Form, Quotation};
use crate::text::Span;
use std::collections::HashMap;

/// How many citations a quotation that has none beside it takes from its sentence, its list or its heading, and how many
/// stand for one quotation at most. Nobody cites so many sources for the same words.
pub(super) const MOST: usize = 64;

/// Fewer words are no speech for which a heading cites.
const LEAST_WORDS: usize = 4;

/// Citations at one place of the prose.
#[derive(Debug)]
pub(super) struct Anchor {
    /// An offset of the prose.
    pub(super) at: usize,
    /// The block it stands in; none when it is all there was of its block.
    pub(super) block: Option<usize>,
    /// The row of a table it stands in.
    pub(super) row: Option<usize>,
    /// The title of a callout that it stands in, by a number of its own.
    pub(super) title: Option<usize>,
    /// Indexes of the note's citations.
    pub(super) citations: Vec<usize>,
    /// Whether it takes part in the sentence, and may speak of what follows.
    pub(super) narrative: bool,
}

/// The prose and how it is divided. Spans are bytes of the prose.
pub(super) struct Layout<'a> {
    pub(super) text: &'a str,
    pub(super) blocks: &'a [Block],
    /// For each block, the row of a table it is a cell of.
    pub(super) rows: Vec<Option<usize>>,
    /// For each block, the title of its callout, by the same numbers as those of anchors.
    pub(super) titles: Vec<Option<usize>>,
    /// For each block, those that name who speaks in it.
    pub(super) named_by: Vec<Vec<usize>>,
    pub(super) sentences: &'a [Span],
}

/// For each quotation the indexes of the citations that stand for it, nearest first.
pub(super) fn citations(
    layout: &Layout<'_>,
    quotations: &[Quotation],
    anchors: &[Anchor],
) -> Vec<Vec<usize>> {
    if anchors.is_empty() {
        return vec![Vec::new(); quotations.len()];
    }
    let mut standing = Standing::new(layout, quotations, anchors);
    for block in 0..layout.blocks.len() {
        standing.block(block);
    }
    standing.continued();
    standing.containers();
    standing.finish()
}

/// What stands around a block.
#[derive(Clone, Copy, Debug)]
struct Around {
    /// The first block of its list or block quotation.
    first: usize,
    /// The last block of its item or block quotation.
    last: usize,
    /// The heading above it.
    heading: Option<usize>,
}

/// What stands around each block.
fn around(blocks: &[Block]) -> Vec<Around> {
    let mut found: Vec<Around> = Vec::with_capacity(blocks.len());
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
        found.push(Around { first, last: at, heading });
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

struct Standing<'a> {
    layout: &'a Layout<'a>,
    quotations: &'a [Quotation],
    anchors: &'a [Anchor],
    /// For each block, the anchors in it.
    anchored: Vec<Vec<usize>>,
    /// Anchors that are all there was of their block.
    alone: Vec<usize>,
    /// For each block, the outermost quotations that end in it.
    ending: Vec<Vec<usize>>,
    /// What stands around each block.
    around: Vec<Around>,
    /// The anchors of each row of a table.
    by_row: HashMap<usize, Vec<usize>>,
    /// The anchors of each title of a callout.
    by_title: HashMap<usize, Vec<usize>>,
    /// What was found in the lines that introduce lists and block quotations, by the first block of these.
    introductions: HashMap<usize, Vec<usize>>,
    /// For each quotation from where on a narrative citation behind it begins a clause of its own, once it was asked.
    clauses: HashMap<usize, Option<usize>>,
    /// Anchors beside the words.
    direct: Vec<Vec<usize>>,
    /// Anchors further off, used when there are none beside the words.
    fallback: Vec<Vec<usize>>,
}

impl<'a> Standing<'a> {
    fn new(layout: &'a Layout<'a>, quotations: &'a [Quotation], anchors: &'a [Anchor]) -> Self {
        let mut standing = Self {
            layout,
            quotations,
            anchors,
            anchored: vec![Vec::new(); layout.blocks.len()],
            alone: Vec::new(),
            ending: vec![Vec::new(); layout.blocks.len()],
            around: around(layout.blocks),
            by_row: HashMap::new(),
            by_title: HashMap::new(),
            introductions: HashMap::new(),
            clauses: HashMap::new(),
            direct: vec![Vec::new(); quotations.len()],
            fallback: vec![Vec::new(); quotations.len()],
        };
        for (i, anchor) in anchors.iter().enumerate() {
            if let Some(row) = anchor.row {
                standing.by_row.entry(row).or_default().push(i);
            }
            if let Some(title) = anchor.title {
                standing.by_title.entry(title).or_default().push(i);
            }
            match anchor.block.and_then(|b| standing.anchored.get_mut(b)) {
                Some(anchored) => anchored.push(i),
                None if anchor.title.is_none() => standing.alone.push(i),
                None => {}
            }
        }
        for (i, quotation) in quotations.iter().enumerate().filter(|(_, q)| q.parent.is_none()) {
            let block = standing.block_at(quotation.span.end);
            if let Some(ending) = block.and_then(|b| standing.ending.get_mut(b)) {
                ending.push(i);
            }
        }
        standing
    }

    /// The sentences of one block.
    fn block(&mut self, block: usize) {
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
            // Outermost quotations do not overlap, so that their ends are in order.
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

    /// Whether a narrative citation behind a quotation begins a clause of its own: “…,” while @key has “…”.
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

    /// Behind the first comma or conjunction between a quotation and the next outermost one.
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

    /// Citations outside the sentence: at the end of a block quotation, in the line that introduces it or the list, in
    /// a paragraph of their own, in the same row of a table, in the heading.
    fn containers(&mut self) {
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
            // What a heading cites, it cites for what is said below it, not for a word in scare quotes.
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

    /// Later in the same block quotation or list item, unless another quotation has it.
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

    /// In a paragraph of its own right behind the block quotation, list item or paragraph.
    fn alone_behind(&mut self, block: usize) -> Vec<usize> {
        let last = self.container_end(block);
        let end = self.layout.blocks.get(last).map_or(0, |b| b.span.end);
        self.alone_at(end)
    }

    /// In the title of the callout.
    fn title(&mut self, block: usize) -> Vec<usize> {
        let title = self.layout.titles.get(block).copied().flatten();
        let found = title.and_then(|title| self.by_title.get(&title)).into_iter().flatten();
        found.copied().take(MOST).collect()
    }

    fn same_row(&mut self, block: usize) -> Vec<usize> {
        let row = self.layout.rows.get(block).copied().flatten();
        let found = row.and_then(|row| self.by_row.get(&row)).into_iter().flatten();
        found.copied().take(MOST).collect()
    }

    /// The last sentence before the list, block quotation or paragraph, when it ends with a colon and quotes nothing.
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

    /// The same for a list, block quotation or paragraph that begins with a block.
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

    /// The heading that the block stands under, or a line with nothing but a citation below it.
    fn heading(&mut self, block: usize) -> Vec<usize> {
        let Some(heading) = self.around.get(block).and_then(|around| around.heading) else {
            return Vec::new();
        };
        let end = self.layout.blocks.get(heading).map_or(0, |b| b.span.end);
        // What stands for words that the heading itself quotes stands for nothing below.
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

    /// The last block of the block quotation or list item that a block belongs to.
    fn container_end(&self, block: usize) -> usize {
        self.around.get(block).map_or(block, |around| around.last)
    }

    /// A quotation that the reporter interrupts has one citation for all its parts; nested words have that of the whole.
    fn continued(&mut self) {
        for pass in 0..2 {
            let order: Vec<usize> = match pass {
                0 => (0..self.quotations.len()).rev().collect(),
                _ => (0..self.quotations.len()).collect(),
            };
            for q in order {
                let Some(earlier) = self.quotations.get(q).and_then(|q| q.continues) else {
                    continue;
                };
                let (from, to) = if pass == 0 { (q, earlier) } else { (earlier, q) };
                let anchors: Vec<usize> =
                    self.direct.get(from).into_iter().flatten().copied().take(MOST).collect();
                if let Some(direct) = self.direct.get_mut(to).filter(|d| d.is_empty()) {
                    *direct = anchors;
                }
            }
        }
    }

    fn finish(self) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = Vec::with_capacity(self.quotations.len());
        for (q, quotation) in self.quotations.iter().enumerate() {
            let direct = self.direct.get(q).filter(|d| !d.is_empty());
            let mut nearest = direct.or(self.fallback.get(q)).cloned().unwrap_or_default();
            let mut citations: Vec<usize> = Vec::new();
            nearest.sort_by_key(|&a| self.at(a).abs_diff(quotation.span.end));
            let nearest = nearest.iter().filter_map(|&a| self.anchors.get(a));
            for &citation in nearest.flat_map(|a| &a.citations) {
                if citations.len() < MOST && !citations.contains(&citation) {
                    citations.push(citation);
                }
            }
            if citations.is_empty()
                && let Some(parent) = quotation.parent.and_then(|p| found.get(p))
            {
                citations.clone_from(parent);
            }
            found.push(citations);
        }
        found
    }

    /// Where sentences begin in a block: the reader's sentences, without those that begin inside a quotation or with an
    /// attribution, and a break before a narrative citation that begins a sentence.
    fn bounds(&self, within: Span, anchors: &[usize]) -> Vec<usize> {
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

    /// Whether a citation belongs before the sentence that begins at `bound`.
    fn before_bound(&self, anchor: usize, bound: usize) -> bool {
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

    fn block_at(&self, end: usize) -> Option<usize> {
        let block = self.layout.blocks.partition_point(|b| b.span.end < end);
        (block < self.layout.blocks.len()).then_some(block)
    }

    fn push_direct(&mut self, quotation: usize, anchor: usize) {
        if let Some(direct) = self.direct.get_mut(quotation) {
            direct.push(anchor);
        }
    }

    fn at(&self, anchor: usize) -> usize {
        self.anchors.get(anchor).map_or(0, |a| a.at)
    }

    fn span(&self, quotation: usize) -> Span {
        self.quotations.get(quotation).map_or(Span::default(), |q| q.span)
    }
}

#[cfg(test)]
mod tests {
    use crate::note::Note;

    /// The keys of the citations that stand for each outermost quotation.
    fn check(note: &str, expected: &[&str]) {
        let note = Note::read(note.to_owned());
        let shown: Vec<String> = note
            .quotations
            .iter()
            .filter(|q| q.parent.is_none())
            .map(|q| {
                let keys: Vec<&str> =
                    q.citations.iter().map(|&c| note.citations[c].key.as_str()).collect();
                format!("{}: {}", q.text.split_whitespace().next().unwrap_or(""), keys.join(" "))
            })
            .collect();
        let shown: Vec<&str> = shown.iter().map(|s| s.trim_end()).collect();
        assert_eq!(shown, expected, "{}", note.text);
    }

    #[test]
    fn behind_the_words_in_the_same_sentence() {
        check("Lee said “one thing here” [@a] and “two things here” [@b].", &["one: a", "two: b"]);
        check(
            "Lee said “one thing here.” [@a] Kim said “two things here.” [@b; @c]",
            &["one: a", "two: b c"],
        );
        check("Lee said “one thing here.”[^1] Then it rained.\n\n[^1]: [@a].", &["one: a"]);
        check(
            "Lee said that “one thing here,” as he put it, was new (@a). It rained.",
            &["one: a"],
        );
        check("Lee asked “is one thing here?” @a.", &["is: a"]);
        check(
            "There is this: “one thing here.” @a. Kim said “two things here”.",
            &["one: a", "two:"],
        );
        check("Lee said “one thing [@a] here”. Kim said “two things here”.", &["one: a", "two:"]);
    }

    #[test]
    fn at_the_end_for_all_that_have_none() {
        check(
            "Lee said “one thing here” and “two things here,” not less [@a].",
            &["one: a", "two: a"],
        );
        check("Lee said “one thing here” [@a] and “two things here”.", &["one: a", "two:"]);
        check("“One thing here,” Lee said, “two things here” [@a].", &["One: a", "two: a"]);
    }

    #[test]
    fn before_the_words() {
        check("It rained. @a has “one thing here” and “two things here”.", &["one: a", "two: a"]);
        check("Lee said “one thing here” [@a]. @b has “two things here”.", &["one: a", "two: b"]);
        check(
            "Lee’s “one thing here” is in @a, while @b has “two things here”.",
            &["one: a", "two: b"],
        );
        check(
            "According to the editorial [@a], “one thing here”. Kim: “two things here”.",
            &["one: a", "two:"],
        );
    }

    #[test]
    fn block_quotations() {
        check(
            "> One thing here\n> — Lee, [@a]\n\nLee said “two things here”.",
            &["One: a", "two:"],
        );
        check("Lee said, in @a:\n\n> One thing here", &["One: a"]);
        check(
            "> “One thing here.”\n>\n> — Lee, [@a]\n\n> “Two things here.”\n> — Kim [@b]",
            &["One: a", "Two: b"],
        );
        check("> “One thing here.”\n\n[@a]", &["One: a"]);
        check("> One thing here.\n\nSource: [[a]], location 1221\n", &["One: a"]);
        check("> “One thing,” he said, and left.\n\n— From @a, p. 12\n", &["One: a"]);
        check("> One thing here.\n\nSource: [The first](a.txt), page 3\n", &["One: a.txt"]);
        check("> One thing here.\n\n— [[Kim Lee]]\n", &["One:"]);
        check("> One thing here.\n\nSee the house of [[a]].\n", &["One:"]);
        check(
            "> [!quote] Lee, [[a]]\n> One thing here.\n\n> [!quote] [[b]]\n> Two things here.",
            &["One: a", "Two: b"],
        );
    }

    #[test]
    fn lists_tables_and_headings() {
        check(
            "- Said, “one thing here.” And left. [[a]]\n- “Two things here.”",
            &["one: a", "Two:"],
        );
        check("- “One thing here.” — Lee [@a]\n- “Two things here.”", &["One: a", "Two:"]);
        check(
            "From the editorial [@a]:\n\n- “One thing here.”\n- “Two things here.” [@b]",
            &["One: a", "Two: b"],
        );
        check(
            "| Lee | “One thing here” | @a |\n|---|---|---|\n| Kim | “Two things here” | [b](b.txt) |",
            &["One: a", "Two: b.txt"],
        );
        check(
            "# Lee (@a)\n\n“One thing here.”\n\n# Kim\n\n“Two things here.”",
            &["One: a", "Two:"],
        );
        check("“[One thing here](a.txt#L3)”, Lee said.", &["One: a.txt"]);
    }
}
