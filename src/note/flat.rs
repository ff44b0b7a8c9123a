//! A flattened text: the blocks of a note joined without markup, each piece with its origin.

use crate::prose::Block;
use crate::text::{Derived, MapBuilder, Span};

/// The note without its markup, before citations are taken out. Blocks have no separator between them.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// The text.
    pub(super) text: String,
    map: MapBuilder,
}

/// A stretch to remove from the flat text, and what to call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// Bytes of the flat text; empty if the markup left nothing there.
    pub(super) span: Span,
    /// Which adjacent space to remove with it.
    pub(super) lean: Lean,
    /// What names the cited source; its words may stay in the prose.
    pub(super) cites: Option<Span>,
}

/// Which space around a cut to remove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// The one before: the cut belonged to the words before it.
    Left,
    /// The one after: the cut belonged to the words after it, unless punctuation follows.
    Right,
    /// None: the text around it stays unchanged.
    Neither,
}

/// The prose of a note, its blocks, and the position of each cut.
#[derive(Debug, Default)]
pub(super) struct Composed {
    /// The prose with its map to the note.
    pub(super) prose: Derived,
    /// The remaining blocks; spans of the prose.
    pub(super) blocks: Vec<Block>,
    /// For each remaining block, the index of its flat block.
    pub(super) sources: Vec<usize>,
    /// For each cut, its offset in the prose and the index of the block, unless nothing of its block is left.
    pub(super) places: Vec<(usize, Option<usize>)>,
}

impl Flat {
    /// Appends text that is at `origin` in the note; `text` may differ from what is there.
    pub(super) fn push(&mut self, text: &str, origin: Span, same: bool) {
        if text.is_empty() || origin.start < self.map.origin_len() {
            return;
        }
        self.text.push_str(text);
        self.map.drop_to(origin.start);
        match same {
            true => self.map.same(text.len()),
            false => self.map.replace(origin.len(), text.len()),
        }
    }

    /// The place in the note of a stretch of the flat text.
    pub(super) fn origin(&self, span: Span) -> Span {
        self.map.so_far().to_origin(span)
    }

    /// The prose: the blocks without the cuts, separated by a blank line. `cuts` are ordered by start.
    pub(super) fn compose(&self, blocks: &[Block], cuts: &[Cut], note_len: usize) -> Composed {
        let mut out = Flat::default();
        let mut composed = Composed::default();
        let mut next = 0;
        // Whether the first block of a container is gone, so that the next one begins it.
        let mut headless = false;
        for (index, block) in blocks.iter().enumerate() {
            let rest = cuts.get(next..).unwrap_or_default();
            let mine = |c: &&Cut| c.span.start < block.span.end || c.span.end <= block.span.end;
            let inside = rest.get(..rest.iter().take_while(mine).count()).unwrap_or_default();
            next += inside.len();
            let trimmed = block.span.trimmed(&self.text);
            let gone = self.widened(trimmed, inside);
            headless &= block.continued;
            if nothing_left(trimmed, &gone, &self.text) || is_apparatus(trimmed, inside, &self.text)
            {
                headless |= !block.continued;
                composed.places.extend(inside.iter().map(|_| (out.text.len(), None)));
                continue;
            }
            if !out.text.is_empty() {
                out.map.replace(0, 2);
                out.text.push_str("\n\n");
            }
            let start = out.text.len();
            let mut at = trimmed.start;
            for cut in &gone {
                out.keep(self, Span::new(at, cut.start));
                at = at.max(cut.end);
                composed.places.push((out.text.len(), Some(composed.blocks.len())));
            }
            out.keep(self, Span::new(at, trimmed.end));
            let span = Span::new(start, out.text.len()).trimmed(&out.text);
            for place in composed.places.iter_mut().rev().take(gone.len()) {
                place.0 = place.0.clamp(span.start, span.end);
            }
            let continued = block.continued && !headless;
            headless = false;
            composed.blocks.push(Block { span, continued, ..*block });
            composed.sources.push(index);
        }
        composed.places.resize(cuts.len(), (out.text.len(), None));
        out.map.drop_to(note_len);
        composed.prose = Derived { text: out.text, map: out.map.finish() };
        composed
    }

