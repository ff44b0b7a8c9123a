//! The steps by which citations are assigned to quotations, from what stands beside the words to what stands far off.

use super::assigner::Assigner;
use super::layout::{Anchor, Layout, MOST};
use crate::prose::Quotation;

/// For each quotation the indexes of the citations that stand for it, nearest first.
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

impl Assigner<'_> {
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
