//! Quotation marks: which stretches of a text they enclose.

use super::mark::{Family, Mark, Measure, Side, marks_of};
use crate::prose::block::Block;
use crate::text::Span;

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) struct Stretch {
    /// Including its marks.
    pub span: Span,
    /// Without the outer marks.
    pub words: Span,
    /// Whether it has a closing mark.
    pub closed: bool,
    /// The index of the stretch that contains it.
    pub parent: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    mark: Mark,
    index: usize,
    block: usize,
}

/// All stretches ordered by start; nested ones follow the one that contains them.
pub(in crate::prose) fn stretches(text: &str, blocks: &[Block]) -> Vec<Stretch> {
    let mut finder = Finder { text, found: Vec::new(), open: Vec::new(), begins: 0 };
    for (number, block) in blocks.iter().enumerate() {
        let marks = marks_of(text, block.span);
        finder.enter(number, blocks, &marks);
        finder.begins = block.span.start;
        let ahead = ahead(&marks);
        for (i, (mark, ahead)) in marks.iter().zip(&ahead).enumerate() {
            finder.step(*mark, marks.get(i + 1..).unwrap_or_default(), ahead, number);
        }
        finder.leave(number, blocks);
    }
    finder.finish(blocks)
}

/// The deepest nesting. Nobody nests more deeply, and each is compared with those around it.
const DEEPEST: usize = 16;

/// What follows a mark in its block: for each, its index among the marks of the block, and its first byte.
#[derive(Clone, Copy, Debug, Default)]
struct Ahead {
    /// The next single mark that may close.
    single_close: Option<(usize, usize)>,
    /// The next single mark that opens.
    single_open: Option<(usize, usize)>,
    /// The same where the low mark opens, so that `‘` closes.
    low_close: Option<(usize, usize)>,
    /// The next double mark that closes.
    double_close: Option<(usize, usize)>,
}

