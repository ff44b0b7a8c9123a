//! From Markdown to a note: citations are found and taken out, what is left is prose for the reader.

use super::citation::{self, Citation, CitationStyle, Locator, Target};
use super::flat::{Composed, Cut, Lean};
use super::markup::{self, Link, Markup};
use super::standing::{self, Anchor, Layout};
use super::{Attribution, Note, Quotation, dialect, speaker, suppression, url};
use crate::prose::{self, Block, BlockKind};
use crate::text::{Cover, Span};
use std::collections::HashMap;

/// Reads a note; with the memory of its last version, the same faster.
pub(super) fn read(text: String, memory: Option<&mut prose::Memory>) -> Note {
    let mut markup = markup::read(&text);
    let dialect::Marks { cuts, hidden } =
        dialect::read(&text, &markup.flat, &markup.blocks, &markup.gaps);
    let mut cited = Cited { hidden, ..Cited::default() };
    cited.without_comments(&mut markup);
    cited.links(&text, &markup);
    cited.blocks(&text, &markup);
    cited.footnotes(&markup);
    cited.places.extend(cuts.into_iter().map(|(cut, block)| Place {
        cut,
        block,
        citations: Vec::new(),
    }));
    cited.sort();
    let cuts: Vec<Cut> = cited.places.iter().map(|p| p.cut).collect();
    let Composed { prose, blocks, sources, places } =
        markup.flat.compose(&markup.blocks, &cuts, text.len());
    let mut reading = prose::read_note(&prose.text, &blocks, memory);
    let anchors: Vec<Anchor> = cited
        .places
        .into_iter()
        .zip(&places)
        .filter(|(place, _)| !place.citations.is_empty())
        .map(|(place, (at, block))| Anchor {
            at: *at,
            block: *block,
            row: markup.rows.get(place.block).copied().flatten(),
            title: Some(place.block).filter(|block| title_of(&markup, *block) == Some(*block)),
            citations: place.citations,
            narrative: place.cut.lean == Lean::Right && goes_on(&prose.text, *at),
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
    let standing = standing::citations(&layout, &reading.quotations, &anchors);
    let quotations = reading
        .quotations
        .iter()
        .zip(standing)
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
            attribution: q.attribution.as_ref().map(|a| Attribution {
                speaker: prose.map.to_origin(a.speaker),
                cue: a.cue.map(|s| prose.map.to_origin(s)),
                antecedent: a.antecedent.map(|s| prose.map.to_origin(s)),
                rule: a.rule,
                confidence: a.confidence,
            }),
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
        citations: cited.citations,
        suppressions,
        headings: markup.headings,
        front_matter: markup.front_matter,
        text,
    }
}

/// Whether a sentence goes on with words at an offset.
fn goes_on(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches(' ');
    !rest.is_empty() && !rest.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '\n'])
}

/// The title of the callout that a flat block stands in, by the numbers of flat blocks.
fn title_of(markup: &Markup, block: usize) -> Option<usize> {
    markup.titles.get(block).and_then(|titles| titles.title)
}

/// For each block those that may name who speaks in it, the surest first: what stands before the words in a callout, and
/// its title.
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

