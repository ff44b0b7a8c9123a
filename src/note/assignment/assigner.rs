//! Assigns citations to quotations, from those beside the words to those far away: the shared state, and the order of
//! the steps.

use crate::prose::{Block, BlockKind, Quotation};
use crate::text::Span;
use std::collections::HashMap;

/// The most citations that a quotation without one beside it takes from its sentence, its list or its heading, and the
/// most for one quotation overall.
pub(in crate::note) const MOST: usize = 64;

/// Citations at one position in the prose.
#[derive(Debug)]
pub(in crate::note) struct Anchor {
    /// An offset of the prose.
    pub(in crate::note) at: usize,
    /// Its block; none if it was all of its block.
    pub(in crate::note) block: Option<usize>,
    /// The table row that contains it.
    pub(in crate::note) row: Option<usize>,
    /// The title of a callout that contains it, numbered separately.
    pub(in crate::note) title: Option<usize>,
    /// Indexes of the citations in the note.
    pub(in crate::note) citations: Vec<usize>,
    /// Whether it is part of the sentence, and may refer to what follows.
    pub(in crate::note) narrative: bool,
}

/// The prose and its divisions. Spans are bytes of the prose.
pub(in crate::note) struct Layout<'a> {
    pub(in crate::note) text: &'a str,
    pub(in crate::note) blocks: &'a [Block],
    /// For each block, the table row of which it is a cell.
    pub(in crate::note) rows: Vec<Option<usize>>,
    /// For each block, the title of its callout, with the same numbers as in anchors.
    pub(in crate::note) titles: Vec<Option<usize>>,
    /// For each block, those that name its speaker.
    pub(in crate::note) named_by: Vec<Vec<usize>>,
    pub(in crate::note) sentences: &'a [Span],
}

/// For each quotation, the indexes of its citations, nearest first.
pub(in crate::note) fn citations(
    layout: &Layout<'_>,
    quotations: &[Quotation],
    anchors: &[Anchor],
) -> Vec<Vec<usize>> {
    if anchors.is_empty() {
        return vec![Vec::new(); quotations.len()];
    }
    let mut assigner = Assigner::new(layout, quotations, anchors);
    for block in 0..layout.blocks.len() {
        assigner.block(block);
    }
    assigner.continued();
    assigner.containers();
    assigner.finish()
}

/// The assignment in progress. Quotations, anchors and blocks are given by index.
pub(super) struct Assigner<'a> {
    pub(super) layout: &'a Layout<'a>,
    pub(super) quotations: &'a [Quotation],
    pub(super) anchors: &'a [Anchor],
    /// For each block, the anchors in it.
    pub(super) anchored: Vec<Vec<usize>>,
    /// Anchors that were all of their block.
    pub(super) alone: Vec<usize>,
    /// For each block, the outer quotations that end in it.
    pub(super) ending: Vec<Vec<usize>>,
    /// The context of each block.
    pub(super) around: Vec<Neighbours>,
    /// The anchors of each table row.
    pub(super) by_row: HashMap<usize, Vec<usize>>,
    /// The anchors of each callout title.
    pub(super) by_title: HashMap<usize, Vec<usize>>,
    /// Results for the lines that introduce lists and block quotations, by the first block of these.
    pub(super) introductions: HashMap<usize, Vec<usize>>,
    /// For each quotation, from where on a narrative citation after it begins a clause of its own; computed on first
    /// use.
    pub(super) clauses: HashMap<usize, Option<usize>>,
    /// Anchors beside the words.
    pub(super) direct: Vec<Vec<usize>>,
    /// Anchors further away, used if none are beside the words.
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

    /// An interrupted quotation has one citation for all its parts; nested words have that of the whole.
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
}

/// The context of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbours {
    /// The first block of its list or block quotation.
    pub(super) first: usize,
    /// The last block of its item or block quotation.
    pub(super) last: usize,
    /// The heading above it.
    pub(super) heading: Option<usize>,
}

/// The context of each block.
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

#[cfg(test)]
mod tests {
    use crate::note::Note;

    /// The keys of the citations of each outer quotation.
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
