//! Realigns the edges of a quotation, where they do not agree, with the adjacent words of the source.
//!
//! The alignment ends where the quotation ends, so a last word that differs is cheapest as an addition, and the
//! source's own word is not reported. An edge that does not agree takes as many words of the source as it has itself,
//! or those up to the end of the clause when that is equally near, but none beyond the end of a sentence or of a quoted
//! stretch.

use super::alignment::{Step, Window};
use super::overlay::distance;
use super::pattern::Pattern;
use crate::prose::data::WordList;
use crate::prose::is_abbreviated;
use crate::text::word::letters;
use crate::text::{Span, fold};
use std::ops::Range;

/// By how many words the source may be longer than the quotation at an edge.
const LONGER: usize = 4;
/// The fewest agreeing words that count although a sentence end separates them from the rest.
const FEW: usize = 4;
/// The bytes of a source searched for the next word.
const REACH: usize = 64;

/// Words that end no group of words.
static OPENING: WordList = WordList::new(include_str!("data/group-openers.txt"));

/// Words that join a sentence to the one before and can be dropped.
const JOINING: &[&str] = &["and", "but", "so", "or", "well", "yes", "now", "because", "then"];

/// How a source continues between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// Without a space: `well-known`, `$5`.
    Glued,
    /// The clause goes on.
    None,
    /// A comma, a bracket, or what may be an apostrophe.
    Weak,
    /// A clause ends with more than a comma.
    Clause,
    /// The sentence ends.
    Strong,
    /// The paragraph or quoted stretch ends.
    Closed,
}

/// How a text continues after a word that ends at a byte.
pub fn behind(text: &str, end: usize) -> Bound {
    let rest = text.get(end..).unwrap_or_default();
    let rest = rest.get(..rest.floor_char_boundary(REACH)).unwrap_or_default();
    let next = rest.find(char::is_alphanumeric);
    bound(text, Span::new(end, end + next.unwrap_or(rest.len())), true)
}

/// How a text continues before a word that begins at a byte.
pub fn before(text: &str, start: usize) -> Bound {
    let head = text.get(..start).unwrap_or_default();
    let near = head.get(head.ceil_char_boundary(start.saturating_sub(REACH))..).unwrap_or_default();
    let glue = near.len() - near.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    bound(text, Span::new(start - glue, start), false)
}

