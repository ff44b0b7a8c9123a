//! Quotation marks: which stretches of a text stand between them.

use super::Block;
use crate::text::Span;

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// With its marks.
    pub span: Span,
    /// Without the outer marks.
    pub words: Span,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// The index of the stretch it is nested in.
    pub parent: Option<usize>,
}

/// The families of marks that pair with each other: writers mix straight and curly marks within a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
}

/// What the form of a mark and its neighbours say about its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    family: Family,
    side: Side,
    /// Whether it may be an apostrophe as well.
    doubtful: bool,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    mark: Mark,
    index: usize,
    block: usize,
}

/// All stretches, in order of their start; nested ones follow the one they stand in.
pub(super) fn stretches(text: &str, blocks: &[Block]) -> Vec<Stretch> {
    let mut finder = Finder { text, found: Vec::new(), open: Vec::new() };
    for (number, block) in blocks.iter().enumerate() {
        let marks = marks_of(text, block.span);
        finder.enter(number, blocks, &marks);
        let ahead = ahead(&marks);
        for (i, (mark, ahead)) in marks.iter().zip(&ahead).enumerate() {
            finder.step(*mark, marks.get(i + 1..).unwrap_or_default(), ahead, number);
        }
        finder.leave(number, blocks);
    }
    finder.finish(blocks)
}

/// How deep quotations are told apart. Nobody writes so many inside each other, and each is weighed against those around it.
const DEEPEST: usize = 16;

/// What comes behind a mark in its block: for each, its number among the marks of the block and the byte where it begins.
#[derive(Clone, Copy, Debug, Default)]
struct Ahead {
    /// The next single mark that may close.
    single_close: Option<(usize, usize)>,
    /// The next single mark that opens.
    single_open: Option<(usize, usize)>,
    /// The next double mark that closes.
    double_close: Option<(usize, usize)>,
}

/// What comes behind each mark of a block, found from the last to the first.
fn ahead(marks: &[Mark]) -> Vec<Ahead> {
    let mut next = Ahead::default();
    let mut found: Vec<Ahead> = Vec::with_capacity(marks.len());
    for (number, mark) in marks.iter().enumerate().rev() {
        found.push(next);
        let here = Some((number, mark.start));
        match (mark.family, mark.side) {
            (Family::Single, Side::Closes | Side::Either) => next.single_close = here,
            (Family::Single, Side::Opens) => next.single_open = here,
            (Family::Double, Side::Closes) => next.double_close = here,
            _ => {}
        }
    }
    found.reverse();
    found
}

struct Finder<'t> {
    text: &'t str,
    /// `None` when an opening mark turned out to be none.
    found: Vec<Option<Stretch>>,
    open: Vec<Open>,
}

