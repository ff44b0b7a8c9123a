//! Judges an aligned quotation: the verdict, the similarity, and every difference.

use super::alignment::Step;
use super::matching::{Change, ChangeKind, Match, Verdict};
use super::material::material;
use super::overlay::{Difference, Overlay, distance};
use crate::text::word::letters;
use crate::text::{Derived, Span, fold};

/// How far to look for punctuation around the words, in bytes of the source.
const EDGE: usize = 24;

/// Judges an aligned quotation; `None` when none of its words agree, or when they differ by more than `most`
/// characters: most candidate places are wrong, and not worth a full judgement.
pub(super) fn judge(overlay: &Overlay<'_>, most: usize) -> Option<Match> {
    if most < usize::MAX && overlay.least_cost() > most {
        return None;
    }
    let mut judgement = Judgement::over(overlay, most)?;
    judgement.walk();
    debug_assert!(judgement.cost > most || judgement.cost >= overlay.least_cost());
    (judgement.cost <= most).then(|| judgement.finish())
}

struct Judgement<'a> {
    overlay: &'a Overlay<'a>,
    /// The stretch of the source with some punctuation at its edges, folded; `base` is its first byte.
    folded: Derived,
    base: usize,
    verdict: Verdict,
    changes: Vec<Change>,
    pieces: Vec<Span>,
    /// Characters that differ, and the most allowed.
    cost: usize,
    most: usize,
    pending: Difference,
}

impl<'a> Judgement<'a> {
    fn over(overlay: &'a Overlay<'a>, most: usize) -> Option<Self> {
        let mut matched = overlay.steps.iter().filter_map(|step| match step {
            Step::Same { s, .. } | Step::Other { s, .. } => Some(*s),
            _ => None,
        });
        let first = matched.next()?;
        let last = matched.next_back().unwrap_or(first);
        let text = overlay.text;
        let before =
            first.checked_sub(1).and_then(|s| overlay.spans.get(s)).map_or(0, |s| s.1 as usize);
        let after = overlay.spans.get(last + 1).map_or(text.len(), |s| s.0 as usize);
        let start = overlay.spans.get(first)?.0 as usize;
        let end = overlay.spans.get(last)?.1 as usize;
        let base = text.ceil_char_boundary(before.max(start.saturating_sub(EDGE)).min(start));
        let top = text.floor_char_boundary(after.max(end).min(end + EDGE));
        Some(Self {
            overlay,
            folded: fold::typographic(Span::new(base, top).of(text)),
            base,
            verdict: Verdict::Verbatim,
            changes: Vec::new(),
            pieces: Vec::new(),
            cost: 0,
            most,
            pending: Difference::default(),
        })
    }

    /// Goes through the steps from left to right.
    fn walk(&mut self) {
        // The last agreeing words, as long as only agreement and the reporter's words follow.
        let mut last: Option<(usize, usize)> = None;
        let mut leapt = false;
        let steps = self.overlay.steps;
        for step in steps {
            if self.cost > self.most {
                return;
            }
            match step {
                Step::Same { q, s } => {
                    self.settle();
                    if let Some((before, place)) = last {
                        self.compare_glue(before, place, *s, leapt);
                    }
                    self.take(*s, leapt);
                    self.compare_word(*q, *s, leapt || *q == 0);
                    (last, leapt) = (Some((*q, *s)), false);
                    continue;
                }
                Step::Other { q, s } => {
                    self.take(*s, leapt);
                    leapt = false;
                    self.pending.add(Some(*q), Some(*s));
                }
                Step::Added { q } => self.pending.add(Some(*q), None),
                Step::Left { s } => self.pending.add(None, Some(*s)),
                Step::Leap { .. } => {
                    // The reporter's words are not a difference.
                    self.settle();
                    leapt = true;
                    continue;
                }
                Step::Skipped { q, s } => {
                    self.settle();
                    let gap = self.overlay.pattern.gap(*q).map(|g| g.span).unwrap_or_default();
                    self.mark(ChangeKind::Omitted, gap, self.overlay.source_span(s.clone()));
                    leapt = true;
                }
                Step::Replaced { q, s } => {
                    self.settle();
                    let words = self.overlay.quoted_span(q.clone());
                    let kind = if s.is_empty() { ChangeKind::Added } else { ChangeKind::Changed };
                    self.mark(
                        kind,
                        bracket_around(&self.overlay.pattern.folded.text, words),
                        self.overlay.source_span(s.clone()),
                    );
                }
            }
            last = None;
        }
        self.settle();
        for sic in &self.overlay.pattern.sics {
            self.mark(ChangeKind::Added, *sic, Span::default());
        }
    }