/// What follows each mark of a block, computed from the last to the first.
fn ahead(marks: &[Mark]) -> Vec<Ahead> {
    let mut next = Ahead::default();
    let mut found: Vec<Ahead> = Vec::with_capacity(marks.len());
    for (number, mark) in marks.iter().enumerate().rev() {
        found.push(next);
        let here = Some((number, mark.start));
        if mark.glyph == '‘' && mark.apt != Side::Opens {
            next.low_close = here;
        }
        match (mark.family, mark.side) {
            (Family::Single, Side::Closes | Side::Either) => {
                next.single_close = here;
                next.low_close = here;
            }
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
    /// `None` for an opening mark that turned out to be none.
    found: Vec<Option<Stretch>>,
    open: Vec<Open>,
    /// The start of the block.
    begins: usize,
}

impl Finder<'_> {
    /// Begins a block: an unclosed quotation continues if this block reopens it.
    fn enter(&mut self, number: usize, blocks: &[Block], marks: &[Mark]) {
        let Some(outer) = self.open.first().copied() else { return };
        let reopened = blocks.get(number).zip(marks.first()).is_some_and(|(block, mark)| {
            mark.start == block.span.start
                && mark.family == outer.mark.family
                && (mark.side != Side::Closes || outer.mark.glyph == '«')
        });
        if !reopened {
            self.abandon(blocks);
        }
    }

    fn step(&mut self, mark: Mark, rest: &[Mark], ahead: &Ahead, number: usize) {
        if mark.family == Family::Single && mark.side == Side::Closes && mark.doubtful {
            // “what the boys’ father wants.’”: a plural's apostrophe, if a surer mark closes later.
            let next = rest.iter().find(|m| m.family == Family::Single || m.side == Side::Closes);
            if next
                .is_some_and(|m| (m.family, m.side, m.doubtful) == (mark.family, mark.side, false))
            {
                return;
            }
        }
        let matching = self.open.iter().rposition(|o| o.mark.family == mark.family);
        let open = matching.and_then(|at| self.open.get(at)).map(|o| o.mark);
        if self.measures(mark, open, rest) || self.opens_again(mark, number) {
            return;
        }
        match (mark.turned(open.as_ref()), matching) {
            (Side::Opens, Some(at)) if mark.family != Family::Single => {
                if !self.nests(mark, open, rest) {
                    // Never closed, and the next one begins here.
                    self.close_unclosed(at, mark.start);
                }
                self.push(mark, number);
            }
            (Side::Opens, _) => {
                let opens = match mark.family {
                    Family::Single => self.closes_later(mark, ahead),
                    _ => !mark.needs_partner() || partner(mark, rest).is_some(),
                };
                if opens {
                    self.push(mark, number);
                }
            }
            (Side::Closes | Side::Either, Some(at)) => self.close(at, mark),
            (Side::Either, None) if !mark.family.is_single() => self.push(mark, number),
            (Side::Closes | Side::Either, None) => {}
        }
    }

    /// Whether a mark reopens the outermost quotation in a later paragraph.
    fn opens_again(&mut self, mark: Mark, number: usize) -> bool {
        let depth = self.open.len();
        let Some(first) = self.open.first_mut() else { return false };
        let same = first.mark.family == mark.family && first.block < number && depth == 1;
        let side = mark.turned(Some(&first.mark));
        // In French, paragraphs reopen with the closing mark.
        let again = side != Side::Closes || first.mark.glyph == '«' && mark.start == self.begins;
        if same && again {
            first.block = number;
        }
        same && again
    }

    /// Whether a mark after a digit means inches or feet: if another closes what is open.
    fn measures(&self, mark: Mark, open: Option<Mark>, rest: &[Mark]) -> bool {
        let Some(open) = open.filter(|_| mark.measure != Measure::No) else { return false };
        let straight = |m: &Mark| matches!(m.glyph, '"' | '\'');
        // Curly marks are typed deliberately, or by a word processor that knows nothing about feet.
        if !straight(&mark) && mark.measure != Measure::Likely {
            return false;
        }
        // A straight mark does not close what a curly one opened, if a curly one does.
        let crossed = straight(&mark) && !straight(&open);
        let mut later = rest.iter().take(FURTHEST).filter(|m| m.family == mark.family);
        let next = later.find(|m| {
            let measures = m.family.is_single() && m.measure != Measure::No;
            let crosses = crossed && straight(m);
            !measures && !crosses
        });
        next.is_some_and(|m| m.turned(Some(&open)) == Side::Closes && !m.doubtful)
    }

    /// Whether an opening mark inside an open one of its family begins a nested quotation: both are closed later, and
    /// their marks tell which is which.
    fn nests(&self, mark: Mark, open: Option<Mark>, rest: &[Mark]) -> bool {
        let Some(open) = open else { return false };
        let told_apart = mark.family.points() || (mark.glyph == '„') != (open.glyph == '„');
        if !told_apart {
            return false;
        }
        let Some(closing) = partner(mark, rest) else { return false };
        let behind = rest.get(closing + 1..).unwrap_or_default();
        let next = behind.iter().take(FURTHEST).find(|m| m.family == mark.family);
        next.is_some_and(|m| m.turned(Some(&open)) == Side::Closes)
    }

    /// Whether a single mark that could open has its closing mark before another of its kind opens.
    fn closes_later(&self, mark: Mark, ahead: &Ahead) -> bool {
        let closes = if mark.glyph == '‚' { ahead.low_close } else { ahead.single_close };
        let Some((closing, start)) = closes else { return false };
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
        // An unclosed mark inside was an apostrophe or a typo.
        for inner in self.open.drain(at + 1..) {
            if let Some(slot) = self.found.get_mut(inner.index) {
                *slot = None;
            }
        }
        let Some(open) = self.open.pop() else { return };
        if let Some(slot) = self.found.get_mut(open.index) {
            let words = Span::new(open.mark.end, mark.start);
            // Marks around code or a picture contain no words.
            if !words.of(self.text).contains(char::is_alphanumeric) {
                *slot = None;
            } else if let Some(stretch) = slot {
                stretch.span = Span::new(open.mark.start, mark.end);
                // French has a space at either end.
                let spaced = matches!(mark.family, Family::Guillemet | Family::Chevron);
                stretch.words = if spaced { words.trimmed(self.text) } else { words };
                stretch.closed = true;
            }
        }
    }

    /// Ends the open stretch `at` (and everything inside it) before `end`, without a closing mark.
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

    /// A quotation that was not reopened ends with the block in which it was last open.
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

    /// The nearest kept stretch around this one, as an index into the kept ones.
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

/// The most marks examined for one that closes.
const FURTHEST: usize = 64;

/// Which of the marks after an opening one closes it, telling nested ones apart.
fn partner(mark: Mark, rest: &[Mark]) -> Option<usize> {
    let mut open = vec![mark];
    for (at, next) in rest.iter().enumerate().take(FURTHEST) {
        if next.family != mark.family {
            continue;
        }
        match next.turned(open.last()) {
            Side::Opens if open.len() < DEEPEST => open.push(*next),
            Side::Opens => return None,
            Side::Closes | Side::Either => {
                open.pop();
                if open.is_empty() {
                    return Some(at);
                }
            }
        }
    }
    None
}
