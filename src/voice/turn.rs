//! Where the words of a turn begin and end: what stands around them in the record is not said.

use super::head::is_loud;
use super::line::is_blank;
use crate::prose::data::WordList;
use crate::prose::titles;
use crate::text::Span;

static DIRECTIONS: WordList = WordList::new(include_str!("data/directions.txt"));

/// The words of a turn that may begin at `from` and ends before the line `next` at the latest.
pub(super) fn words(text: &str, lines: &[Span], from: usize, line: usize, next: usize) -> Span {
    let start = begin(text, from);
    let mut last = next.min(lines.len());
    // A heading ends what is said, whatever follows.
    for at in line + 1..last {
        if start < lines.get(at).map_or(0, |l| l.start) && is_heading(text, lines, at) {
            last = at;
        }
    }
    while last > line + 1 && is_matter(text, lines, last - 1, line) {
        last -= 1;
    }
    let end = lines.get(last.saturating_sub(1)).map_or(start, |line| line.end);
    let span = Span::new(start, end.max(start)).trimmed(text);
    Span::new(span.start, span.start + ended(span.of(text)).len()).trimmed(text)
}

/// Where the first word is: behind white space, tags and directions in brackets.
fn begin(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let blank = rest.len()
            - rest.trim_start_matches(|c: char| c.is_whitespace() || "\u{feff}".contains(c)).len();
        let rest = rest.get(blank..).unwrap_or_default();
        let direction = rest.strip_prefix('[').and_then(|inner| {
            let close = inner.find(']')?;
            let plain = !inner.get(..close)?.contains(['[', '\n'])
                && !inner.get(close + 1..)?.starts_with(['(', ':', '[']);
            (plain && close < 120).then_some(close + 2)
        });
        match direction {
            Some(len) => at += blank + len,
            None => return at + blank,
        }
    }
}

/// The words of a turn without what closes a paragraph behind them, and without the number of a question: ` [66855]`.
fn ended(words: &str) -> &str {
    let mut words = words;
    loop {
        let before = words;
        words = words.trim_end();
        for tag in [" |", "</p>", "</li>", "</div>", "<br>", "<br/>"] {
            words = words.strip_suffix(tag).unwrap_or(words);
        }
        if let Some(open) = words.strip_suffix(']').and_then(|w| w.rfind('['))
            && words
                .get(open + 1..words.len() - 1)
                .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        {
            words = words.get(..open).unwrap_or(words);
        }
        if let Some(open) = words.rfind(['(', '[']).filter(|open| {
            let inner = words.get(*open..).unwrap_or_default();
            let set_off = inner.starts_with("(_") && inner.ends_with("_)")
                || inner.starts_with("[_") && inner.ends_with("_]");
            inner.trim_end_matches(['`', '*', '_']).ends_with([')', ']'])
                && (is_direction(inner) || set_off)
        }) {
            words = words.get(..open).unwrap_or(words).trim_end_matches(['`', '*', '_', ' ']);
        }
        if let Some(at) = added(words) {
            words = words.get(..at).unwrap_or(words);
        }
        if words.matches("**").count() % 2 == 1 {
            words = words.strip_suffix("**").unwrap_or(words);
        }
        if words.len() == before.len() {
            return words;
        }
    }
}

/// Whether a line is a heading.
fn is_heading(text: &str, lines: &[Span], at: usize) -> bool {
    let line = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let words = line(at);
    let marked = words.starts_with('#')
        && words.trim_start_matches('#').starts_with(' ')
        && !words.starts_with("#######");
    let tagged = words
        .trim_start()
        .strip_prefix("<h")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let under = line(at + 1).trim();
    let underlined = under.len() > 2
        && (under.bytes().all(|b| b == b'=') || under.bytes().all(|b| b == b'-'))
        && !words.trim().is_empty();
    let alone = at.checked_sub(1).is_none_or(|above| line(above).trim().is_empty());
    let rule = words.trim();
    let ruled = alone
        && (matches!(rule, "---" | "***" | "* * *" | "___" | "- - -") || rule.starts_with("<hr"));
    marked || tagged || underlined && alone || ruled || alone && is_item(words)
}

