//! From Markdown to a note: takes citations out, and reads the rest as prose.

use super::assignment::{self, Anchor, Layout};
use super::extraction::Extraction;
use super::flat::{Composed, Cut, Lean};
use super::markup::{self, Markup};
use super::model::{Note, Quotation};
use super::{dialect, speaker, suppression};
use crate::prose::{self, Block, BlockKind, Memory};

impl Note {
    /// Reads a note.
    pub fn read(text: String) -> Self {
        read(text, None)
    }

    /// Reads the next version of a note: the same as [`Note::read`], but reuses the memory for what did not change, and
    /// updates it.
    pub fn read_again(text: String, memory: &mut Memory) -> Self {
        read(text, Some(memory))
    }
}

/// Reads a note; faster with the memory of its last version.
fn read(text: String, memory: Option<&mut Memory>) -> Note {
    let mut markup = markup::read(&text);
    let dialect::Marks { cuts, hidden } =
        dialect::read(&text, &markup.flat, &markup.blocks, &markup.gaps);
    let extraction = Extraction::of(&text, &mut markup, hidden, cuts);
    let cuts: Vec<Cut> = extraction.cuts.iter().map(|cited| cited.cut).collect();
    let Composed { prose, blocks, sources, places } =
        markup.flat.compose(&markup.blocks, &cuts, text.len());
    let mut reading = prose::read_note(&prose.text, &blocks, memory);
    let anchors: Vec<Anchor> = extraction
        .cuts
        .into_iter()
        .zip(&places)
        .filter(|(cited, _)| !cited.citations.is_empty())
        .map(|(cited, (at, block))| Anchor {
            at: *at,
            block: *block,
            row: markup.rows.get(cited.block).copied().flatten(),
            title: Some(cited.block).filter(|block| title_of(&markup, *block) == Some(*block)),
            citations: cited.citations,
            narrative: cited.cut.lean == Lean::Right && goes_on(&prose.text, *at),
        })
        .collect();
    let rows = sources.iter().map(|&b| markup.rows.get(b).copied().flatten()).collect();
    let titles = sources.iter().map(|&b| title_of(&markup, b)).collect();
    let named_by = named_by(&markup, &sources);
    let layout = Layout {
        text: &prose.text,
        blocks: &blocks,
        rows,
        titles,
        named_by,
        sentences: &reading.sentences,
    };
    speaker::settle(&layout, &mut reading.quotations);
    let cited = assignment::citations(&layout, &reading.quotations, &anchors);
    let quotations = reading
        .quotations
        .iter()
        .zip(cited)
        .map(|(q, citations)| Quotation {
            span: prose.map.to_origin(q.span),
            words: prose.map.to_origin(q.words),
            text: q.words.of(&prose.text).to_owned(),
            prose: q.words,
            form: q.form,
            kind: q.kind,
            closed: q.closed,
            parent: q.parent,
            continues: q.continues,
            attribution: q.attribution.as_ref().map(|a| a.moved(|span| prose.map.to_origin(span))),
            citations,
        })
        .collect();
    let suppressions = markup.comments.iter().filter_map(|c| suppression::read(&text, c)).collect();
    Note {
        prose,
        over: over(&blocks),
        blocks,
        reading,
        quotations,
        citations: extraction.citations,
        suppressions,
        headings: markup.headings,
        front_matter: markup.front_matter,
        text,
    }
}

/// Whether a sentence continues with the words at an offset.
fn goes_on(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches(' ');
    !rest.is_empty() && !rest.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '\n'])
}

/// The title of the callout around a flat block, both by index.
fn title_of(markup: &Markup, block: usize) -> Option<usize> {
    markup.titles.get(block).and_then(|titles| titles.title)
}

/// For each block, those that may name its speaker, surest first: the text before the words in a callout, and its
/// title.
fn named_by(markup: &Markup, sources: &[usize]) -> Vec<Vec<usize>> {
    let kept = |flat: usize| sources.binary_search(&flat).ok();
    let titles = |flat: &usize| {
        let titles = markup.titles.get(*flat).copied().unwrap_or_default();
        let above =
            [titles.label, titles.title].into_iter().flatten().filter(|above| above != flat);
        above.filter_map(kept).collect()
    };
    sources.iter().map(titles).collect()
}

