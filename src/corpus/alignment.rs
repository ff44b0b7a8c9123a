//! The cheapest alignment of a quotation's words with a stretch of a source's words.
//!
//! Dynamic programming over words: a word may agree, be changed, added, or left out, at the price of its characters.
//! Three things are nearly free: what an ellipsis skips, what brackets replace, and the reporter's words inside an
//! interrupted quotation. Words are compared by hash and length only; the remaining differences are weighed by
//! character afterwards.

use super::interruption::Leap;
use super::pattern::{Pattern, PatternWord};
use crate::text::Span;
use crate::text::word::letters;
use std::ops::Range;

/// Words of a source to align a quotation with. Word indexes count from its start.
#[derive(Debug)]
pub(super) struct Window<'a> {
    /// The source's text, which `spans` refer to.
    pub(super) text: &'a str,
    pub(super) hashes: &'a [u32],
    pub(super) spans: &'a [(u32, u32)],
    /// Interruptions inside it, ordered by their ends.
    pub(super) leaps: Vec<Leap>,
}

/// One step from left to right; `q` is a word of the quotation, `s` one of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word.
    Same { q: usize, s: usize },
    /// Another word.
    Other { q: usize, s: usize },
    /// A word the source does not have.
    Added { q: usize },
    /// A word of the source that the quotation leaves out.
    Left { s: usize },
    /// Skips the reporter's words.
    Leap { s: Range<usize> },
    /// An ellipsis before the word `q` skips these words.
    Skipped { q: usize, s: Range<usize> },
    /// Words in brackets replace these words of the source.
    Replaced { q: Range<usize>, s: Range<usize> },
}

/// The most words an ellipsis may skip. More is a splice of different utterances.
pub(super) const LONGEST_SKIP: usize = 300;
/// The most words of the source that a bracket may replace.
const LONGEST_REPLACED: usize = 8;

/// Bytes of a hyphen, a line end and a page end inside a broken word, plus one.
const BREAK: u32 = 6;

/// Costs are eighths of a character, so that the nearly free steps can be told apart.
const UNIT: u32 = 8;
/// A character left out costs less than one added: aligning the whole quotation with a longer stretch explains more
/// than aligning a part of it with a shorter one.
const LEFT: u32 = UNIT / 2;
/// The price of each further character left out in a row: one long omission is likelier than words replaced at its
/// edge.
const LEFT_MORE: u32 = UNIT / 4;
/// What a word added or changed costs beyond its characters: a short one at the edge of an omission is more likely the
/// word before it. With these and [`LEFT_MORE`], most omissions in quotations of news were recognised as omissions.
const ADDED: u32 = 3;
const OTHER: u32 = 2;
const LEAP: u32 = 6;
const SKIP: u32 = 4;
const REPLACE: u32 = 4;
/// The words an ellipsis skips for one unit: prefers near places to far ones.
const SKIPPED_A_UNIT: u32 = 8;

/// Aligns the quotation with the window. The cost is in characters; the steps begin and end with a word of the
/// quotation.
pub(super) fn align(pattern: &Pattern, window: &Window<'_>) -> (f32, Vec<Step>) {
    let mut table = Table::new(pattern, window);
    table.fill();
    table.trace()
}

#[derive(Clone, Copy)]
#[repr(u8)]
enum Op {
    Start,
    Same,
    Other,
    Added,
    Left,
    Leap,
    Skipped,
    Replaced,
    /// Two words of the quotation are one in the source.
    Joined,
    /// One word of the quotation is two in the source.
    Parted,
}

/// A cell: the least cost and how it was reached, with the number of source words where that varies.
#[derive(Clone, Copy)]
struct Cell {
    cost: u32,
    op: Op,
    width: u16,
}

struct Table<'a> {
    pattern: &'a Pattern,
    window: &'a Window<'a>,
    /// The bytes of each word of the window, and of each joined to the one before; none is as large as [`NONE`].
    widths: Vec<u32>,
    pairs: Vec<u32>,
    columns: usize,
    cells: Vec<Cell>,
}

/// More bytes than any word has, and too many to be close to any.
const NONE: u32 = u32::MAX / 2;

impl<'a> Table<'a> {
    fn new(pattern: &'a Pattern, window: &'a Window<'a>) -> Self {
        let columns = window.hashes.len() + 1;
        let widths: Vec<u32> = window.spans.iter().map(|span| span.1 - span.0).collect();
        let pairs = widths.array_windows().map(|[first, second]| first + second);
        Self {
            pattern,
            window,
            pairs: std::iter::once(NONE).chain(pairs).collect(),
            widths,
            columns,
            cells: Vec::with_capacity((pattern.words.len() + 1) * columns),
        }
    }