    fn finish(mut self) -> Match {
        self.edges();
        let pattern = self.overlay.pattern;
        let to_quoted =
            |span| if Span::is_empty(span) { span } else { pattern.folded.map.to_origin(span) };
        for change in &mut self.changes {
            change.quoted = to_quoted(change.quoted);
        }
        self.changes.sort_by_key(|c| (c.quoted.start, c.source.start));
        let span = self.pieces.iter().copied().reduce(Span::join).unwrap_or_default();
        let similarity = 1.0 - self.cost as f32 / pattern.literal_len().max(1) as f32;
        Match {
            source: self.overlay.id,
            span,
            pieces: self.pieces,
            verdict: self.verdict,
            similarity: similarity.clamp(0.0, 1.0),
            changes: self.changes,
        }
    }

    /// Ends the current difference and weighs it.
    fn settle(&mut self) {
        let Difference { quoted, source } = std::mem::take(&mut self.pending);
        if quoted.is_none() && source.is_none() {
            return;
        }
        let kind = match (&quoted, &source) {
            (Some(_), Some(_)) => ChangeKind::Changed,
            (None, _) => ChangeKind::Omitted,
            (_, None) => ChangeKind::Added,
        };
        let quoted_span = self.overlay.quoted_span(quoted.clone().unwrap_or_default());
        let source_span = self.overlay.source_span(source.unwrap_or_default());
        let new = quoted_span.of(&self.overlay.pattern.folded.text);
        let old = source_span.of(self.overlay.text);
        let (new_letters, old_letters) = (fold::content(new).text, fold::content(old).text);
        let unspaced = |letters: &str| letters.replace(' ', "");
        if unspaced(&new_letters) == unspaced(&old_letters) {
            // Only the space between words differs: a misprint, or a word broken at a line end.
            if !old.contains(['\n', '\r', '\u{c}']) {
                self.raise(Verdict::Permitted);
                self.push(kind, quoted_span, source_span, false, false);
            }
        } else if quoted.is_some_and(|q| {
            q.len() == 1 && self.overlay.pattern.words.get(q.start).is_some_and(|w| w.partial)
        }) && keeps(new, old)
        {
            self.mark(kind, quoted_span, source_span);
        } else {
            self.cost +=
                distance(&new_letters, &old_letters) + usize::from(kind != ChangeKind::Changed);
            if self.cost > self.most {
                return;
            }
            self.raise(Verdict::Misquoted);
            self.push(kind, quoted_span, source_span, false, material(new, old));
        }
    }

    /// A change that the note marks.
    fn mark(&mut self, kind: ChangeKind, quoted: Span, source: Span) {
        self.raise(Verdict::Altered);
        let weighs =
            material(quoted.of(&self.overlay.pattern.folded.text), source.of(self.overlay.text));
        self.push(kind, quoted, source, true, weighs);
    }

    fn push(&mut self, kind: ChangeKind, quoted: Span, source: Span, marked: bool, material: bool) {
        self.changes.push(Change { kind, quoted, source, marked, material });
    }

    fn raise(&mut self, verdict: Verdict) {
        self.verdict = self.verdict.max(verdict);
    }

