//! All that rules read of a note when they look at one block or one quotation after another, as one fingerprint for each
//! block: while it is the same, so is what they find.
//!
//! What corpus, actors and configuration say is not in it: see [`Judged::take_findings`](crate::workspace::Judged::take_findings).

use super::{Scene, repair, wrong_locator};
use crate::actor::{ActorIndex, Mention};
use crate::note::{Attribution, Citation, Note, Quotation, Target};
use crate::prose::Block;
use crate::text::Span;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_128;

/// A fingerprint of 128 bits: two texts that differ and have the same one do not come up.
pub(super) type Print = u128;

/// A block and the quotations that begin in it.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) block: &'a Block,
    /// The numbers of the quotations.
    pub(super) quotations: Range<usize>,
    /// Where the block begins, in bytes of the note. Places in the fingerprint count from here, so it moves with the block.
    pub(super) base: usize,
    /// All that what is found here depends on.
    pub(super) print: Print,
}

/// The blocks of a note in order, each with the quotations that begin in it.
pub(super) fn groups<'a>(scene: &Scene<'a>) -> Vec<Group<'a>> {
    let blocks = Blocks::of(scene);
    let read = &scene.note.reading.quotations;
    let mut first = 0;
    // The words of quotations that reach into later blocks.
    let mut reaching: Vec<Span> = Vec::new();
    let group = |(number, block): (usize, &'a Block)| {
        reaching.retain(|words| words.end > block.span.start);
        let rest = read.get(first..).unwrap_or_default();
        let begun = rest.partition_point(|q| q.span.start < block.span.end);
        let here = rest.get(..begun).unwrap_or_default();
        // As far as any of them reaches, and one block on: there the next sentence stands, and a citation may.
        let last = here
            .iter()
            .map(|q| q.span.end)
            .max()
            .map_or(number, |end| scene.note.blocks.partition_point(|b| b.span.start < end));
        let quotations = first..first + begun;
        let group = blocks.group(scene, (number, block), quotations, last, &reaching);
        reaching.extend(here.iter().map(|q| q.words).filter(|words| words.end > block.span.end));
        first += begun;
        group
    };
    scene.note.blocks.iter().enumerate().map(group).collect()
}

/// The blocks of a note, ready to be asked for what rules read of them.
struct Blocks {
    prints: Vec<Print>,
    /// For each block, who is named in the headings that it stands under.
    headings: Vec<Print>,
    /// For each block, where it begins in the note.
    starts: Vec<usize>,
}

impl Blocks {
    fn of(scene: &Scene<'_>) -> Self {
        let note = scene.note;
        let map = &note.prose.map;
        let starts: Vec<usize> = note.blocks.iter().map(|b| map.to_origin(b.span).start).collect();
        let mut blocks = Self { prints: Vec::new(), headings: Vec::new(), starts };
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

    /// `last` is the last block of which something is read, `reaching` the words of the prose that earlier quotations have here.
    fn group<'a>(
        &self,
        scene: &Scene<'a>,
        (number, block): (usize, &'a Block),
        quotations: Range<usize>,
        last: usize,
        reaching: &[Span],
    ) -> Group<'a> {
        let note = scene.note;
        let base = self.starts.get(number).copied().unwrap_or_default();
        let mut all = Writing::at(base);
        // What is advised to cite is written in the dialect of the whole note.
        all.number(scene.dialect() as usize);
        let before = number.checked_sub(1).and_then(|i| note.blocks.get(i));
        // A block quotation is introduced by a colon.
        all.flag(before.is_some_and(|b| b.span.of(&note.prose.text).ends_with(':')));
        all.print(self.headings.get(number).copied().unwrap_or_default());
        let read = self.prints.get(number..=last.min(self.prints.len().saturating_sub(1)));
        read.unwrap_or_default().iter().for_each(|print| all.print(*print));
        all.number(reaching.len());
        for words in reaching {
            all.number(words.start.max(block.span.start) - block.span.start);
            all.number(words.end.min(block.span.end).saturating_sub(block.span.start));
        }
        for (quotation, placed) in scene.quotations_in(quotations.clone()) {
            all.quotation(scene, quotation);
            all.number(quotation.prose.start.wrapping_sub(block.span.start));
            all.number(quotation.prose.end.wrapping_sub(block.span.start));
            // Where its words stand depends on nothing but them, the sources cited and, if they are few, the note's language.
            all.flag(placed.all_known);
            all.number(placed.cited.len());
            placed.cited.iter().for_each(|document| all.number(document.0 as usize));
            all.actor(placed.speaker);
            all.number(placed.written_in.bits() as usize);
        }
        Group { block, quotations, base, print: all.finish() }
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
            self.maybe(citation, |all, citation| all.citation(scene, *number, citation));
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
        let mentions = &scene.judged.mentions;
        let first = mentions.partition_point(|m| m.span.end <= attribution.speaker.start);
        let near = mentions.iter().skip(first);
        for mention in near.take_while(|m| m.span.start < attribution.speaker.end) {
            self.mention(mention);
            self.text(mention.span.of(text));
        }
    }

    /// So may a citation: a footnote's.
    fn citation(&mut self, scene: &Scene<'_>, number: usize, citation: &Citation) {
        self.span(citation.span);
        self.text(&citation.key);
        self.span(citation.key_span);
        self.flag(scene.judged.key(number, citation).1 == citation.key_span);
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