    fn fill(&mut self) {
        self.cells.resize(self.columns, Cell { cost: 0, op: Op::Start, width: 0 });
        let mut cells = Vec::with_capacity(self.columns);
        for row in 1..=self.pattern.words.len() {
            self.advance(row, &mut cells);
            self.respace(row, &mut cells);
            self.replace(row, &mut cells);
            self.leave_out(&mut cells);
            if self.pattern.gap(row).is_some() {
                skip(&mut cells);
            }
            self.cells.append(&mut cells);
        }
    }

    fn row(&self, row: usize) -> &[Cell] {
        self.cells.get(row * self.columns..(row + 1) * self.columns).unwrap_or_default()
    }

    /// Consumes the quotation's word before `row`: it agrees, is changed, or is added.
    fn advance(&self, row: usize, cells: &mut Vec<Cell>) {
        let Some(word) = self.pattern.words.get(row - 1) else { return };
        let above = self.row(row - 1);
        let len = word.span.len() as u32;
        // Words in brackets agree or are replaced as a whole.
        let price = |p: u32| if word.bracketed { u32::MAX / 4 } else { p };
        let added = price(UNIT * (len + ADDED));
        let part = if word.partial { 2 } else { 1 };
        let add = |up: &Cell| Cell { cost: up.cost.saturating_add(added), op: Op::Added, width: 0 };
        cells.extend(above.first().map(add));
        let places = self.window.hashes.iter().zip(&self.widths);
        for ((diagonal, up), (hash, width)) in above.iter().zip(above.iter().skip(1)).zip(places) {
            let (cost, op) = if *hash == word.hash {
                (0, Op::Same)
            } else {
                (price(UNIT * (len.max(*width) + OTHER) / part), Op::Other)
            };
            let taken = Cell { cost: diagonal.cost.saturating_add(cost), op, width: 0 };
            let added = add(up);
            cells.push(if taken.cost <= added.cost { taken } else { added });
        }
    }

    /// One word agrees with two when they differ only by a space: “itselfto”, a word broken at a line end.
    fn respace(&self, row: usize, cells: &mut [Cell]) {
        let words = &self.pattern.words;
        let Some(word) = words.get(row - 1).filter(|w| !w.bracketed) else { return };
        let before = row.checked_sub(2).and_then(|i| words.get(i)).filter(|w| !w.bracketed);
        let quoted = |w: &PatternWord| w.span.of(&self.pattern.folded.text);
        let stands = |s: &(u32, u32)| Span::new(s.0 as usize, s.1 as usize).of(self.window.text);
        // The fewest letters of one word that two can make, and of two that one can.
        let joined = before.map_or(NONE, |b| (b.span.len() + word.span.len()) as u32);
        let parted = word.span.len() as u32;
        let lengths = (1usize..).zip(self.window.spans).zip(self.widths.iter().zip(&self.pairs));
        for ((column, second), (width, pair)) in lengths {
            let (as_one, as_two) = (width.wrapping_sub(joined) < BREAK, *pair == parted);
            if !(as_one | as_two) {
                continue;
            }
            let joined =
                before.filter(|b| as_one && is_both(stands(second), quoted(b), quoted(word)));
            let first = column.checked_sub(2).and_then(|s| self.window.spans.get(s));
            let first = first
                .filter(|first| as_two && is_both(quoted(word), stands(first), stands(second)));
            let (from, op) = match (joined, first) {
                (Some(_), _) => (self.row(row - 2).get(column - 1), Op::Joined),
                (_, Some(_)) => (self.row(row - 1).get(column - 2), Op::Parted),
                _ => continue,
            };
            let cost = from.map_or(u32::MAX, |c| c.cost).saturating_add(UNIT);
            if let Some(cell) = cells.get_mut(column).filter(|c| cost < c.cost) {
                *cell = Cell { cost, op, width: 0 };
            }
        }
    }

    /// At a closing bracket, lets its words replace up to [`LONGEST_REPLACED`] words of the source.
    fn replace(&self, row: usize, cells: &mut [Cell]) {
        for bracket in self.pattern.brackets.iter().filter(|b| b.end == row) {
            let before = self.row(bracket.start);
            for (column, cell) in cells.iter_mut().enumerate() {
                for width in 0..=LONGEST_REPLACED.min(column) {
                    let from = before.get(column - width).map_or(u32::MAX, |c| c.cost);
                    let cost = from.saturating_add(REPLACE + width as u32);
                    if cost < cell.cost {
                        *cell = Cell { cost, op: Op::Replaced, width: width as u16 };
                    }
                }
            }
        }
    }