    /// Compares the letters of two words of equal content. `first` words may differ in the case of their first letter.
    fn compare_word(&mut self, q: usize, s: usize, first: bool) {
        let quoted = self.overlay.quoted_span(q..q + 1);
        let source = self.overlay.source_span(s..s + 1);
        let new = quoted.of(&self.overlay.pattern.folded.text);
        let raw = source.of(self.overlay.text);
        if new == raw {
            return;
        }
        let old = self.derived(source);
        if new == old {
            return;
        }
        let partial = self.overlay.pattern.words.get(q).is_some_and(|w| w.partial);
        let initial = first && initial_apart(new, old);
        self.raise(Verdict::Permitted);
        if partial || !initial {
            self.push(ChangeKind::Changed, quoted, source, partial, false);
        }
    }

    /// Compares the text between two words that both agree.
    fn compare_glue(&mut self, q: usize, s: usize, next: usize, leapt: bool) {
        let pattern = self.overlay.pattern;
        let glue = pattern.glue_after(q);
        let mut new = glue.of(&pattern.folded.text);
        if let Some(sic) = pattern.sics.iter().find(|sic| glue.covers(**sic)) {
            new = Span::new(sic.end, glue.end).of(&pattern.folded.text);
        }
        let between = Span::new(self.overlay.end_of(s), self.overlay.start_of(next));
        if leapt {
            return self.compare_seam(new, s, between);
        }
        let raw = between.of(self.overlay.text);
        if new == raw || new == self.derived(between) {
            return;
        }
        let old = self.derived(between);
        let reopened = raw.contains('\n');
        match punctuation(new, old, reopened) {
            Punctuation::Same => {}
            Punctuation::Nesting => self.raise(Verdict::Permitted),
            Punctuation::Other => {
                let marked = glue_is_marked(new);
                self.raise(if marked { Verdict::Altered } else { Verdict::Permitted });
                self.push(ChangeKind::Changed, glue, between, marked, false);
            }
        }
    }

    /// At an interruption, the halves' own punctuation gives way to the reporter's.
    fn compare_seam(&mut self, new: &str, s: usize, between: Span) {
        let old = self.derived(between).to_owned();
        let shared = shared(new.chars(), old.chars());
        if let Some(word) = self.overlay.spans.get(s) {
            self.end_piece(self.forward(word.1 as usize, shared));
        }
        if new.chars().filter(|c| *c != ' ').count() > shared {
            self.raise(Verdict::Permitted);
        }
    }

    /// Adds the punctuation at both edges that quotation and source share. Anything more in the quotation is final
    /// punctuation, silently permitted.
    fn edges(&mut self) {
        let text = &self.overlay.pattern.folded.text;
        let words = &self.overlay.pattern.words;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let ends = self.matched_ends();
        let head = text.get(..first.span.start).unwrap_or_default();
        let tail = text.get(last.span.end..).unwrap_or_default();
        let mut left = head.chars().filter(|c| !c.is_whitespace()).count();
        let mut right = tail.chars().filter(|c| !c.is_whitespace()).count();
        if ends.0
            && let Some(start) = self.pieces.first().map(|p| p.start)
        {
            let before = self.derived(Span::new(self.base, start));
            let shared = shared(head.chars().rev(), before.chars().rev());
            left -= shared.min(left);
            let start = self.backward(start, shared);
            if let Some(piece) = self.pieces.first_mut() {
                piece.start = start;
            }
        }
        if ends.1
            && let Some(end) = self.pieces.last().map(|p| p.end)
        {
            let after = self.derived(Span::new(end, self.overlay.text.len()));
            let shared = shared(tail.chars(), after.chars());
            right -= shared.min(right);
            self.end_piece(self.forward(end, shared));
        }
        if left + right > 0 {
            self.raise(Verdict::Permitted);
        }
    }

    /// Whether the first and the last word of the quotation agree with the first and last word of the place.
    fn matched_ends(&self) -> (bool, bool) {
        let same =
            |step: Option<&Step>| matches!(step, Some(Step::Same { .. } | Step::Other { .. }));
        (same(self.overlay.steps.first()), same(self.overlay.steps.last()))
    }

