//! All that rules read of a note when they look at one quotation after another, as one fingerprint for the quotations of each
//! block: while it is the same, so is what they find.
//!
//! What corpus, actors and configuration say is not in it: see [`Judged::kept`](crate::workspace::Judged::kept).

use super::{Scene, repair, wrong_locator};
use crate::actor::{ActorIndex, Mention, speaker_in};
use crate::note::{Attribution, Citation, Note, Quotation, Target};
use crate::prose::Block;
use crate::text::Span;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_128;

/// A fingerprint of 128 bits: two texts that differ and have the same one do not come up.
pub(super) type Print = u128;

/// The quotations that begin in one block.
#[derive(Debug)]
pub(super) struct Group {
    /// Their numbers in the note.
    pub(super) quotations: Range<usize>,
    /// Where their block begins, in bytes of the note. Places in the fingerprint count from here, so it moves with the block.
    pub(super) base: usize,
    /// All that their findings depend on.
    pub(super) print: Print,
}

/// The quotations of a note by the blocks that they begin in, in order.
pub(super) fn groups(scene: &Scene<'_>) -> Vec<Group> {
    let note = scene.note;
    let blocks = Blocks::of(scene);
    let read = &note.reading.quotations;
    let mut groups = Vec::new();
    let mut first = 0;
    while let Some(opening) = read.get(first) {
        let own = blocks.ending_behind(opening.span.start);
        let here = |span: Span| blocks.ending_behind(span.start) == own;
        let rest = read.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|q| here(q.span)).count().max(1);
        let quotations = first..first + count;
        // As far as any of them reaches, and one block on: there the next sentence stands, and a citation may.
        let end = rest.iter().take(count).map(|q| q.span.end).max().unwrap_or_default();
        let last = note.blocks.partition_point(|b| b.span.start < end) + 1;
        groups.push(blocks.group(scene, quotations, own..last));
        first += count;
    }
    groups
}

/// The blocks of a note, ready to be asked for what rules read of them.
struct Blocks<'a> {
    blocks: &'a [Block],
    prints: Vec<Print>,
    /// For each block, who is named in the headings that it stands under.
    headings: Vec<Print>,
    /// For each block, where it begins in the note.
    starts: Vec<usize>,
}

impl<'a> Blocks<'a> {
    fn of(scene: &Scene<'a>) -> Self {
        let note = scene.note;
        let map = &note.prose.map;
        let starts: Vec<usize> = note.blocks.iter().map(|b| map.to_origin(b.span).start).collect();
        let mut blocks =
            Self { blocks: &note.blocks, prints: Vec::new(), headings: Vec::new(), starts };
        let mut mentions = scene.judged.mentions.as_slice();
        // Of each block, who is named in it and in the headings over it.
        let mut named_above: Vec<Print> = Vec::with_capacity(note.blocks.len());
        for (number, block) in note.blocks.iter().enumerate() {
            let base = blocks.starts.get(number).copied().unwrap_or_default();
            let end = blocks.starts.get(number + 1).copied().unwrap_or(note.text.len());
            let raw = Span::new(base, end);
            let (named, rest) = mentions.split_at(mentions.partition_point(|m| m.span.start < end));
            mentions = rest;
            blocks.prints.push(block_print(note, block, raw, named));
            let heading = note.headings_over(number).next();
            let above = heading.and_then(|heading| named_above.get(heading)).copied();
            blocks.headings.push(above.unwrap_or_default());
            let mut all = Writing::at(0);
            all.print(above.unwrap_or_default());
            named.iter().for_each(|mention| all.actors(mention));
            named_above.push(all.finish());
        }
        blocks
    }

    /// The first block that ends behind a byte of the prose.
    fn ending_behind(&self, at: usize) -> usize {
        self.blocks.partition_point(|b| b.span.end <= at)
    }

    fn group(&self, scene: &Scene<'_>, quotations: Range<usize>, blocks: Range<usize>) -> Group {
        let note = scene.note;
        let base = self.starts.get(blocks.start).copied().unwrap_or_default();
        let start = self.blocks.get(blocks.start).map_or(0, |b| b.span.start);
        let mut all = Writing::at(base);
        let before = blocks.start.checked_sub(1).and_then(|i| self.blocks.get(i));
        // A block quotation is introduced by a colon.
        all.flag(before.is_some_and(|b| b.span.of(&note.prose.text).ends_with(':')));
        all.print(self.headings.get(blocks.start).copied().unwrap_or_default());
        let prints = self.prints.get(blocks.start..blocks.end.min(self.prints.len()));
        prints.unwrap_or_default().iter().for_each(|print| all.print(*print));
        for (quotation, placed) in scene.quotations().skip(quotations.start).take(quotations.len())
        {
            all.quotation(scene, quotation);
            all.number(quotation.prose.start.wrapping_sub(start));
            all.number(quotation.prose.end.wrapping_sub(start));
            // Where its words stand depends on nothing but them and the source cited.
            all.number(placed.cited.len());
            placed.cited.iter().for_each(|document| all.number(document.0 as usize));
            all.actor(placed.speaker);
        }
        Group { quotations, base, print: all.finish() }
    }
}