impl Finder<'_> {
    /// At the start of a block: a quotation left open goes on when this block opens it again.
    fn enter(&mut self, number: usize, blocks: &[Block], marks: &[Mark]) {
        let Some(outer) = self.open.first().copied() else { return };
        let reopened = match (blocks.get(number), marks.first()) {
            (Some(block), Some(mark)) => {
                mark.start == block.span.start
                    && mark.family == outer.mark.family
                    && mark.side != Side::Closes
            }
            _ => false,
        };
        if !reopened {
            self.abandon(blocks);
        }
    }

    fn step(&mut self, mark: Mark, rest: &[Mark], ahead: &Ahead, number: usize) {
        if mark.family == Family::Single && mark.side == Side::Closes && mark.doubtful {
            // “what the boys’ father wants.’”: the plural's apostrophe, when a surer mark closes later.
            let next = rest.iter().find(|m| m.family == Family::Single || m.side == Side::Closes);
            let surer = next.is_some_and(|m| {
                m.family == Family::Single && m.side == Side::Closes && !m.doubtful
            });
            if surer {
                return;
            }
        }
        let matching = self.open.iter().rposition(|o| o.mark.family == mark.family);
        match (mark.side, matching) {
            (Side::Opens, Some(at)) if mark.family != Family::Single => {
                let Some(open) = self.open.get(at).copied() else { return };
                if open.block < number && self.open.len() == at + 1 && at == 0 {
                    // The mark that opens a later paragraph again.
                    if let Some(first) = self.open.get_mut(0) {
                        first.block = number;
                    }
                } else {
                    // Never closed, and here the next one begins.
                    self.close_unclosed(at, mark.start);
                    self.push(mark, number);
                }
            }
            (Side::Opens, _) => {
                if mark.family != Family::Single || self.closes_later(mark, ahead) {
                    self.push(mark, number);
                }
            }
            (Side::Closes, Some(at)) => self.close(at, mark),
            (Side::Closes, None) => {}
            (Side::Either, Some(at)) => {
                let reopens = self.open.get(at).is_some_and(|o| o.block < number);
                if reopens {
                    if let Some(first) = self.open.get_mut(at) {
                        first.block = number;
                    }
                } else {
                    self.close(at, mark);
                }
            }
            (Side::Either, None) => {
                if mark.family != Family::Single {
                    self.push(mark, number);
                }
            }
        }
    }

    /// Whether a single mark that could open does find its closing mark before another of its kind opens.
    fn closes_later(&self, mark: Mark, ahead: &Ahead) -> bool {
        let Some((closing, start)) = ahead.single_close else { return false };
        let sooner = |other: Option<(usize, usize)>| other.is_some_and(|(at, _)| at < closing);
        let ceiling = self.open.iter().any(|o| o.mark.family == Family::Double);
        let stopped =
            mark.doubtful && sooner(ahead.single_open) || ceiling && sooner(ahead.double_close);
        !stopped && start > mark.end
    }

    fn push(&mut self, mark: Mark, block: usize) {
        if self.open.len() >= DEEPEST {
            return;
        }
        let parent = self.open.last().map(|o| o.index);
        let span = Span::new(mark.start, mark.end);
        let words = Span::new(mark.end, mark.end);
        self.open.push(Open { mark, index: self.found.len(), block });
        self.found.push(Some(Stretch { span, words, closed: false, parent }));
    }

    fn close(&mut self, at: usize, mark: Mark) {
        // What was opened inside and not closed was an apostrophe or a slip.
        for inner in self.open.drain(at + 1..) {
            if let Some(slot) = self.found.get_mut(inner.index) {
                *slot = None;
            }
        }
        let Some(open) = self.open.pop() else { return };
        if let Some(slot) = self.found.get_mut(open.index) {
            let words = Span::new(open.mark.end, mark.start);
            if words.of(self.text).trim().is_empty() {
                *slot = None;
            } else if let Some(stretch) = slot {
                stretch.span = Span::new(open.mark.start, mark.end);
                stretch.words = words;
                stretch.closed = true;
            }
        }
    }

    /// Ends the open stretch `at` (and all inside it) before `end`, without a closing mark.
    fn close_unclosed(&mut self, at: usize, end: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            let keep = self.open.is_empty() && open.mark.family != Family::Single;
            let Some(slot) = self.found.get_mut(open.index) else { continue };
            let raw = self.text.get(open.mark.end..end).unwrap_or_default();
            let end = open.mark.end + raw.trim_end().len();
            if keep && end > open.mark.end {
                if let Some(stretch) = slot {
                    stretch.span = Span::new(open.mark.start, end);
                    stretch.words = Span::new(open.mark.end, end);
                }
            } else {
                *slot = None;
            }
        }
    }

    /// At the end of a block: nested and single marks do not cross it; an outer double one may.
    fn leave(&mut self, number: usize, blocks: &[Block]) {
        let end = blocks.get(number).map_or(0, |b| b.span.end);
        let keep = usize::from(self.open.first().is_some_and(|o| o.mark.family != Family::Single));
        if self.open.len() > keep {
            self.close_unclosed(keep, end);
        }
    }

    /// A quotation that was not opened again ends with the block where it was last open.
    fn abandon(&mut self, blocks: &[Block]) {
        let end = self.open.first().and_then(|o| blocks.get(o.block)).map_or(0, |b| b.span.end);
        self.close_unclosed(0, end);
    }

    fn finish(mut self, blocks: &[Block]) -> Vec<Stretch> {
        self.abandon(blocks);
        let mut place = Vec::with_capacity(self.found.len());
        let mut kept: Vec<Stretch> = Vec::with_capacity(self.found.len());
        for slot in &self.found {
            place.push(slot.map(|_| kept.len()));
            if let Some(mut stretch) = *slot {
                stretch.parent = self.kept_parent(stretch, &place);
                kept.push(stretch);
            }
        }
        kept
    }

    /// The nearest stretch around this one that was kept, by its place among the kept ones.
    fn kept_parent(&self, stretch: Stretch, place: &[Option<usize>]) -> Option<usize> {
        let mut parent = stretch.parent;
        while let Some(index) = parent {
            let outer = self.found.get(index).copied().flatten();
            match (outer, place.get(index).copied().flatten()) {
                (Some(outer), Some(kept)) if outer.span.covers(stretch.span) => return Some(kept),
                (Some(outer), _) => parent = outer.parent,
                (None, _) => return None,
            }
        }
        None
    }
}

/// The marks of one block, with what their neighbours say.
fn marks_of(text: &str, block: Span) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = block.start;
    while let Some(offset) = next_candidate(bytes, at, block.end) {
        let Some((mark, end)) = mark_at(text, block, offset) else {
            at = offset + 1;
            continue;
        };
        if let Some(mark) = mark {
            marks.push(mark);
        }
        at = end;
    }
    marks
}

/// The next byte that can begin a mark: `"`, `'`, a backtick, or the first byte of a curly mark or a guillemet.
fn next_candidate(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let slice = bytes.get(from..to)?;
    let straight = memchr::memchr3(b'"', b'\'', b'`', slice);
    let before = slice.get(..straight.unwrap_or(slice.len()))?;
    memchr::memchr2(0xE2, 0xC2, before).or(straight).map(|found| from + found)
}