/// For each block the nearest heading before it; for a heading, the nearest that is higher.
fn over(blocks: &[Block]) -> Vec<Option<usize>> {
    // The headings that the current place stands under, from the highest.
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

/// The citations of a note, and what is taken out of its flat text.
#[derive(Default)]
struct Cited {
    citations: Vec<Citation>,
    places: Vec<Place>,
    /// Links that are citations: where they stand in the flat text and which citation they are.
    linked: Vec<(Span, usize)>,
    /// Comments, in the flat text: nothing in them is cited.
    hidden: Cover,
}

/// A cut and the citations that stood there.
struct Place {
    cut: Cut,
    /// The flat block.
    block: usize,
    citations: Vec<usize>,
}

impl Cited {
    /// Takes out links, references and headings that stand in comments.
    fn without_comments(&self, markup: &mut Markup) {
        let hides = |at: usize| {
            self.hidden.overlaps(Span::new(at.saturating_sub(1), at))
                && self.hidden.overlaps(Span::new(at, at + 1))
        };
        markup.links.retain(|link| !hides(link.flat.start));
        markup.references.retain(|reference| !hides(reference.at));
        let mut hidden = markup.hidden_origins(&self.hidden).into_iter().peekable();
        markup.headings.retain(|heading| {
            while hidden.next_if(|span| span.end <= heading.span.start).is_some() {}
            hidden.peek().is_none_or(|span| span.start > heading.span.start)
        });
    }

    /// Links to files and wiki links. Their words stay in the prose, unless they are no words: a key or a locator.
    fn links(&mut self, text: &str, markup: &Markup) {
        for link in &markup.links {
            let Some((path, fragment)) = file(link) else { continue };
            let key_at = key_span(text, link, path);
            let target = citation::fragment_locator(fragment);
            // One that is written otherwise than it reads (`&amp;`) stands nowhere that could be shown or put right.
            let locator = target.and_then(|target| {
                let rest = text.get(key_at.end..link.origin.end)?;
                let start = key_at.end + rest.find(fragment)?;
                let span = Span::new(start, start + fragment.len());
                Some(Locator { text: fragment.to_owned(), span, target })
            });
            self.linked.push((link.flat, self.citations.len()));
            self.citations.push(Citation {
                span: link.origin,
                key: path.to_owned(),
                key_span: key_at,
                long: None,
                locator,
                style: if link.wiki { CitationStyle::Wiki } else { CitationStyle::Link },
                reference: None,
            });
        }
    }

    /// Pandoc's citations, locators behind links, URLs and undefined footnotes, block by block.
    fn blocks(&mut self, text: &str, markup: &Markup) {
        let flat = &markup.flat;
        let mut linked = std::mem::take(&mut self.linked).into_iter().peekable();
        for (index, block) in markup.blocks.iter().enumerate() {
            let words = block.span.of(&flat.text);
            let braced = Cover::of(citation::braces(words));
            let outside = |span: &Span| !braced.overlaps(*span);
            let urls: Vec<Span> = url::urls(words).into_iter().filter(outside).collect();
            for url in &urls {
                self.cut(url.shift(block.span.start), Lean::Left, index, Vec::new());
            }
            for mark in undefined_footnotes(words).filter(outside) {
                self.cut(mark.shift(block.span.start), Lean::Left, index, Vec::new());
            }
            let mut links = Vec::new();
            while let Some((span, citation)) =
                linked.next_if(|(s, _)| s.start < block.span.end || s.end <= block.span.end)
            {
                links.push(span);
                self.link(markup, index, span, citation);
            }
            let urls = urls.iter().map(|url| url.shift(block.span.start));
            let elsewhere = Cover::of(links.into_iter().chain(urls));
            let skip = |at: usize| {
                let at = at + block.span.start;
                let escaped = || {
                    let origin = flat.origin(Span::new(at, at + 1)).start;
                    text.get(..origin).is_some_and(|before| before.ends_with('\\'))
                };
                let here = Span::new(at, at + 1);
                elsewhere.overlaps(here) || self.hidden.overlaps(here) || escaped()
            };
            let mut previous: Option<Span> = None;
            for found in citation::citations(words, skip) {
                let place = |span: Span| flat.origin(span.shift(block.span.start));
                let citation = self.citations.len();
                self.citations.push(Citation {
                    span: place(found.span),
                    key: found.key.of(words).to_owned(),
                    key_span: place(found.key),
                    long: found.long.map(|long| (long.of(words).to_owned(), place(long))),
                    locator: found
                        .locator
                        .map(|(span, target)| locator(words, span, place(span), target)),
                    style: if found.bracketed {
                        CitationStyle::Bracketed
                    } else {
                        CitationStyle::Narrative
                    },
                    reference: None,
                });
                let whole = found.footnote.unwrap_or(found.span);
                if previous == Some(whole) {
                    if let Some(last) = self.places.last_mut() {
                        last.citations.push(citation);
                    }
                    continue;
                }
                previous = Some(whole);
                let bracketed = found.bracketed || found.footnote.is_some();
                let lean = if bracketed { Lean::Left } else { Lean::Right };
                self.cut(whole.shift(block.span.start), lean, index, vec![citation]);
            }
        }
    }

    /// One link of a block.
    fn link(&mut self, markup: &Markup, block: usize, span: Span, citation: usize) {
        let flat = &markup.flat.text;
        let end = markup.blocks.get(block).map_or(span.end, |b| b.span.end);
        let after = Span::new(span.end, end).of(flat);
        let Some(cited) = self.citations.get_mut(citation) else { return };
        let written = span.of(flat).trim();
        let words = written.trim_start_matches(['@', '[']).trim_end_matches(']');
        let mut cut = Span::new(span.end, span.end);
        let trailing = citation::trailing_locator(after);
        let named = match cited.style {
            CitationStyle::Wiki => words == cited.key && trailing.is_some(),
            _ => cited.locator.is_some() && written == citation::file_name(&cited.key),
        };
        let nameless = named || is_key(words, &cited.key) || citation::is_locator(words);
        if nameless {
            cut = span;
            if cited.locator.is_none() && citation::is_locator(words) {
                let at = markup.flat.origin(span);
                let target = citation::fragment_locator(words).unwrap_or(Target::Other);
                cited.locator = Some(Locator { text: words.to_owned(), span: at, target });
            }
        }
        if let Some((place, target, len)) = trailing {
            let at = place.shift(span.end);
            let whole = markup.flat.origin(Span::new(at.start, span.end + len));
            cited.locator.get_or_insert_with(|| locator(flat, at, markup.flat.origin(at), target));
            cited.span.end = whole.end.max(cited.span.end);
            cut.end = span.end + len;
        }
        let lean = match (cut.is_empty(), nameless) {
            (true, _) => Lean::Neither,
            (false, true) => Lean::Right,
            (false, false) => Lean::Left,
        };
        self.cite(cut, lean, block, vec![citation], span);
    }

    /// The marks of footnotes, with the citations of their text.
    fn footnotes(&mut self, markup: &Markup) {
        let mut held: HashMap<&str, Vec<usize>> = HashMap::new();
        let end = |place: &Place| markup.blocks.get(place.block).map_or(0, |b| b.span.end);
        for footnote in &markup.footnotes {
            // Places come block by block.
            let first = self.places.partition_point(|p| end(p) < footnote.flat.start);
            let near = self.places.iter().skip(first);
            let inside = near
                .take_while(|p| p.cut.span.start <= footnote.flat.end)
                .filter(|p| footnote.flat.covers(p.cut.span))
                .flat_map(|p| p.citations.iter().copied());
            held.entry(&footnote.label).or_insert_with(|| inside.take(standing::MOST).collect());
        }
        for reference in &markup.references {
            let citations = held.get(reference.label.as_str()).cloned().unwrap_or_default();
            for &citation in &citations {
                if let Some(citation) = self.citations.get_mut(citation) {
                    citation.reference.get_or_insert(reference.origin);
                }
            }
            self.gap(markup, reference.at, citations);
        }
        for &gap in &markup.gaps {
            self.gap(markup, gap, Vec::new());
        }
    }

    fn gap(&mut self, markup: &Markup, at: usize, citations: Vec<usize>) {
        let block = markup.blocks.partition_point(|b| b.span.end < at);
        self.cut(Span::new(at, at), Lean::Left, block, citations);
    }

    fn cut(&mut self, span: Span, lean: Lean, block: usize, citations: Vec<usize>) {
        self.cite(span, lean, block, citations, span);
    }

    /// The same, where the words that name the source are others than those taken out.
    fn cite(&mut self, span: Span, lean: Lean, block: usize, citations: Vec<usize>, named: Span) {
        let cites = Some(named).filter(|_| !citations.is_empty());
        self.places.push(Place { cut: Cut { span, lean, cites }, block, citations });
    }

    /// Puts citations in the order of the note and cuts in that of the flat text.
    fn sort(&mut self) {
        self.places.sort_by_key(|p| (p.cut.span.start, p.cut.span.end));
        let mut order: Vec<usize> = (0..self.citations.len()).collect();
        order.sort_by_key(|&i| self.citations.get(i).map(|c| (c.span.start, c.key_span.start)));
        let mut rank = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            if let Some(slot) = rank.get_mut(old) {
                *slot = new;
            }
        }
        for place in &mut self.places {
            for citation in &mut place.citations {
                *citation = rank.get(*citation).copied().unwrap_or(*citation);
            }
        }
        self.citations.sort_by_key(|c| (c.span.start, c.key_span.start));
    }
}