    /// Adds a word of the source to the last piece, or begins another.
    fn take(&mut self, s: usize, leapt: bool) {
        if leapt || self.pieces.is_empty() {
            self.pieces.push(self.overlay.source_span(s..s + 1));
        } else {
            self.end_piece(self.overlay.end_of(s));
        }
    }

    fn end_piece(&mut self, end: usize) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.end = end;
        }
    }

    /// The position `count` marks (spaces excluded) after a byte of the source.
    fn forward(&self, from: usize, count: usize) -> usize {
        let rest = self.overlay.text.get(from..).unwrap_or_default();
        let folded =
            fold::typographic(rest.get(..rest.floor_char_boundary(EDGE)).unwrap_or_default());
        let marks = folded.text.char_indices().filter(|(_, c)| *c != ' ');
        let end = marks.take(count).last().map_or(0, |(at, c)| at + c.len_utf8());
        from + if end == 0 { 0 } else { folded.map.to_origin(Span::new(0, end)).end }
    }

    /// The position `count` marks (spaces excluded) before a byte of the source.
    fn backward(&self, from: usize, count: usize) -> usize {
        let before = Span::new(self.base, from).of(self.overlay.text);
        let folded = fold::typographic(before);
        let marks = folded.text.char_indices().rev().filter(|(_, c)| *c != ' ');
        match marks.take(count).last() {
            Some((at, _)) => {
                self.base + folded.map.to_origin(Span::new(at, folded.text.len())).start
            }
            None => from,
        }
    }

    /// The folded source at bytes of the source.
    fn derived(&self, span: Span) -> &str {
        let shift = |at: usize| at.saturating_sub(self.base);
        let inner = Span::new(shift(span.start), shift(span.end));
        self.folded.map.to_derived(inner).of(&self.folded.text)
    }
}

/// How punctuation between two words compares.
enum Punctuation {
    Same,
    /// Double and single marks swapped or left out.
    Nesting,
    Other,
}

fn punctuation(new: &str, old: &str, reopened: bool) -> Punctuation {
    let marks = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let bare = |text: &str| text.chars().filter(|c| !matches!(c, '"' | '\'')).collect::<String>();
    let (new, old) = (marks(new), marks(old));
    if new == old {
        return Punctuation::Same;
    }
    if bare(&new) == bare(&old) {
        return if reopened { Punctuation::Same } else { Punctuation::Nesting };
    }
    Punctuation::Other
}

/// Whether punctuation in the quotation marks a change.
fn glue_is_marked(glue: &str) -> bool {
    glue.contains("...") || glue.contains(['[', ']'])
}

/// The number of marks that two texts begin with in common, ignoring spaces.
fn shared(new: impl Iterator<Item = char>, old: impl Iterator<Item = char>) -> usize {
    let mark = |c: &char| !c.is_whitespace();
    new.filter(mark).zip(old.filter(mark)).take_while(|(a, b)| a == b).count()
}

/// Whether two words differ only in the case of their first letter.
fn initial_apart(new: &str, old: &str) -> bool {
    let rest = |word: &str| word.chars().skip(1).collect::<String>();
    rest(new) == rest(old)
}

/// Whether the letters outside the brackets of `want[ed]` begin and end the source's word.
fn keeps(quoted: &str, source: &str) -> bool {
    let (Some(open), Some(close)) = (quoted.find('['), quoted.rfind(']')) else { return false };
    let letters_of = |text: Option<&str>| letters(text.unwrap_or_default()).collect::<String>();
    let (head, tail) = (letters_of(quoted.get(..open)), letters_of(quoted.get(close + 1..)));
    let source = letters(source).collect::<String>();
    source.starts_with(&head) && source.ends_with(&tail) && head.len() + tail.len() > 0
}

/// A span of folded text with the brackets around it.
fn bracket_around(text: &str, words: Span) -> Span {
    let start = text.get(..words.start).and_then(|t| t.rfind('[')).unwrap_or(words.start);
    let end =
        text.get(words.end..).and_then(|t| t.find(']')).map_or(words.end, |at| words.end + at + 1);
    Span::new(start, end)
}
