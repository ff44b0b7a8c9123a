//! Finds the citations of a note in its flat text and takes them out, so that the rest is prose for the reader.

use super::citation::{self, Citation, CitationStyle, Locator, Target};
use super::flat::{Cut, Lean};
use super::markup::Markup;
use super::{assignment, link, url};
use crate::text::{Cover, Span};
use std::collections::HashMap;

/// The citations of a note, and what to remove from its flat text.
#[derive(Default)]
pub(super) struct Extraction {
    pub(super) citations: Vec<Citation>,
    pub(super) cuts: Vec<CitedCut>,
    /// Links that are citations: their place in the flat text, and the index of the citation.
    linked: Vec<(Span, usize)>,
    /// Comments in the flat text: nothing in them is a citation.
    hidden: Cover,
}

/// A cut and the citations that were there.
pub(super) struct CitedCut {
    pub(super) cut: Cut,
    /// The flat block.
    pub(super) block: usize,
    pub(super) citations: Vec<usize>,
}

impl Extraction {
    /// The citations of a note. `hidden` are its comments, and `cuts` what its dialect removes, each with its flat
    /// block.
    pub(super) fn of(
        text: &str,
        markup: &mut Markup,
        hidden: Cover,
        cuts: Vec<(Cut, usize)>,
    ) -> Self {
        let mut found = Self { hidden, ..Self::default() };
        found.without_comments(markup);
        found.links(text, markup);
        found.blocks(text, markup);
        found.footnotes(markup);
        let cut = |(cut, block)| CitedCut { cut, block, citations: Vec::new() };
        found.cuts.extend(cuts.into_iter().map(cut));
        found.sort();
        found
    }

    /// Removes links, references and headings in comments.
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

    /// Links to files and wiki links. Their words stay in the prose, unless they are only a key or a locator.
    fn links(&mut self, text: &str, markup: &Markup) {
        for link in &markup.links {
            let Some((path, fragment)) = link::file(link) else { continue };
            let key_at = link::key_span(text, link, path);
            let target = citation::fragment_locator(fragment);
            // A link whose text differs from its source (`&amp;`) has no place that could be shown or edited.
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

    /// Pandoc's citations, locators after links, URLs and undefined footnotes, block by block.
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
                    if let Some(last) = self.cuts.last_mut() {
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
            _ => cited.locator.is_some() && written == link::file_name(&cited.key),
        };
        let nameless = named || link::is_key(words, &cited.key) || citation::is_locator(words);
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

    /// The footnote marks, with the citations in the footnotes.
    fn footnotes(&mut self, markup: &Markup) {
        let mut held: HashMap<&str, Vec<usize>> = HashMap::new();
        let end = |place: &CitedCut| markup.blocks.get(place.block).map_or(0, |b| b.span.end);
        for footnote in &markup.footnotes {
            // Positions are ordered by block.
            let first = self.cuts.partition_point(|p| end(p) < footnote.flat.start);
            let near = self.cuts.iter().skip(first);
            let inside = near
                .take_while(|p| p.cut.span.start <= footnote.flat.end)
                .filter(|p| footnote.flat.covers(p.cut.span))
                .flat_map(|p| p.citations.iter().copied());
            held.entry(&footnote.label).or_insert_with(|| inside.take(assignment::MOST).collect());
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

    /// The same, if the words that name the source differ from those removed.
    fn cite(&mut self, span: Span, lean: Lean, block: usize, citations: Vec<usize>, named: Span) {
        let cites = Some(named).filter(|_| !citations.is_empty());
        self.cuts.push(CitedCut { cut: Cut { span, lean, cites }, block, citations });
    }

    /// Sorts citations by their order in the note, and cuts by that in the flat text.
    fn sort(&mut self) {
        self.cuts.sort_by_key(|p| (p.cut.span.start, p.cut.span.end));
        let mut order: Vec<usize> = (0..self.citations.len()).collect();
        order.sort_by_key(|&i| self.citations.get(i).map(|c| (c.span.start, c.key_span.start)));
        let mut rank = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            if let Some(slot) = rank.get_mut(old) {
                *slot = new;
            }
        }
        for place in &mut self.cuts {
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

/// `[^1]` without a footnote: Markdown shows it literally, but it is no prose.
fn undefined_footnotes(words: &str) -> impl Iterator<Item = Span> {
    words.match_indices("[^").filter_map(|(at, _)| {
        let label = words.get(at + 2..)?;
        let len = label.find([']', '[']).filter(|&i| i > 0 && label[i..].starts_with(']'))?;
        let label = label.get(..len).filter(|l| !l.contains(char::is_whitespace))?;
        Some(Span::new(at, at + 2 + label.len() + 1))
    })
}