fn locator(words: &str, span: Span, place: Span, target: Target) -> Locator {
    Locator { text: span.of(words).to_owned(), span: place, target }
}

/// The file a link leads to, and the fragment behind `#`; none for the web, mail, images and places in the same note.
fn file(link: &Link) -> Option<(&str, &str)> {
    let (path, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
    let path = if link.wiki { path.trim_start_matches('@') } else { path };
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+')
    });
    (!path.trim().is_empty() && !scheme && !path.starts_with("//")).then_some((path, fragment))
}

/// Where the path stands in a link; the whole link when it stands elsewhere (a reference link) or is written otherwise.
fn key_span(text: &str, link: &Link, path: &str) -> Span {
    let source = link.origin.of(text);
    let found = if link.wiki { source.find(path) } else { source.rfind(path) };
    found.map_or(link.origin, |i| {
        Span::new(link.origin.start + i, link.origin.start + i + path.len())
    })
}

/// `[^1]` without a text: Markdown shows it as it is, but it is no prose.
fn undefined_footnotes(words: &str) -> impl Iterator<Item = Span> {
    words.match_indices("[^").filter_map(|(at, _)| {
        let label = words.get(at + 2..)?;
        let len = label.find([']', '[']).filter(|&i| i > 0 && label[i..].starts_with(']'))?;
        let label = label.get(..len).filter(|l| !l.contains(char::is_whitespace))?;
        Some(Span::new(at, at + 2 + label.len() + 1))
    })
}

/// Whether the words of a link are its target's name or the beginning of it, and no words: “000”, “001_5aee”.
fn is_key(words: &str, path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let numbered = words.bytes().any(|b| b.is_ascii_digit() || b == b'_');
    !words.is_empty() && numbered && !words.contains(char::is_whitespace) && name.starts_with(words)
}

#[cfg(test)]
mod tests {
    use crate::note::Note;
    use crate::prose::BlockKind;

    fn prose(note: &str, expected: &str) {
        assert_eq!(Note::read(note.to_owned()).prose.text, expected, "{note}");
    }

    /// Each citation as `span → key locator`, with the mark of its footnote.
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