    /// Appends a stretch of another flat text from the same note.
    fn keep(&mut self, other: &Flat, span: Span) {
        self.text.push_str(span.of(&other.text));
        self.map.part_of(other.map.so_far(), span);
    }

    /// The cuts of one block, extended by spaces, commas and empty brackets: in order, without overlaps.
    fn widened(&self, block: Span, cuts: &[Cut]) -> Vec<Span> {
        let mut wide: Vec<Span> = Vec::with_capacity(cuts.len());
        for cut in cuts {
            let floor = wide.last().map_or(block.start, |w| w.end);
            let span = Span::new(
                cut.span.start.clamp(floor, block.end.max(floor)),
                cut.span.end.clamp(floor, block.end.max(floor)),
            );
            wide.push(match cut.lean {
                Lean::Neither => span,
                lean => widen(&self.text, Span::new(floor, block.end.max(floor)), span, lean),
            });
        }
        wide
    }
}

fn nothing_left(block: Span, gone: &[Span], text: &str) -> bool {
    between(block, gone).all(|left| left.of(text).trim().is_empty())
}

/// What remains of a block after removing stretches, which are in order.
fn between(block: Span, gone: &[Span]) -> impl Iterator<Item = Span> {
    let starts = gone.iter().map(|cut| cut.start).chain([block.end]);
    starts.enumerate().map(move |(i, end)| {
        let start = i.checked_sub(1).and_then(|i| gone.get(i)).map_or(block.start, |cut| cut.end);
        Span::new(start, end.max(start))
    })
}

/// Whether a block only says where words are from, as reading apps write it: “Source: [[key]], location 12”.
fn is_apparatus(block: Span, cuts: &[Cut], text: &str) -> bool {
    const WORDS: &str =
        "source sources from via location locations loc page pages p pp line lines at";
    let mut named: Vec<Span> = cuts.iter().filter_map(|cut| cut.cites).collect();
    if named.is_empty() {
        return false;
    }
    named.sort_unstable();
    let mut said = false;
    let all = between(block, &named).all(|left| {
        let mut words = left.of(text).split(|c: char| !c.is_alphanumeric());
        words.all(|word| {
            let known = WORDS.split(' ').any(|known| known.eq_ignore_ascii_case(word));
            said |= known;
            known || word.chars().all(|c| c.is_ascii_digit())
        })
    });
    said && all
}

/// Extends a cut by the space before or after it, brackets that would be empty, and a dangling comma.
fn widen(text: &str, within: Span, mut cut: Span, lean: Lean) -> Span {
    loop {
        let before = text.get(within.start..cut.start).unwrap_or_default();
        let after = text.get(cut.end..within.end).unwrap_or_default();
        // A line end that was kept separates the words from their speaker.
        let blank = |c: char| c.is_whitespace() && c != '\n';
        let (left, right) = (before.trim_end(), after.trim_start_matches(blank));
        let (left_gap, right_gap) = (before.len() - left.len(), after.len() - right.len());
        let empty_bracket = (left.ends_with('(') && right.starts_with(')'))
            || (left.ends_with('[') && right.starts_with(']'));
        if empty_bracket {
            cut = Span::new(cut.start - left_gap - 1, cut.end + right_gap + 1);
            continue;
        }
        let closed = right.is_empty() || right.starts_with([')', ']', '.']);
        if closed && left.ends_with([',', ';']) && left.len() > 1 {
            return Span::new(cut.start - left_gap - 1, cut.end + right_gap);
        }
        if left.ends_with('(') && right.starts_with([',', ';']) {
            let rest = right.get(1..).unwrap_or_default();
            let gap = rest.len() - rest.trim_start().len();
            return Span::new(cut.start - left_gap, cut.end + right_gap + 1 + gap);
        }
        let punctuated = right_gap == 0
            && right.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '”', '’', '"', '»', '…']);
        return if left.is_empty() || left.ends_with('(') {
            Span::new(cut.start, cut.end + right_gap)
        } else if right.is_empty() || punctuated {
            Span::new(cut.start - left_gap, cut.end)
        } else if left_gap > 0 && right_gap > 0 {
            match lean {
                Lean::Right => Span::new(cut.start, cut.end + right_gap),
                _ => Span::new(cut.start - left_gap, cut.end),
            }
        } else {
            cut
        };
    }
}
