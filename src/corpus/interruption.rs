//! Where a reporter interrupts a quotation: `“…,” she said. “…”`. A note may join the halves.

use super::source::Source;
use crate::text::{Span, fold};

/// The reporter's words inside a quotation, which breaks off before `from` and continues at `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leap {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Source {
    /// The words of the outer quotations, in order; if none were read, what the marks suggest. An empty span between
    /// two means that a paragraph ends there.
    pub(super) fn quoted(&self) -> Vec<Span> {
        let outer = self.reading.quotations.iter().filter(|q| q.parent.is_none());
        let mut quoted: Vec<Span> = Vec::new();
        for words in outer.map(|quotation| quotation.words) {
            let block = self.blocks.partition_point(|block| block.span.end < words.start);
            let begins = self.blocks.get(block).map_or(0, |block| block.span.start);
            if quoted.last().is_some_and(|before| before.end < begins) {
                quoted.push(Span::new(begins, begins));
            }
            quoted.push(words);
        }
        if quoted.is_empty() { marked(&self.text) } else { quoted }
    }
}

/// The most words of an interruption: “she told reporters in the capital on Friday morning before …”.
const LONGEST: usize = 25;

/// The interruptions in a text as word indexes, in order. `quoted` are its outer quotations; an empty one means that a
/// paragraph ends there.
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
        let whole = !before.is_empty() && !after.is_empty();
        if whole && from < to && to - from <= LONGEST && interrupts(before.of(text), between) {
            leaps.push(Leap { from, to });
        }
    }
    for (from, to) in footnotes(text) {
        let before = |at: usize| words.partition_point(|w| (w.0 as usize) < at);
        let (from, to) = (before(from), before(to));
        if from < to {
            leaps.push(Leap { from, to });
        }
    }
    // Ordered by their ends; in most texts they already are.
    leaps.sort_by_key(|leap| (leap.to, leap.from));
    leaps.into_iter()
}

/// The fewest characters of a full line of prose.
const LEAST_LINE: usize = 30;
/// The most bytes of the footnotes on one page.
const LONGEST_NOTES: usize = 6_000;

/// The footnotes at the foot of pages, from the rule above them to the first word of the next page, when a sentence
/// breaks off before the rule and may continue after the page end. A page ends with a form feed; so does blanked text.
fn footnotes(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut behind = 0;
    for end in memchr::memchr_iter(b'\x0c', bytes) {
        if end < behind {
            continue;
        }
        let rest = text.get(end..).unwrap_or_default();
        let next = end + (rest.len() - rest.trim_start().len());
        let small = text.get(next..).and_then(|t| t.chars().next()).is_some_and(char::is_lowercase);
        let from = text.ceil_char_boundary(end.saturating_sub(LONGEST_NOTES).max(behind));
        let page = text.get(from..end).unwrap_or_default();
        behind = next;
        let mut at = page.len();
        for line in page.rsplit('\n') {
            at -= line.len();
            let line = line.trim();
            let rule = line.chars().count() >= 4
                && line.chars().all(|c| matches!(c, '_' | '-' | '—' | '–' | '*' | '─'));
            if rule {
                let before = page.get(..at).unwrap_or_default().trim_end();
                let open = before.ends_with(|c: char| c.is_alphanumeric() || ",-—–;".contains(c));
                // A name or a number may begin the next page; then the line above must be a full one, not a heading.
                let line = before.rsplit('\n').next().unwrap_or_default().trim();
                let goes_on = small || line.chars().count() >= LEAST_LINE;
                if open
                    && goes_on
                    && page.get(at..).is_some_and(|notes| notes.contains(char::is_alphanumeric))
                {
                    found.push((from + at, next));
                }
                break;
            }
            at = at.saturating_sub(1);
        }
    }
    found
}

/// Whether the words between two quoted stretches interrupt one utterance instead of quoting twice in a sentence: then
/// punctuation ends the first half or follows it.
fn interrupts(before: &str, between: &str) -> bool {
    let marked =
        between.trim_start_matches(|c: char| fold::is_double_mark(c) || fold::is_single_mark(c));
    let stops = [',', '.', '?', '!', '—', '–', '-', '…'];
    before.trim_end().ends_with(stops) || marked.starts_with([',', '.'])
}

/// Stretches between double quotation marks, judging by the marks alone: one after a space opens, one before a space
/// closes. Paragraphs are not known here, so an empty span marks each line end between two.
pub(super) fn marked(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open = None;
    let mut behind = 0;
    while let Some(at) = next_mark(bytes, behind) {
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else { break };
        let doubled = c == '\'' && bytes.get(at + 1) == Some(&b'\'');
        behind = at + if doubled { 2 } else { c.len_utf8() };
        if !doubled && !fold::is_double_mark(c) {
            continue;
        }
        let opens = match c {
            '“' | '«' => true,
            '”' | '»' => false,
            _ => {
                let before = text.get(..at).and_then(|t| t.chars().next_back());
                before.is_none_or(|b| b.is_whitespace() || "([—–-".contains(b))
            }
        };
        match (opens, open) {
            (true, _) => open = Some(behind),
            (false, Some(start)) => {
                let before = found.last().map_or(start, |before: &Span| before.end);
                if Span::new(before, start).of(text).contains('\n') {
                    found.push(Span::new(start, start));
                }
                found.push(Span::new(start, at));
                open = None;
            }
            (false, None) => {}
        }
    }
    found
}

/// The next byte that may begin a double mark: `"`, `'`, or one beyond ASCII. Skips the rest many bytes at a time.
fn next_mark(bytes: &[u8], from: usize) -> Option<usize> {
    const AT_A_TIME: usize = 32;
    let may_begin = |byte: &u8| matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2 | 0xe3 | 0xef);
    let rest = bytes.get(from..)?;
    let may = |some: &&[u8]| {
        some.iter().fold(false, |any, b| any | (*b == b'"' || *b == b'\'' || *b >= 0xc2))
    };
    let none = rest.chunks(AT_A_TIME).take_while(|some| !may(some)).count() * AT_A_TIME;
    rest.get(none..)?.iter().position(may_begin).map(|at| from + none + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_between_double_marks() {
        for (text, expected) in [
            ("“a b,” she said. “c.”", &["a b,", "c."][..]),
            ("\"a\" and (\"b\") or ''c''", &["a", "b", "c"]),
            ("it's «a ‘b’» – „c“ \"d", &["a ‘b’"]),
            ("”a “b “c”", &["c"]),
            ("", &[]),
        ] {
            let found: Vec<&str> = marked(text).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
