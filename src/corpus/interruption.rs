//! Where a reporter breaks into a quotation: `“…,” she said. “…”`. A note may join the halves.

use super::segment::Leap;
use crate::text::{Span, fold};

/// The most words of the reporter's between two halves: “she told reporters in the capital on Friday morning before …”.
const LONGEST: usize = 25;

/// The interruptions in a text, as numbers of its words, in order. `quoted` are its quotations that stand in no other.
pub(super) fn interruptions(
    text: &str,
    quoted: &[Span],
    words: &[(u32, u32)],
) -> impl Iterator<Item = Leap> + use<> {
    let mut leaps = Vec::new();
    for (before, after) in quoted.iter().zip(quoted.iter().skip(1)) {
        let from = words.partition_point(|w| (w.0 as usize) < before.end);
        let to = words.partition_point(|w| (w.0 as usize) < after.start);
        let between = Span::new(before.end, after.start).of(text);
        if from < to && to - from <= LONGEST && interrupts(before.of(text), between) {
            leaps.push(Leap { from, to });
        }
    }
    leaps.into_iter()
}

/// Whether what stands between two quoted stretches interrupts one utterance, rather than quoting twice in one sentence:
/// the first half ends with a stop, and the reporter stays in the paragraph.
fn interrupts(before: &str, between: &str) -> bool {
    let marked =
        between.trim_start_matches(|c: char| fold::is_double_mark(c) || fold::is_single_mark(c));
    let stops = [',', '.', '?', '!', '—', '–', '-', '…'];
    (before.trim_end().ends_with(stops) || marked.starts_with([',', '.']))
        && !between.contains('\n')
}

/// Stretches between double quotation marks, by the marks alone: a mark after a space opens, one before a space closes.
pub(super) fn marked(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = None;
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = c == '\'' && chars.next_if(|(_, next)| *next == '\'').is_some();
        if fold::is_double_mark(c) || doubled {
            let end = at + if doubled { 2 } else { c.len_utf8() };
            let opens = match c {
                '“' | '«' => true,
                '”' | '»' => false,
                _ => before.is_none_or(|b: char| b.is_whitespace() || "([—–-".contains(b)),
            };
            match (opens, open) {
                (true, _) => open = Some(end),
                (false, Some(start)) => {
                    found.push(Span::new(start, at));
                    open = None;
                }
                (false, None) => {}
            }
        }
        before = Some(c);
    }
    found
}
