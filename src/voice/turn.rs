//! Where the spoken words of a turn begin and end: labels, directions and headings are not spoken.

use super::head::{End, Head};
use super::line::{Style, is_event, lead};
use super::matter::{added, ends_turn, is_direction, is_matter};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// The most bytes of a direction before the first word.
const DIRECTION: usize = 500;

/// The conventions of a record.
pub(super) struct Conventions<'t> {
    /// The labels as written.
    labels: FxHashSet<&'t str>,
    /// Whether nearly every turn is one paragraph, so that later ones may only report.
    brief: bool,
}

impl<'t> Conventions<'t> {
    pub(super) fn of(text: &'t str, lines: &[Span], heads: &[Head]) -> Self {
        let mut long = 0;
        for (at, head) in heads.iter().enumerate() {
            let next = heads.get(at + 1).map_or(head.line + 1, |next| next.line);
            let blank =
                |at: usize| lines.get(at).is_none_or(|line| line.of(text).trim().is_empty());
            let apart = |at: usize| blank(at) && !blank(at + 1);
            long += usize::from((head.line + 2..next.saturating_sub(1)).any(apart));
        }
        Self {
            labels: heads.iter().map(|head| head.name.of(text)).collect(),
            brief: heads.len() > 7 && long * 4 < heads.len(),
        }
    }

    /// Whether a line reports what a speaker does: `* nick waves`, “Rod calls for a vote.”
    fn reports(&self, words: &str) -> bool {
        let bare = words.trim_start();
        if let Some(event) = bare.strip_prefix("* ") {
            return event.split_whitespace().next().is_some_and(|who| self.labels.contains(who));
        }
        let mut words = bare.split([' ', '\u{a0}']);
        let (Some(who), Some(does)) = (words.next(), words.next()) else { return false };
        let verb = does.starts_with(char::is_lowercase)
            && (does.ends_with('s') || does.ends_with("ed"))
            && !matches!(does, "is" | "was" | "has" | "does" | "as" | "us" | "this");
        self.brief && verb && self.labels.contains(who)
    }
}

/// The spoken words after a label, ending before line `next` at the latest.
pub(super) fn of(
    text: &str,
    lines: &[Span],
    head: &Head,
    next: usize,
    conventions: &Conventions,
) -> Span {
    let next = match head.end {
        End::Cell => head.line + 1,
        _ if head.style == Style::Bullet => item_end(text, lines, head.line, next),
        _ => next,
    };
    let line = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let log = lines.get(head.line).is_some_and(|line| lead(text, *line).timed);
    let angled = head.end == End::Angle;
    let event = |at: &usize| (log || angled) && is_event(line(*at), angled);
    let told = |at: &usize| {
        (line(at - 1).trim().is_empty() || line(*at).trim_start().starts_with("* "))
            && conventions.reports(line(*at))
    };
    let within = centred(text, lines, head, next);
    let said = (head.line..within)
        .find(|at| {
            lines.get(*at).is_some_and(|l| l.end > head.words && !line(*at).trim().is_empty())
        })
        .unwrap_or(head.line);
    let next = (said + 1..within).find(|at| event(at) || told(at)).unwrap_or(within);
    words(text, lines, head.words, head.line, next)
}

/// The line, at most `next`, at which the speech below a centred name ends: text with another indent is a direction.
fn centred(text: &str, lines: &[Span], head: &Head, next: usize) -> usize {
    let line = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let indent = |words: &str| words.len() - words.trim_start_matches(' ').len();
    let own = indent(line(head.line));
    if head.end != End::Alone || own < 8 {
        return next;
    }
    let is_said = |at: &usize| {
        let words = line(*at).trim();
        !words.is_empty() && !words.starts_with(['(', '['])
    };
    let Some(first) = (head.line + 1..next).find(is_said) else { return next };
    let said = indent(line(first));
    if said + 4 > own {
        return next;
    }
    let other = |at: &usize| {
        line(at - 1).trim().is_empty() && !line(*at).trim().is_empty() && indent(line(*at)) > said
    };
    (first + 1..next).find(other).unwrap_or(next)
}