/// How strong the boundary between two words is, coming from one side.
fn bound(text: &str, glue: Span, rightward: bool) -> Bound {
    let between = glue.of(text);
    let (head, tail) =
        (text.get(..glue.start).unwrap_or_default(), text.get(glue.end..).unwrap_or_default());
    if if rightward { tail.is_empty() } else { head.is_empty() } {
        return Bound::Closed;
    }
    let spaced = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([—–-".contains(c));
    let mut bound = match between.chars().any(char::is_whitespace) {
        _ if between.chars().filter(|c| *c == '\n').count() > 1 => {
            // A page or a column may end in mid-sentence.
            let goes_on = tail.chars().next().is_some_and(char::is_lowercase);
            if goes_on { Bound::Weak } else { return Bound::Closed }
        }
        true => Bound::None,
        false => Bound::Glued,
    };
    for (at, c) in between.char_indices() {
        let before = between.get(..at).and_then(|b| b.chars().next_back());
        let after = between.get(at + c.len_utf8()..).and_then(|b| b.chars().next());
        // The next character, also one of a word; none at the end of the text.
        let next = after.or_else(|| tail.chars().next());
        let this = match c {
            c if fold::is_double_mark(c) => {
                let opens = spaced(before) && (at > 0 || head.is_empty());
                if opens == rightward { Bound::Weak } else { Bound::Closed }
            }
            '\'' | '’' | '‘' if fold::is_single_mark(c) => {
                let closes = before.is_some_and(|b| ".,?!".contains(b)) && spaced(next);
                let opens = spaced(before) && at > 0 && c != '’';
                match (closes, opens) {
                    (true, _) if rightward => Bound::Closed,
                    (_, true) if !rightward => Bound::Closed,
                    _ if between.len() == c.len_utf8() => Bound::Glued,
                    _ => Bound::Weak,
                }
            }
            '?' | '!' if next.is_none_or(|n| !n.is_alphanumeric()) => Bound::Strong,
            ';' | ':' if next.is_none_or(|n| !n.is_alphanumeric()) => Bound::Clause,
            '.' if next.is_none_or(|n| !n.is_alphanumeric()) => {
                let goes_on = tail.chars().next().is_some_and(char::is_lowercase);
                let short = at == 0 && is_abbreviated(head);
                if goes_on || short { Bound::Weak } else { Bound::Strong }
            }
            '—' | '–' | '…' => Bound::Clause,
            '-' if between.len() > 1 => Bound::Clause,
            ',' | '(' | ')' | '[' | ']' => Bound::Weak,
            _ => Bound::Glued,
        };
        bound = bound.max(this);
    }
    bound
}

/// Realigns what does not agree at either edge; `None` when both edges agree.
pub(super) fn settle(pattern: &Pattern, window: &Window<'_>, steps: &[Step]) -> Option<Vec<Step>> {
    let edges = Edges { pattern, window, steps };
    let core = edges.core()?;
    let core = edges.without_swapped(core);
    let (first, last) = (edges.ends(core.start)?, edges.ends(core.end - 1)?);
    let behind: Vec<usize> = (last.0.end..pattern.words.len()).collect();
    let ahead: Vec<usize> = (0..first.0.start).rev().collect();
    if behind.is_empty() && ahead.is_empty() {
        return None;
    }
    let kept = |range: Range<usize>| steps.get(range).unwrap_or_default().to_vec();
    let left = edges.laid(&ahead, first.1.start, false);
    let right = edges.laid(&behind, last.1.end, true);
    let mut all = match left {
        Some(left) => left.into_iter().rev().chain(kept(core.clone())).collect(),
        None => kept(0..core.end),
    };
    all.extend(right.unwrap_or_else(|| kept(core.end..steps.len())));
    Some(all)
}

struct Edges<'a> {
    pattern: &'a Pattern,
    window: &'a Window<'a>,
    steps: &'a [Step],
}

/// A word of the source, going outwards from what agrees.
struct Onward {
    s: usize,
    /// The reporter's words skipped before it.
    leap: Option<Range<usize>>,
    /// The boundary between it and the one before.
    bound: Bound,
}

impl Edges<'_> {
    /// The steps from the first that agrees to the last, without a few that agree by chance beyond the end of what is
    /// quoted.
    fn core(&self) -> Option<Range<usize>> {
        // Runs of steps with the number that agree in each, separated by sentence ends.
        let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
        let mut at = 0;
        let mut differs = false;
        while at < self.steps.len() {
            let held = self.holds(at);
            if held == 0 {
                differs |=
                    matches!(self.steps.get(at), Some(Step::Other { .. } | Step::Added { .. }));
                at += 1;
                continue;
            }
            let weight = usize::from(matches!(self.steps.get(at), Some(Step::Same { .. })));
            match runs.last_mut() {
                Some(run) if !self.parted(run.0.end - 1, at, differs) => {
                    run.0.end = at + held;
                    run.1 += weight;
                }
                _ => runs.push((at..at + held, weight)),
            }
            differs = false;
            at += held;
        }
        let most = runs.iter().enumerate().max_by_key(|(i, run)| (run.1, usize::MAX - i))?.0;
        let beyond = |runs: &[(Range<usize>, usize)]| runs.iter().map(|run| run.1).sum::<usize>();
        let (mut first, mut last) = (most, most);
        while last + 1 < runs.len() && beyond(runs.get(last + 1..)?) >= FEW {
            last += 1;
        }
        while first > 0 && beyond(runs.get(..first)?) >= FEW {
            first -= 1;
        }
        Some(runs.get(first)?.0.start..runs.get(last)?.0.end)
    }

    /// The core without swapped words at its ends, so that the word beyond counts as added: “quay the” for “the quay”.
    fn without_swapped(&self, core: Range<usize>) -> Range<usize> {
        const MOST: usize = 3;
        let same = |at: &usize| matches!(self.steps.get(*at), Some(Step::Same { .. }));
        let added = |at: &usize| match self.steps.get(*at) {
            Some(Step::Added { q }) => Some(*q),
            _ => None,
        };
        let leap = |at: &usize| matches!(self.steps.get(*at), Some(Step::Leap { .. }));
        // The words added within the end, and their place beyond it in the source if they were only moved.
        let moved = |words: &[usize], from: Option<usize>| {
            let hash = |q: &usize| self.pattern.words.get(*q).map(|w| w.hash);
            let there = |at: usize| self.window.hashes.get(at).copied();
            from.is_some_and(|from| {
                let mut pairs = words.iter().zip(from..);
                !words.is_empty() && pairs.all(|(q, s)| hash(q) == there(s))
            })
        };
        let mut left = core;
        let run = left.clone().rev().take(MOST).take_while(same).count();
        let mut inward = (left.start..left.end - run).rev().filter(|at| !leap(at)).take(MOST);
        let mut words: Vec<usize> = inward.by_ref().map_while(|at| added(&at)).collect();
        words.reverse();
        let last = left.end.checked_sub(1).and_then(|at| self.ends(at));
        if run > 0 && moved(&words, last.map(|ends| ends.1.end)) {
            let end = left.end - run;
            // Words with none held before them end no core.
            let held = (left.start..end).rev().find(|at| same(at));
            left.end = held.map_or(left.end, |at| at + 1);
        }
        let run = left.clone().take(MOST).take_while(same).count();
        let mut inward = (left.start + run..left.end).filter(|at| !leap(at)).take(MOST);
        let words: Vec<usize> = inward.by_ref().map_while(|at| added(&at)).collect();
        let first = self.ends(left.start).and_then(|ends| ends.1.start.checked_sub(words.len()));
        if run > 0 && moved(&words, first) {
            let start = left.start + run;
            left.start = (start..left.end).find(same).unwrap_or(left.start);
        }
        left
    }

    /// How many steps in a row agree, from one on; 0 when it does not.
    fn holds(&self, at: usize) -> usize {
        match (self.steps.get(at), self.steps.get(at + 1)) {
            (Some(Step::Same { .. } | Step::Replaced { .. }), _) => 1,
            (Some(Step::Other { q, s }), next) => {
                let (ours, theirs) = (self.quoted(*q), self.stands(*s));
                let both = match next {
                    Some(Step::Added { q }) => ours.clone() + &self.quoted(*q) == theirs,
                    Some(Step::Left { s }) => ours == theirs.clone() + &self.stands(*s),
                    _ => false,
                };
                if both { 2 } else { usize::from(alike(&ours, &theirs)) }
            }
            _ => 0,
        }
    }

    /// Whether a quoted stretch, or, unless words are only left out, a sentence ends in the source between two agreeing
    /// steps, and not in the quotation.
    fn parted(&self, before: usize, at: usize, differs: bool) -> bool {
        if before + 1 == at {
            return false;
        }
        let least = if differs { Bound::Clause } else { Bound::Closed };
        let (Some(one), Some(two)) = (self.ends(before), self.ends(at)) else { return false };
        let leaps = self.steps.get(before..at).unwrap_or_default();
        if leaps.iter().any(|step| matches!(step, Step::Leap { .. } | Step::Skipped { .. })) {
            return false;
        }
        let ends = (one.1.end..=two.1.start).any(|s| self.bound_before(s, true) >= least);
        ends && !(one.0.end..=two.0.start).any(|q| self.quoted_bound(q, true) >= least)
    }

    /// The words of the quotation and of the window that a step covers.
    fn ends(&self, at: usize) -> Option<(Range<usize>, Range<usize>)> {
        Some(match self.steps.get(at)? {
            Step::Same { q, s } | Step::Other { q, s } => (*q..q + 1, *s..s + 1),
            Step::Replaced { q, s } => (q.clone(), s.clone()),
            // The second step of a replacement.
            Step::Added { q } => (*q..q + 1, self.ends(at.checked_sub(1)?)?.1),
            Step::Left { s } => (self.ends(at.checked_sub(1)?)?.0, *s..s + 1),
            _ => return None,
        })
    }

    fn quoted(&self, q: usize) -> String {
        let word = self.pattern.words.get(q).map(|w| w.span.of(&self.pattern.folded.text));
        letters(word.unwrap_or_default()).collect()
    }

    fn word(&self, s: usize) -> &str {
        let span = self.window.spans.get(s).copied().unwrap_or_default();
        Span::new(span.0 as usize, span.1 as usize).of(self.window.text)
    }

    fn stands(&self, s: usize) -> String {
        letters(self.word(s)).collect()
    }

    /// How the source continues before a word of the window, or after the last one.
    fn bound_before(&self, s: usize, rightward: bool) -> Bound {
        let start = s.checked_sub(1).and_then(|s| self.window.spans.get(s)).map(|w| w.1 as usize);
        let end = self.window.spans.get(s).map(|w| w.0 as usize);
        match (start, end) {
            (Some(start), Some(end)) => bound(self.window.text, Span::new(start, end), rightward),
            (Some(start), None) => behind(self.window.text, start),
            (None, Some(end)) => before(self.window.text, end),
            (None, None) => Bound::Strong,
        }
    }

    /// How the quotation continues before one of its words. A full stop counts whatever follows: the next word may be
    /// the one that differs, without a capital.
    fn quoted_bound(&self, q: usize, rightward: bool) -> Bound {
        let text = &self.pattern.folded.text;
        let Some(glue) = q.checked_sub(1).map(|q| self.pattern.glue_after(q)) else {
            return Bound::Closed;
        };
        let stop = match glue.of(text) {
            between if between.contains(['.', '?', '!']) => Bound::Strong,
            // A dash that was folded.
            between if between.contains('-') => Bound::Clause,
            _ => Bound::Glued,
        };
        bound(text, glue, rightward).max(stop)
    }

    /// The steps, outwards, that align words at the quotation's edge with the source's from a place on. `None` when it
    /// marks changes there: then it chose the place itself.
    fn laid(&self, words: &[usize], from: usize, rightward: bool) -> Option<Vec<Step>> {
        let marked = |q: &usize| {
            let word = self.pattern.words.get(*q).is_none_or(|w| w.bracketed || w.partial);
            word || self.pattern.gap(*q).is_some() || self.pattern.gap(q + 1).is_some()
        };
        if words.is_empty() || words.iter().any(marked) {
            return None;
        }
        let onward = self.onward(from, words.len() + LONGER, rightward);
        let nearest = words.first().map_or(0, |q| if rightward { *q } else { q + 1 });
        let shared = self.quoted_bound(nearest, rightward);
        let taken = onward.get(..self.taken(words, &onward, rightward, shared)).unwrap_or_default();
        let mut steps = Vec::with_capacity(words.len() + taken.len());
        let (ours, theirs) = (words.len(), taken.len());
        let (more, fewer) = (ours.saturating_sub(theirs), theirs.saturating_sub(ours));
        let own = words.iter().take(more).map(|q| Step::Added { q: *q });
        steps.extend(own);
        for (i, word) in taken.iter().enumerate() {
            steps.extend(word.leap.clone().map(|s| Step::Leap { s }));
            steps.push(match i.checked_sub(fewer).and_then(|i| words.get(more + i)) {
                Some(q) => Step::Other { q: *q, s: word.s },
                None => Step::Left { s: word.s },
            });
        }
        Some(steps)
    }

    /// Up to `most` words of the source after a place, or before it.
    fn onward(&self, from: usize, most: usize, rightward: bool) -> Vec<Onward> {
        let leaps = &self.window.leaps;
        let mut next = if rightward { Some(from) } else { from.checked_sub(1) };
        let mut found = Vec::new();
        while let Some(s) = next.filter(|s| *s < self.window.spans.len() && found.len() < most) {
            let edge = if rightward { s } else { s + 1 };
            let leap = leaps.iter().find(|l| edge == if rightward { l.from } else { l.to });
            let (s, bound) = match leap {
                Some(leap) => {
                    let s = if rightward { Some(leap.to) } else { leap.from.checked_sub(1) };
                    let Some(s) = s.filter(|s| *s < self.window.spans.len()) else { break };
                    // Speech continues after the reporter's words, or begins anew.
                    let ends = |edge: usize| {
                        let end = edge.checked_sub(1).and_then(|s| self.window.spans.get(s));
                        let start = self.window.spans.get(edge);
                        let glue =
                            end.zip(start).map(|(a, b)| Span::new(a.1 as usize, b.0 as usize));
                        glue.is_some_and(|g| g.of(self.window.text).contains(['.', '?', '!']))
                    };
                    (s, if ends(leap.from) || ends(leap.to) { Bound::Strong } else { Bound::Weak })
                }
                None => (s, self.bound_before(edge, rightward)),
            };
            let leap = leap.map(|l| l.from..l.to);
            found.push(Onward { s, leap, bound });
            next = if rightward { Some(s + 1) } else { s.checked_sub(1) };
        }
        found
    }

    /// How many source words are in the place of the quotation's other words; `shared` is how the quotation continues
    /// after them.
    fn taken(&self, words: &[usize], onward: &[Onward], rightward: bool, shared: Bound) -> usize {
        let ours = words.len();
        // Whether the clause ends after this many words.
        let ends = |least: Bound| {
            let end = onward.iter().skip(1).position(|w| w.bound >= least).map(|i| i + 1);
            end.or_else(|| {
                let edge = onward.last().map(|w| if rightward { w.s + 1 } else { w.s })?;
                (self.bound_before(edge, rightward) >= least).then_some(onward.len())
            })
        };
        let Some(begins) = onward.first() else { return 0 };
        if begins.bound.max(Bound::None) > shared.max(Bound::None) {
            return 0;
        }
        let strong = ends(Bound::Clause);
        let limit = strong.unwrap_or(onward.len());
        let near = |end: usize| {
            end == ours || (end == ours + 1 && !self.of_a_kind(words, onward, end, rightward))
        };
        let leaps = |count: usize| onward.iter().take(count).any(|w| w.leap.is_some());
        let count = match (strong, ends(Bound::Weak)) {
            (Some(end), _) if end <= ours || near(end) => end,
            (_, Some(end)) if near(end) => end,
            _ => self.whole_group(ours, onward, limit, rightward),
        };
        // Do not end just after the reporter's words: that would be a piece of its own.
        if leaps(count) { count.min(ours) } else { count }
    }

    /// Whether the quotation's outermost word and its counterpart are both names or both numbers, or the word beyond
    /// only joins the sentence to the one before: then that word was not replaced.
    fn of_a_kind(&self, words: &[usize], onward: &[Onward], end: usize, rightward: bool) -> bool {
        let outermost = words.last().and_then(|q| self.pattern.words.get(*q));
        let ours = outermost.map_or("", |w| w.span.of(&self.pattern.folded.text));
        let Some(theirs) = onward.get(words.len() - 1).map(|w| self.word(w.s)) else {
            return false;
        };
        let beyond = end.checked_sub(1).and_then(|i| onward.get(i)).map(|w| self.stands(w.s));
        let joining = beyond.is_some_and(|w| JOINING.contains(&w.as_str()));
        let upper = |w: &str| w.starts_with(char::is_uppercase);
        let number = |w: &str| w.contains(|c: char| c.is_ascii_digit());
        let named = upper(ours) && upper(theirs) && (rightward || words.len() > 1);
        (joining && !rightward) || named || (number(ours) && number(theirs))
    }

    /// This many source words, and any more that complete the group they would cut.
    fn whole_group(&self, ours: usize, onward: &[Onward], limit: usize, rightward: bool) -> usize {
        let mut count = ours.min(limit);
        let mut open = false;
        let upper = |w: &Onward| self.word(w.s).starts_with(char::is_uppercase);
        let opening = |w: &Onward| OPENING.contains(&self.stands(w.s));
        while count < limit && count < ours + LONGER {
            let (Some(last), Some(next)) =
                (count.checked_sub(1).and_then(|i| onward.get(i)), onward.get(count))
            else {
                break;
            };
            let opened = rightward && opening(last);
            open |= opened;
            let name = upper(last) && upper(next) && next.bound < Bound::Weak;
            let goes_on = opened || (open && next.bound < Bound::Weak && !opening(next));
            if !(goes_on || name || next.bound == Bound::Glued) {
                break;
            }
            count += 1;
        }
        count
    }
}

/// Whether two words are one with a typo, or two forms of one.
pub fn alike(ours: &str, theirs: &str) -> bool {
    let (a, b) = (ours.chars().count(), theirs.chars().count());
    let shorter = a.min(b);
    if ours.contains(|c: char| c.is_ascii_digit()) || shorter < 3 || a.abs_diff(b) > 3 {
        return false;
    }
    let common = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
    let slips = match shorter {
        3..=7 => 1,
        _ => 2,
    };
    let swapped = swapped(ours, theirs);
    (shorter >= 4 && distance(ours, theirs) <= slips)
        || swapped
        || (common >= 5 && common * 3 >= a.max(b) * 2)
}

/// Whether two words differ by two adjacent letters swapped.
fn swapped(ours: &str, theirs: &str) -> bool {
    let apart: Vec<(usize, (char, char))> =
        ours.chars().zip(theirs.chars()).enumerate().filter(|(_, (a, b))| a != b).collect();
    let same = ours.chars().count() == theirs.chars().count();
    matches!(apart.as_slice(), [(i, (a, b)), (j, (c, d))] if same && i + 1 == *j && a == d && b == c)
}