/// The mark that begins at `offset`, and where to go on; no mark for an apostrophe. `None` for any other character.
fn mark_at(text: &str, block: Span, offset: usize) -> Option<(Option<Mark>, usize)> {
    let rest = text.get(offset..block.end)?;
    let first = rest.chars().next()?;
    let twice = rest.get(first.len_utf8()..).is_some_and(|r| r.starts_with(first));
    let (family, side, len) = match first {
        '"' | '\u{FF02}' => (Family::Double, Side::Either, first.len_utf8()),
        '\'' if twice => (Family::Double, Side::Either, 2),
        '`' if twice => (Family::Double, Side::Opens, 2),
        '“' | '„' | '‟' => (Family::Double, Side::Opens, first.len_utf8()),
        '”' => (Family::Double, Side::Closes, first.len_utf8()),
        '«' => (Family::Guillemet, Side::Opens, first.len_utf8()),
        '»' => (Family::Guillemet, Side::Closes, first.len_utf8()),
        '‘' if twice => (Family::Double, Side::Opens, 6),
        '’' if twice => (Family::Double, Side::Closes, 6),
        '‘' | '‛' => (Family::Single, Side::Opens, first.len_utf8()),
        '’' => (Family::Single, Side::Closes, first.len_utf8()),
        '\'' | '`' => (Family::Single, Side::Either, 1),
        _ => return None,
    };
    let end = offset + len;
    let before = text.get(block.start..offset).and_then(|t| t.chars().next_back());
    let after = text.get(end..block.end).and_then(|t| t.chars().next());
    let neighbours = Neighbours { before, after };
    let (side, doubtful) = match (family, side) {
        (Family::Double, Side::Either) => (neighbours.side(), false),
        (Family::Double, Side::Opens) if neighbours.ends_words() => (Side::Closes, false),
        (Family::Double, Side::Closes) if neighbours.begins_words() => (Side::Opens, false),
        (Family::Double | Family::Guillemet, side) => (side, false),
        (Family::Single, side) => match neighbours.single(side, text.get(end..block.end)) {
            Some(found) => found,
            None => return Some((None, end)),
        },
    };
    Some((Some(Mark { start: offset, end, family, side, doubtful }), end))
}

/// The characters beside a mark; `None` at the edge of the block.
struct Neighbours {
    before: Option<char>,
    after: Option<char>,
}

impl Neighbours {
    /// Where a mark that has no direction of its own points: at the side without a space.
    fn side(&self) -> Side {
        let space_before = self.before.is_none_or(opens_after);
        let space_after = self.after.is_none_or(|c| c.is_whitespace());
        match (space_before, space_after) {
            // “he said 'never again,'" and left”: behind another mark or a dash, and in front of nothing.
            (true, true) if self.before.is_some_and(|c| !c.is_whitespace()) => Side::Closes,
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            (false, false) if self.after.is_some_and(closes_before) => Side::Closes,
            _ => Side::Either,
        }
    }

    /// A curly mark turned the wrong way stands where only the other can: `” Words`.
    fn begins_words(&self) -> bool {
        self.before.is_none_or(char::is_whitespace) && self.after.is_some_and(char::is_alphanumeric)
    }

    /// `words.“ `
    fn ends_words(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace() && !opens_after(c))
            && self.after.is_none_or(char::is_whitespace)
    }

    /// The side of a single mark, and whether it may be an apostrophe; `None` when it is one.
    fn single(&self, side: Side, rest: Option<&str>) -> Option<(Side, bool)> {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if word(self.before) && word(self.after) {
            return None;
        }
        if side == Side::Opens {
            return Some((Side::Opens, false));
        }
        let can_open =
            self.before.is_none_or(opens_after) && self.after.is_some_and(|c| !c.is_whitespace());
        if can_open && word(self.after) {
            if side == Side::Closes || elided(rest.unwrap_or_default()) {
                return None;
            }
            return Some((Side::Opens, true));
        }
        if can_open && side == Side::Either && !self.after.is_some_and(closes_before) {
            return Some((Side::Opens, true));
        }
        if self.before.is_none_or(char::is_whitespace) {
            return None;
        }
        let plural = matches!(self.before, Some('s' | 'S' | 'z' | 'x'));
        Some((Side::Closes, plural))
    }
}

/// Characters behind which a quotation may open.
fn opens_after(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | '['
                | '{'
                | '—'
                | '–'
                | '-'
                | '/'
                | '“'
                | '‘'
                | '"'
                | '\''
                | '*'
                | '_'
                | '>'
                | '='
                | '\u{200B}'
                | '\u{FEFF}'
        )
}

/// Characters in front of which a quotation may close.
fn closes_before(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '—'
            | '–'
            | '-'
            | '/'
            | '”'
            | '’'
            | '"'
            | '\''
            | '…'
            | '*'
            | '_'
            | '<'
    )
}

/// Words that begin with an apostrophe: `'em`, `'tis`, `'90s`.
fn elided(rest: &str) -> bool {
    const ELISIONS: &[&str] =
        &["em", "til", "tis", "twas", "cause", "bout", "cuz", "n", "round", "nuff", "neath", "ere"];
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let decade = word.len() >= 2 && word.as_bytes().iter().take(2).all(u8::is_ascii_digit);
    decade || ELISIONS.iter().any(|e| e.eq_ignore_ascii_case(word))
}
