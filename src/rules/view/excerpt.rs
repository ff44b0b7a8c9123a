//! What a rule sees of a note when it examines a block or a quotation that begins there.

use super::quotation::QuotationView;
use crate::actor::{ActorIndex, Mention};
use crate::note::Dialect;
use crate::prose::Block;
use crate::text::{OffsetMap, Span};
use std::hash::{Hash, Hasher};
use xxhash_rust::xxh3::xxh3_128;

/// A block of a note, the quotations that begin in it, and what follows it, to one block beyond the last of these.
///
/// Spans are relative to a byte of the note that moves with the block, so excerpts with the same content are equal
/// wherever they are. A rule that needs more of the note gets a new field here, which the derived hash then includes.
#[derive(Debug, Hash)]
pub struct Excerpt<'n> {
    /// Where the block begins.
    pub start: usize,
    /// The note's text from there on.
    pub(super) text: &'n str,
    /// The prose from the beginning of the block; it has no markup.
    pub prose: &'n str,
    /// Maps spans of the prose to places.
    pub(super) map: OffsetMap,
    /// The block; its span is one of the prose.
    pub block: Block,
    /// The block and those after it; spans of the prose.
    pub(super) blocks: Vec<Block>,
    /// The sentences of the prose; spans of it.
    pub(super) sentences: Vec<Span>,
    /// The actors named in it, in order.
    pub mentions: Vec<Mention>,
    /// The quotations that begin in the block.
    pub quotations: Vec<QuotationView<'n>>,
    /// The words of earlier quotations that extend into the block, as far as they do.
    pub quoted_before: Vec<Span>,
    /// Who is named in the headings above the block, nearest first.
    pub(super) headings: Vec<NamedActors<'n>>,
    /// Whether the block before ends with a colon.
    pub is_introduced: bool,
    /// The dialect of the note's citations.
    pub dialect: Dialect,
}

/// Who is named somewhere, regardless of the place.
#[derive(Debug)]
pub(super) struct NamedActors<'n>(pub(super) &'n [Mention]);

impl Hash for NamedActors<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.len().hash(state);
        self.0.iter().for_each(|mention| (mention.actor, &mention.also).hash(state));
    }
}

/// Collects what is hashed: thousands of short writes cost far less than as many updates of a hash.
struct HashedBytes(Vec<u8>);

impl Hasher for HashedBytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        xxh3_128(&self.0) as u64
    }
}

impl<'n> Excerpt<'n> {
    /// A fingerprint of 128 bits: collisions do not happen in practice.
    pub fn fingerprint(&self) -> u128 {
        let mut bytes = HashedBytes(Vec::with_capacity(4 << 10));
        self.hash(&mut bytes);
        xxh3_128(&bytes.0)
    }

    /// The note's words at a place; empty outside the excerpt.
    pub fn words(&self, place: Span) -> &'n str {
        self.get(place).unwrap_or_default()
    }

    /// The same; `None` outside the excerpt.
    pub fn get(&self, place: Span) -> Option<&'n str> {
        self.text.get(place.start.checked_sub(self.start)?..place.end.checked_sub(self.start)?)
    }

    /// The note's text from a place on.
    pub fn text_from(&self, at: usize) -> Option<&'n str> {
        self.text.get(at.checked_sub(self.start)?..)
    }

    /// The place that a span of the prose comes from.
    pub fn origin(&self, prose: Span) -> Span {
        self.map.to_origin(prose)
    }

    /// Whether an actor is named, perhaps among others whom the name may mean, at a place.
    pub fn names(&self, place: Span, actor: ActorIndex) -> bool {
        let first = self.mentions.partition_point(|m| m.span.start < place.start);
        let near = self.mentions.iter().skip(first).take_while(|m| m.span.start < place.end);
        near.filter(|m| place.covers(m.span)).any(|m| may_mean(m, actor))
    }

    /// The same for the headings over the block.
    pub fn is_named_above(&self, actor: ActorIndex) -> bool {
        self.headings.iter().flat_map(|heading| heading.0).any(|m| may_mean(m, actor))
    }

    /// Whether some of these words of the note name an actor.
    pub fn is_mentioned(&self, place: Span) -> bool {
        let next = self.mentions.partition_point(|m| m.span.end <= place.start);
        self.mentions.get(next).is_some_and(|mention| mention.span.overlaps(place))
    }
}

fn may_mean(mention: &Mention, actor: ActorIndex) -> bool {
    mention.actor == actor || mention.also.contains(&actor)
}

/// The words around a span of a text: those of its sentence before and behind it, and of `more` sentences that follow.
pub(super) fn own_words<'t>(
    text: &'t str,
    sentences: &[Span],
    at: Span,
    more: usize,
) -> impl Iterator<Item = &'t str> {
    let first = sentences.partition_point(|s| s.end <= at.start);
    let behind = sentences.partition_point(|s| s.start < at.end);
    let around = sentences.get(first..(behind + more).min(sentences.len())).unwrap_or_default();
    around.iter().flat_map(move |s| {
        let head = Span::new(s.start, at.start.clamp(s.start, s.end));
        let tail = Span::new(at.end.clamp(s.start, s.end), s.end);
        [head.of(text), tail.of(text)]
    })
}