/// For each block the nearest heading before it; for a heading, the nearest higher one.
fn over(blocks: &[Block]) -> Vec<Option<usize>> {
    // The headings above the current place, from the highest.
    let mut standing: Vec<(u8, usize)> = Vec::new();
    let mut found = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let heading = block.kind == BlockKind::Heading;
        while heading && standing.last().is_some_and(|(level, _)| *level >= block.depth) {
            standing.pop();
        }
        found.push(standing.last().map(|(_, heading)| *heading));
        if heading {
            standing.push((block.depth, at));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::note::Note;
    use crate::prose::BlockKind;

    fn prose(note: &str, expected: &str) {
        assert_eq!(Note::read(note.to_owned()).prose.text, expected, "{note}");
    }

    /// Each citation as `span → key locator`, with its footnote mark.
    fn citations(note: &str, expected: &[&str]) {
        let note = Note::read(note.to_owned());
        let shown: Vec<String> = note
            .citations
            .iter()
            .map(|c| {
                assert_eq!(c.key_span.of(&note.text), c.key, "the key's place");
                let locator = c.locator.as_ref().map(|l| {
                    assert_eq!(l.span.of(&note.text), l.text, "the locator's place");
                    format!(" {}", l.text)
                });
                let mark = c.reference.map(|r| format!(" from {}", r.of(&note.text)));
                format!(
                    "{} → {}{}{}",
                    c.span.of(&note.text),
                    c.key,
                    locator.unwrap_or_default(),
                    mark.unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_locator_that_is_written_with_entities_has_no_place() {
        citations("[](s.txt#L4&amp;é)", &["[](s.txt#L4&amp;é) → s.txt"]);
        citations("[](s.txt#L4)", &["[](s.txt#L4) → s.txt L4"]);
    }

    #[test]
    fn markup_is_no_prose() {
        prose(
            "A “*very* **good**” `code` [link](https://example.org) day.",
            "A “very good” link day.",
        );
        prose("One\nline,  \nanother", "One line,\nanother");
        prose(
            "# Title {#id}\n\nText\n***\n- One\n  - Two\n    goes on\n\n1. Three",
            "Title\n\nText\n\nOne\n\nTwo goes on\n\nThree",
        );
        prose("> Quoted\n> words\n> — Ann Lee\n\nText", "Quoted words\n— Ann Lee\n\nText");
        prose(
            "---\ntitle: “no”\n---\n\n```\n“no”\n```\n\n    “no”\n\n<div>“no”</div>\n\nYes",
            "Yes",
        );
        prose(
            "A <!-- “no” --> b <b>c</b>, see https://example.org/“x. Or <https://example.org>.",
            "A b c, see “x. Or.",
        );
        prose("| Who | What |\n|---|---|\n| Ann | “yes” |", "Who\n\nWhat\n\nAnn\n\n“yes”");
        prose(
            "Area $x^2$ costs $5–$6, ![no](a.png) ~~gone~~ &amp; \\*kept\\*",
            "Area costs $5–$6, & *kept*",
        );
        prose("- [ ] “to do”\n- [x] done", "“to do”\n\ndone");
        prose("[[note|A note]] and [[Ann Lee]]", "A note and Ann Lee");
    }

    #[test]
    fn citations_leave_the_prose() {
        prose("“Yes” [@mill, ¶3].", "“Yes”.");
        prose("“Yes.” [@mill]", "“Yes.”");
        prose("“Yes” [see @mill, p. 4; @lee] and “no”", "“Yes” and “no”");
        prose("So. @mill [L12] has “yes”", "So. has “yes”");
        prose("“Yes” (@mill, ¶3), (Ann, @mill) he said", "“Yes”, (Ann) he said");
        prose("— Ann Lee, [@mill]", "— Ann Lee");
        prose(
            "“Yes”[^1] and.[^2] So [^3].\n\n[^1]: [@mill]\n\n[^2]: Mill, @mill.",
            "“Yes” and. So.\n\nMill.",
        );
        prose("“Yes”^[Mill, @mill, p. 4.] and", "“Yes” and");
        prose("“Yes” ([000](../seeds/000_2d.txt#L3), ¶3) [[000_2d]] and", "“Yes” and");
        prose("> “Yes”\n>\n> [@mill]\n\nNo", "“Yes”\n\nNo");
        prose("“Yes” \\@mill ann@example.org", "“Yes” @mill ann@example.org");
    }

    #[test]
    fn every_style_of_citation() {
        citations(
            "“Yes” [see @mill, p. 4; -@lee].",
            &["[see @mill, p. 4; -@lee] → mill p. 4", "[see @mill, p. 4; -@lee] → lee"],
        );
        citations(
            "@mill [L12] has “yes” (@lee:35).",
            &["@mill [L12] → mill L12", "@lee:35 → lee 35"],
        );
        citations(
            "“Yes” ([Mill](../seeds/mill.txt#L3)), [[lee|Lee]], ¶3.",
            &["[Mill](../seeds/mill.txt#L3) → ../seeds/mill.txt L3", "[[lee|Lee]], ¶3 → lee ¶3"],
        );
        citations(
            "“Yes”.[^a] “No”[^a]\n\n[^a]: See *[@mill]*, and @lee.",
            &["[@mill] → mill from [^a]", "@lee → lee from [^a]"],
        );
        citations(
            "[web](https://example.org/a.txt) [here](#top) <ann@example.org> `@mill` https://example.org/@ann",
            &[],
        );
        citations("> “Yes”\n> — Ann [@mill,\n> p. 4]", &["[@mill,\n> p. 4] → mill p. 4"]);
    }

    #[test]
    fn blocks_say_what_they_are() {
        let note = Note::read(
            "# A\n\n> B\n>\n> C\n\n> D\n\n- E\n\n  F\n- G\n\n  > H\n\nI[^1]\n\n[^1]: J".to_owned(),
        );
        let shown: Vec<String> = note
            .blocks
            .iter()
            .map(|b| {
                let more = if b.continued { "+" } else { "" };
                format!("{}{more} {:?}{}", b.span.of(&note.prose.text), b.kind, b.depth)
            })
            .collect();
        let expected = "A Heading1|B Quote1|C+ Quote1|D Quote1|E Item1|F+ Item1|G Item1|H Quote1|I Paragraph0|J Footnote0";
        assert_eq!(shown.join("|"), expected);
        assert_eq!(note.blocks[0].kind, BlockKind::Heading);
        assert_eq!(note.headings[0].text, "A");
    }

    #[test]
    fn the_map_leads_back() {
        let text = "> A “*very*\n> good” day [@mill]\n\n- next";
        let note = Note::read(text.to_owned());
        let start = note.prose.text.find("very").unwrap();
        let words = crate::text::Span::new(start, start + "very good".len());
        assert_eq!(note.prose.map.to_origin(words).of(text), "very*\n> good");
    }
}