/// The line, at most `next`, at which the list item on a line ends: at the next item, even a nested one, which may be
/// the clerk's.
fn item_end(text: &str, lines: &[Span], line: usize, next: usize) -> usize {
    (line + 1..next)
        .find(|at| lines.get(*at).is_some_and(|line| lead(text, *line).style == Style::Bullet))
        .unwrap_or(next)
}

/// The spoken words from byte `from` or later, ending before line `next` at the latest.
pub(super) fn words(text: &str, lines: &[Span], from: usize, line: usize, next: usize) -> Span {
    let limit = lines.get(next).map_or(text.len(), |line| line.start);
    let start = begin(text, from, limit);
    let mut last = next.min(lines.len());
    let ends =
        |at: &usize| lines.get(*at).is_some_and(|l| start < l.start) && ends_turn(text, lines, *at);
    last = (line + 1..last).find(ends).unwrap_or(last);
    let first = line + Span::new(from, start).of(text).matches('\n').count();
    while last > line + 1 && is_matter(text, lines, last - 1, first) {
        last -= 1;
    }
    let end = lines.get(last.saturating_sub(1)).map_or(start, |line| line.end);
    let span = Span::new(start, end.max(start)).trimmed(text);
    Span::new(span.start, span.start + ended(span.of(text)).len()).trimmed(text)
}

/// The first spoken word, after white space, tags and directions in brackets.
fn begin(text: &str, from: usize, limit: usize) -> usize {
    let mut at = from;
    loop {
        let rest = text.get(at..limit).unwrap_or_default();
        let blank = rest.len()
            - rest.trim_start_matches(|c: char| c.is_whitespace() || "\u{feff}".contains(c)).len();
        match direction(rest.get(blank..).unwrap_or_default()) {
            Some(len) => at += blank + len,
            // The first item of a list below a name.
            None if rest.get(..blank).is_some_and(|blank| blank.contains('\n'))
                && ["- ", "* ", "• "]
                    .iter()
                    .any(|item| rest.get(blank..).is_some_and(|r| r.starts_with(item))) =>
            {
                at += blank + rest.get(blank..).and_then(|r| r.find(' ')).map_or(0, |at| at + 1);
            }
            None => return at + blank,
        }
    }
}

/// The length of a direction at the beginning of words: `[Dropping on the settee.]`, `(laughs)`, `_(rising)_`.
fn direction(rest: &str) -> Option<usize> {
    let open = rest.len() - rest.trim_start_matches(['_', '*']).len();
    let close = match rest.get(open..)?.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let inner = rest.get(open + 1..)?;
    let end = inner.find(close).filter(|end| *end < DIRECTION)?;
    let (words, behind) = (inner.get(..end)?, inner.get(end + 1..)?);
    let plain = !words.contains(['[', '(']) && !words.contains("\n\n");
    // A link, a footnote, `[w]ords`.
    let tied = behind.starts_with(['(', ':', '[']) || behind.starts_with(char::is_alphabetic);
    let marks = behind.len() - behind.trim_start_matches(['_', '*']).len();
    let played = close == ']'
        || is_direction(words)
        || words.len() > 3 && words.starts_with(char::is_lowercase) && marks == open;
    (plain && !tied && played && marks == open).then_some(open + 2 + end + marks)
}

/// The words of a turn without trailing markup, or the number of a question: ` [66855]`.
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
            let closed = inner.trim_end_matches(['`', '*', '_']).ends_with([')', ']']);
            // “[Exit.” has no closing bracket.
            let opened = inner.starts_with('[') && !inner.contains([']', '\n', '_']);
            closed && (is_direction(inner) || set_off) || opened && is_direction(inner)
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
