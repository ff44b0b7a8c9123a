//! The excerpts of a note, one for each block.

use super::excerpt::{Excerpt, NamedActors};
use super::note::NoteView;
use super::quotation::{AttributionView, Continued, QuotationView};
use crate::actor::{Mention, speaker_in};
use crate::note::Quotation;
use crate::prose::{self, Attribution, AttributionRule, Block, Confidence, ReadIn};
use crate::text::Span;
use std::ops::Range;

impl NoteView<'_> {
    /// The excerpts of the note in order, each with the byte of the note that its spans are relative to.
    pub fn excerpts(&self) -> impl Iterator<Item = (usize, Excerpt<'_>)> {
        let mut cutter = Cutter { view: self, next: 0, reaching: Vec::new() };
        self.note.blocks.iter().enumerate().map(move |(at, block)| cutter.excerpt(at, block))
    }
}

/// Cuts excerpts from the beginning of a note to its end.
struct Cutter<'n> {
    view: &'n NoteView<'n>,
    /// The index of the first quotation that begins after the cut.
    next: usize,
    /// The words of earlier quotations that extend further, in bytes of the note.
    reaching: Vec<Span>,
}

impl<'n> Cutter<'n> {
    fn excerpt(&mut self, at: usize, block: &Block) -> (usize, Excerpt<'n>) {
        let note = self.view.note;
        let quotations = self.beginning_in(block);
        let here = note.quotations.get(quotations.clone()).unwrap_or_default();
        let read = note.reading.quotations.get(quotations.clone()).unwrap_or_default();
        // As far as the furthest of them, and one block more, for the next sentence and a possible citation.
        let reach = read.iter().map(|q| q.span.end).max();
        let last = reach.map_or(at, |end| note.blocks.partition_point(|b| b.span.start < end));
        let blocks = note.blocks.get(at..).unwrap_or_default();
        let blocks = blocks.get(..=last - at).unwrap_or(blocks);

        let (start, end) = (self.begin(at), self.begin(at + blocks.len()));
        let block_end = self.begin(at + 1);
        let base = here.iter().map(|q| self.first_place(q)).fold(start, usize::min);
        let prose = Span::new(block.span.start, blocks.last().map_or(0, |b| b.span.end));
        let sentences = &note.reading.sentences;
        let first = sentences.partition_point(|s| s.end <= prose.start);
        let behind = sentences.partition_point(|s| s.start < prose.end);
        let sentences = sentences.get(first..behind).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| note.blocks.get(before));
        self.reaching.retain(|words| words.end > start);
        let excerpt = Excerpt {
            start: start - base,
            text: Span::new(start, end).of(&note.text),
            prose: prose.of(&note.prose.text),
            map: note.prose.map.part(prose, base),
            block: moved_block(block, prose.start),
            blocks: blocks.iter().map(|block| moved_block(block, prose.start)).collect(),
            sentences: sentences.iter().map(|s| s.back(prose.start)).collect(),
            mentions: self.mentions(Span::new(start, end)).iter().map(|m| moved(m, base)).collect(),
            quotations: quotations.filter_map(|i| self.quotation(i, base, prose.start)).collect(),
            quoted_before: self
                .reaching
                .iter()
                .map(|words| Span::new(start, words.end.min(block_end)).back(base))
                .collect(),
            headings: note.headings_over(at).map(|heading| self.named_in(heading)).collect(),
            is_introduced: before.is_some_and(|b| b.span.of(&note.prose.text).ends_with(':')),
            dialect: self.view.dialect(),
        };
        self.reaching.extend(here.iter().map(|q| q.words).filter(|words| words.end > block_end));
        (base, excerpt)
    }

    /// The indexes of the quotations that begin in the next block.
    fn beginning_in(&mut self, block: &Block) -> Range<usize> {
        let first = self.next;
        let rest = self.view.note.reading.quotations.get(first..).unwrap_or_default();
        self.next += rest.partition_point(|q| q.span.start < block.span.end);
        first..self.next
    }

    /// The start of a block in the note; after the last one, the end of the note.
    fn begin(&self, block: usize) -> usize {
        let note = self.view.note;
        let block = note.blocks.get(block);
        block.map_or(note.text.len(), |block| note.prose.map.to_origin(block.span).start)
    }

    /// The first byte of the note that is related to a quotation.
    fn first_place(&self, quotation: &Quotation) -> usize {
        let attribution = quotation.attribution.iter();
        let mentions = &self.view.assessment.mentions;
        let mention = |a: &Attribution| {
            mentions
                .get(mentions.partition_point(|m| m.span.end <= a.speaker.start))
                .map(|m| m.span)
        };
        let named = attribution.flat_map(|a| [Some(a.speaker), a.cue, mention(a)]).flatten();
        let cited = quotation.citations.iter().filter_map(|i| self.view.note.citations.get(*i));
        let cited = cited.map(|citation| citation.span);
        named.chain(cited).map(|span| span.start).fold(quotation.span.start, usize::min)
    }

    /// The mentions that begin in a stretch of the note.
    fn mentions(&self, place: Span) -> &'n [Mention] {
        let mentions = &self.view.assessment.mentions;
        let first = mentions.partition_point(|m| m.span.start < place.start);
        let behind = mentions.partition_point(|m| m.span.start < place.end);
        mentions.get(first..behind).unwrap_or_default()
    }

    fn named_in(&self, heading: usize) -> NamedActors<'n> {
        let note = self.view.note;
        let place = note.blocks.get(heading).map(|block| note.prose.map.to_origin(block.span));
        NamedActors(self.mentions(place.unwrap_or_default()))
    }

    fn quotation(&self, number: usize, base: usize, prose: usize) -> Option<QuotationView<'n>> {
        let (view, note) = (self.view, self.view.note);
        let quotation = note.quotations.get(number)?;
        let continues = quotation.continues.and_then(|earlier| note.quotations.get(earlier));
        let cited = quotation.citations.iter();
        let shares = |number: &usize| {
            let citation = note.citations.get(*number);
            citation.is_some_and(|citation| view.times_cited(citation.span) > 1)
        };
        Some(QuotationView {
            span: quotation.span.back(base),
            words: quotation.words.back(base),
            text: &quotation.text,
            prose: quotation.prose.back(prose),
            marked_prose: note.reading.quotations.get(number)?.span.back(prose),
            form: quotation.form,
            kind: quotation.kind,
            closed: quotation.closed,
            is_nested: quotation.parent.is_some(),
            holds_quotations: note.has_quotations(quotation),
            continues: continues.map(|earlier| Continued {
                has_speaker: self.has_speaker(earlier),
                is_cited: !earlier.citations.is_empty(),
            }),
            has_speaker: self.has_speaker(quotation),
            attribution: quotation.attribution.as_ref().map(|a| self.attribution(a, base)),
            citations: cited.filter_map(|i| Some(view.citation(*i)?.from_base(base))).collect(),
            leading: quotation.citations.iter().position(|i| view.leads_to_source(*i)),
            shares_citation: quotation.citations.first().is_some_and(shares),
            citation_behind: self.citation_behind(quotation).map(|span| span.back(base)),
            lookup: view.assessment.quotations.get(number)?,
        })
    }

    fn attribution(&self, attribution: &'n Attribution, base: usize) -> AttributionView<'n> {
        let (note, mentions) = (self.view.note, &self.view.assessment.mentions);
        let speaker = attribution.speaker;
        let named = speaker_in(mentions, speaker);
        let first = mentions.partition_point(|m| m.span.end <= speaker.start);
        let among = mentions.iter().skip(first).take_while(|m| m.span.start < speaker.end);
        let cue = attribution.cue.unwrap_or_default();
        AttributionView {
            speaker: speaker.back(base),
            written: speaker.of(&note.text),
            plain: note.plain(speaker),
            cue: attribution.cue.map(|cue| (cue.back(base), cue.of(&note.text))),
            has_antecedent: attribution.antecedent.is_some(),
            confidence: attribution.confidence,
            weight: prose::weight(
                attribution.rule,
                attribution.confidence,
                cue.of(&note.text),
                ReadIn::Note,
            ),
            mention: named.map(|m| (moved(m, base), m.span.of(&note.text))),
            names: among.map(|m| (m.span.back(base), m.span.of(&note.text))).collect(),
        }
    }

    fn has_speaker(&self, quotation: &Quotation) -> bool {
        let Some(attribution) = &quotation.attribution else { return false };
        let note = self.view.note;
        let named = note.prose.map.to_derived(attribution.speaker);
        let block = |at| note.blocks.partition_point(|b| b.span.end <= at);
        let follows = attribution.confidence == Confidence::FollowOn
            || attribution.rule == AttributionRule::FollowOn;
        !follows || block(named.start) == block(quotation.prose.start)
    }

    fn citation_behind(&self, quotation: &Quotation) -> Option<Span> {
        let (note, end) = (self.view.note, quotation.span.end);
        let next = note.citation_from(end)?.span;
        note.text.get(end..next.start)?.trim().is_empty().then_some(next)
    }
}

/// A block, with its span relative to byte `base` of the prose.
fn moved_block(block: &Block, base: usize) -> Block {
    Block { span: block.span.back(base), ..*block }
}

/// A mention, with its span relative to byte `base` of the note.
fn moved(mention: &Mention, base: usize) -> Mention {
    Mention { span: mention.span.back(base), ..mention.clone() }
}