    /// Leaves out words of the source, or skips the reporter's.
    fn leave_out(&self, cells: &mut [Cell]) {
        let mut leaps = self.window.leaps.iter().peekable();
        // The cheapest omission that ends at the previous column.
        let mut omission = Cell { cost: u32::MAX, op: Op::Left, width: 0 };
        for (column, span) in (1..).zip(self.window.spans) {
            let len = span.1 - span.0 + 1;
            let begun = cells.get(column - 1).map_or(u32::MAX, |c| c.cost);
            let begun = begun.saturating_add(LEFT * len);
            let more = omission.cost.saturating_add(LEFT_MORE * len);
            omission = if begun <= more {
                Cell { cost: begun, op: Op::Left, width: 1 }
            } else {
                Cell { cost: more, op: Op::Left, width: omission.width + 1 }
            };
            let mut best = omission;
            while let Some(leap) = leaps.next_if(|l| l.to <= column) {
                let from = cells.get(leap.from).map_or(u32::MAX, |c| c.cost);
                let cost = from.saturating_add(LEAP);
                if leap.to == column && cost < best.cost {
                    best = Cell { cost, op: Op::Leap, width: (leap.to - leap.from) as u16 };
                }
            }
            if let Some(cell) = cells.get_mut(column).filter(|c| best.cost < c.cost) {
                *cell = best;
            }
        }
    }

    fn trace(&self) -> (f32, Vec<Step>) {
        let mut q = self.pattern.words.len();
        let ends = self.row(q).iter().enumerate().min_by_key(|(_, cell)| cell.cost);
        let Some((mut s, end)) = ends else { return (f32::MAX, Vec::new()) };
        let cost = end.cost as f32 / UNIT as f32;
        let mut steps = Vec::with_capacity(q + 4);
        while let Some(cell) = self.row(q).get(s) {
            let width = usize::from(cell.width).min(s);
            let (step, before) = match cell.op {
                Op::Start => break,
                Op::Same => (Step::Same { q: q - 1, s: s - 1 }, (q - 1, s - 1)),
                Op::Other => (Step::Other { q: q - 1, s: s - 1 }, (q - 1, s - 1)),
                Op::Added => (Step::Added { q: q - 1 }, (q - 1, s)),
                Op::Left => {
                    steps.extend((s - width + 1..s).rev().map(|s| Step::Left { s }));
                    (Step::Left { s: s - width }, (q, s - width))
                }
                Op::Leap => (Step::Leap { s: s - width..s }, (q, s - width)),
                Op::Skipped => (Step::Skipped { q, s: s - width..s }, (q, s - width)),
                Op::Joined => {
                    steps.push(Step::Added { q: q - 1 });
                    (Step::Other { q: q - 2, s: s - 1 }, (q - 2, s - 1))
                }
                Op::Parted => {
                    steps.push(Step::Left { s: s - 1 });
                    (Step::Other { q: q - 1, s: s - 2 }, (q - 1, s - 2))
                }
                Op::Replaced => {
                    let bracket = self.pattern.brackets.iter().find(|b| b.end == q);
                    let start = bracket.map_or(q - 1, |b| b.start);
                    (Step::Replaced { q: start..q, s: s - width..s }, (start, s - width))
                }
            };
            steps.push(step);
            (q, s) = before;
        }
        steps.reverse();
        (cost, steps)
    }
}

/// Whether a word is two others joined without a space.
fn is_both(whole: &str, first: &str, second: &str) -> bool {
    // A cheap test first: most begin with another letter.
    let initial = |word: &str| word.bytes().next().filter(u8::is_ascii_alphanumeric);
    let apart = initial(whole).zip(initial(first));
    if apart.is_some_and(|(a, b)| !a.eq_ignore_ascii_case(&b)) {
        return false;
    }
    letters(whole).eq(letters(first).chain(letters(second)))
}

/// At an ellipsis, skips up to [`LONGEST_SKIP`] words of the source, preferring near places.
fn skip(cells: &mut [Cell]) {
    // A monotonic queue of the costs of coming from earlier columns, the least in front. All are off by the same
    // amount.
    let mut best = std::collections::VecDeque::<(usize, u32)>::new();
    for column in 0..cells.len() {
        let Some(cell) = cells.get_mut(column) else { break };
        let here = (column as u32, cell.cost);
        while best.front().is_some_and(|(from, _)| column - from > LONGEST_SKIP) {
            best.pop_front();
        }
        if let Some((from, cost)) = best.front() {
            let width = column - from;
            let cost = cost.saturating_add(SKIP + width as u32 / SKIPPED_A_UNIT);
            if cost < cell.cost {
                *cell = Cell { cost, op: Op::Skipped, width: width as u16 };
                // Never skip from where a skip ended: the limit is for the whole ellipsis.
                continue;
            }
        }
        // Each word less to skip saves an eighth.
        let rank =
            |from: usize, cost: u32| i64::from(cost) * i64::from(SKIPPED_A_UNIT) - from as i64;
        let mine = rank(column, here.1);
        while best.back().is_some_and(|(from, cost)| rank(*from, *cost) >= mine) {
            best.pop_back();
        }
        best.push_back((column, here.1));
    }
}