/// Whether a line begins a numbered question that is only reported: `3. Mr. Proctor asked the Secretary of State …`.
fn is_item(words: &str) -> bool {
    let Some((number, rest)) = words.trim_start().split_once(". ") else { return false };
    let title = rest.split_whitespace().next().unwrap_or_default().trim_end_matches('.');
    let digits =
        !number.is_empty() && number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit());
    digits && titles(title) && rest.contains(" asked ")
}

/// Whether what stands in brackets tells how something is said: “(Laughter.)”.
fn is_direction(words: &str) -> bool {
    let first = words
        .trim_matches(|c: char| !c.is_alphabetic())
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    DIRECTIONS.contains(&first.to_lowercase())
}

/// Whether the last paragraph of a turn, not its first, is wholly in bold or italics: a heading, or what a clerk adds. Where it
/// begins.
fn added(words: &str) -> Option<usize> {
    let at = words.rfind("\n\n").or_else(|| words.rfind("\n\r\n"))?;
    let last = words.get(at..)?.trim();
    if last.starts_with('[') && last.find(']') == Some(last.len() - 1) {
        return Some(at);
    }
    ["**", "_", "*"]
        .iter()
        .any(|mark| {
            let inner = last.strip_prefix(mark).and_then(|inner| inner.strip_suffix(mark));
            inner.is_some_and(|inner| {
                !inner.is_empty() && !inner.contains(mark) && !inner.starts_with(['*', ' '])
            })
        })
        .then_some(at)
}

/// Whether a line behind a turn, the last before the next, is none of its words: a direction, a page, a heading.
fn is_matter(text: &str, lines: &[Span], at: usize, first: usize) -> bool {
    let words = lines.get(at).map_or("", |line| line.of(text)).trim();
    let bare = words.trim_matches(|c: char| c.is_whitespace() || "*_.`".contains(c));
    let unmarked = words.trim_matches(|c: char| c.is_whitespace() || "*_`".contains(c));
    let wrapped = |open: char, close: char| bare.starts_with(open) && bare.ends_with(close);
    let apart = at
        .checked_sub(1)
        .and_then(|above| lines.get(above))
        .is_some_and(|line| line.of(text).trim().is_empty());
    let indented = lines.get(at).is_some_and(|line| {
        line.of(text).starts_with(['\t', '\u{a0}']) || line.of(text).starts_with("      ")
    });
    is_blank(words)
        || at > first
            && (wrapped('[', ']')
                || wrapped('(', ')')
                    && (apart || is_direction(bare))
                    && (bare.len() < 80 || indented)
                || words.starts_with("[[")
                || words.starts_with("![")
                || words.starts_with("[GRAPHIC]"))
        || is_heading(text, lines, at)
        || words.starts_with("-!-")
        || words.starts_with('_') && words.contains(" : ")
        || is_loud(bare) && !words.ends_with(['?', '!', ',']) && (apart || indented)
        || apart && is_title(unmarked) && !words.starts_with(['-', '*', '>'])
}

/// Whether a line has the form of a title: few words with capitals, and no stop.
fn is_title(words: &str) -> bool {
    const MOST: usize = 9;
    let all: Vec<&str> = words.split_whitespace().collect();
    let capitals =
        all.iter().filter(|w| w.starts_with(|c: char| c.is_uppercase() || c == '(')).count();
    let little = all.iter().filter(|w| w.len() < 4 && w.starts_with(char::is_lowercase)).count();
    if all.len() < 4 && words.ends_with('—') {
        return true;
    }
    let stops = words.ends_with(['.', '?', '!', ',', ';', ':', '”', '"', '…', '-', '—', '–']);
    (1..=MOST).contains(&all.len()) && !stops && capitals + little == all.len() && capitals > 0
}