/// All that rules read of one block. `raw` reaches to the next block: citations may stand between the two.
fn block_print(note: &Note, block: &Block, raw: Span, named: &[Mention]) -> Print {
    let mut all = Writing::at(raw.start);
    all.text(block.span.of(&note.prose.text));
    all.text(raw.of(&note.text));
    for (prose, origin, same) in note.prose.map.pieces(block.span) {
        all.number(prose.start.wrapping_sub(block.span.start));
        all.number(prose.len());
        all.span(origin);
        all.flag(same);
    }
    all.number(block.kind as usize);
    all.number(usize::from(block.depth));
    all.flag(block.continued);
    named.iter().for_each(|mention| all.mention(mention));
    all.finish()
}

/// What a fingerprint is made of. Lengths stand before what has one, so that nothing runs into its neighbour.
struct Writing {
    bytes: Vec<u8>,
    base: usize,
}

impl Writing {
    /// Places will be counted from `base`.
    fn at(base: usize) -> Self {
        Self { bytes: Vec::with_capacity(512), base }
    }

    fn finish(&self) -> Print {
        xxh3_128(&self.bytes)
    }

    fn number(&mut self, number: usize) {
        self.bytes.extend((number as u64).to_le_bytes());
    }

    fn flag(&mut self, flag: bool) {
        self.bytes.push(u8::from(flag));
    }

    fn print(&mut self, print: Print) {
        self.bytes.extend(print.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend(text.as_bytes());
    }

    fn span(&mut self, span: Span) {
        self.number(span.start.wrapping_sub(self.base));
        self.number(span.len());
    }

    fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn actor(&mut self, actor: Option<ActorIndex>) {
        self.maybe(actor, |all, actor| all.number(actor.0 as usize));
    }

    fn mention(&mut self, mention: &Mention) {
        self.span(mention.span);
        self.number(mention.rule as usize);
        self.actors(mention);
    }

    fn actors(&mut self, mention: &Mention) {
        self.number(mention.also.len());
        self.actor(Some(mention.actor));
        mention.also.iter().for_each(|actor| self.actor(Some(*actor)));
    }

    fn quotation(&mut self, scene: &Scene<'_>, quotation: &Quotation) {
        self.span(quotation.span);
        self.span(quotation.words);
        self.number(quotation.form as usize);
        self.number(quotation.kind as usize);
        self.flag(quotation.closed);
        self.flag(quotation.parent.is_some());
        self.flag(scene.note.has_quotations(quotation));
        let carried = quotation.continues.and_then(|i| scene.note.quotations.get(i));
        self.maybe(carried, |all, carried| {
            all.flag(scene.has_speaker(carried));
            all.flag(carried.citations.is_empty());
        });
        self.flag(quotation.continues.is_some());
        self.flag(scene.has_speaker(quotation));
        self.maybe(quotation.attribution.as_ref(), |all, attribution| {
            all.attribution(scene, attribution);
        });
        self.maybe(repair::cited_behind(scene, quotation), Self::span);
        self.number(quotation.citations.len());
        for number in &quotation.citations {
            let citation = scene.note.citations.get(*number);
            self.maybe(citation, |all, citation| all.citation(scene, citation));
        }
    }

    /// An attribution may stand in another block, of which nothing else is read.
    fn attribution(&mut self, scene: &Scene<'_>, attribution: &Attribution) {
        let text = &scene.note.text;
        self.span(attribution.speaker);
        self.text(attribution.speaker.of(text));
        self.maybe(attribution.cue, |all, cue| {
            all.span(cue);
            all.text(cue.of(text));
        });
        self.maybe(attribution.antecedent, Self::span);
        self.number(attribution.rule as usize);
        self.number(attribution.confidence as usize);
        let named = speaker_in(&scene.judged.mentions, attribution.speaker);
        self.maybe(named, |all, mention| {
            all.mention(mention);
            all.text(mention.span.of(text));
        });
    }

    /// So may a citation: a footnote's.
    fn citation(&mut self, scene: &Scene<'_>, citation: &Citation) {
        self.span(citation.span);
        self.text(&citation.key);
        self.span(citation.key_span);
        self.number(citation.style as usize);
        self.flag(wrong_locator::shared(scene, citation));
        self.maybe(citation.locator.as_ref(), |all, locator| {
            all.span(locator.span);
            all.text(&locator.text);
            let (what, from, to) = match locator.target {
                Target::Paragraph(from, to) => (0, from, to),
                Target::Line(from, to) => (1, from, to),
                Target::Page(from, to) => (2, from, to),
                Target::Other => (3, 0, 0),
            };
            [what, from, to].iter().for_each(|number| all.number(*number as usize));
        });
    }
}
