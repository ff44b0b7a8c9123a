//! Where the spoken words of a turn begin and end: labels, directions and headings are not spoken.

use super::head::{End, Head};
use super::line::{Style, is_event, is_notice, lead};
use super::matter::{added, ends_turn, is_button, is_direction, is_matter};
use super::model::Turn;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most bytes of a direction before the first word.
const DIRECTION: usize = 500;

/// The conventions of a record.
pub(super) struct Conventions<'t> {
    /// The labels as written.
    labels: FxHashSet<&'t str>,
    /// Whether nearly every turn is one paragraph, so that later paragraphs are probably not spoken.
    brief: bool,
    /// How often each line occurs in the document.
    lines: FxHashMap<&'t str, u32>,
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
            lines: counted(text, lines),
        }
    }

    /// Whether a line after a turn is a running head: it recurs and is not a sentence.
    fn is_running(&self, text: &str, lines: &[Span], at: usize) -> bool {
        const SHORTEST: usize = 6;
        const LEAST: u32 = 3;
        let line = |at: usize| lines.get(at).map_or("", |line| line.of(text)).trim();
        let words = line(at);
        words.len() >= SHORTEST
            && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !words.ends_with(['.', '?', '!', ',', '…'])
            && self.lines.get(words).is_some_and(|count| *count >= LEAST)
    }

    /// Whether a line reports what a speaker does: `* nick waves`, “Rod calls for a vote.”
    fn reports(&self, words: &str) -> bool {
        let bare = words.trim_start();
        if let Some(event) = bare.strip_prefix("* ") {
            return event.split_whitespace().next().is_some_and(|who| self.labels.contains(who));
        }
        // “**Ada Brill** asks whether …”
        let set_off = bare.strip_prefix("**").and_then(|rest| rest.split_once("** "));
        let Some((who, rest)) = set_off.or_else(|| bare.split_once([' ', '\u{a0}'])) else {
            return false;
        };
        let does = rest.split([' ', '\u{a0}']).next().unwrap_or_default();
        let verb = does.starts_with(char::is_lowercase)
            && (does.ends_with('s') || does.ends_with("ed"))
            && !matches!(does, "is" | "was" | "has" | "does" | "as" | "us" | "this");
        self.brief && verb && self.labels.contains(who)
    }
}

/// How often each line occurs in a document.
fn counted<'t>(text: &'t str, lines: &[Span]) -> FxHashMap<&'t str, u32> {
    let mut counts = FxHashMap::default();
    for line in lines.iter().map(|line| line.of(text).trim()).filter(|line| !line.is_empty()) {
        *counts.entry(line).or_default() += 1;
    }
    counts
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
    let event = |at: &usize| (log || angled) && is_event(line(*at), angled) || is_notice(line(*at));
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
    let words = words(text, lines, head.words, head.line, next, conventions);
    let whole = || Span::new(head.words, lines.get(head.line).map_or(head.words, |line| line.end));
    // In a chat, words in parentheses are a message.
    if words.is_empty() && angled { whole().trimmed(text) } else { words }
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

/// The line, at most `next`, at which the list item on a line ends: at the next item, even a nested one, which may be the
/// clerk's.
fn item_end(text: &str, lines: &[Span], line: usize, next: usize) -> usize {
    (line + 1..next)
        .find(|at| lines.get(*at).is_some_and(|line| lead(text, *line).style == Style::Bullet))
        .unwrap_or(next)
}

/// The spoken words from byte `from` or later, ending before line `next` at the latest.
pub(super) fn words(
    text: &str,
    lines: &[Span],
    from: usize,
    line: usize,
    next: usize,
    conventions: &Conventions,
) -> Span {
    let limit = lines.get(next).map_or(text.len(), |line| line.start);
    let quoted = lines.get(line).is_some_and(|line| line.of(text).trim_start().starts_with('>'));
    let start = begin(text, from, limit, quoted);
    let mut last = next.min(lines.len());
    let ends =
        |at: &usize| lines.get(*at).is_some_and(|l| start < l.start) && ends_turn(text, lines, *at);
    last = (line + 1..last).find(ends).unwrap_or(last);
    let first = line + Span::new(from, start).of(text).matches('\n').count();
    let running = |at: usize| at > first + 1 && conventions.is_running(text, lines, at);
    while last > line + 1 && (is_matter(text, lines, last - 1, first) || running(last - 1)) {
        last -= 1;
    }
    let end = lines.get(last.saturating_sub(1)).map_or(start, |line| line.end);
    let span = Span::new(start, end.max(start)).trimmed(text);
    let said = without_pull_quote(text, ended(span.of(text)));
    unquoted(text, Span::new(span.start, span.start + said.len()).trimmed(text))
}

/// The first spoken word, after white space, quote marks (`>`) if the label is quoted, tags and directions in brackets.
fn begin(text: &str, from: usize, limit: usize, quoted: bool) -> usize {
    let mut at = from;
    loop {
        let rest = text.get(at..limit).unwrap_or_default();
        let blank = rest.len()
            - rest
                .trim_start_matches(|c: char| {
                    c.is_whitespace() || c == '\u{feff}' || quoted && c == '>'
                })
                .len();
        let said = rest.get(blank..).unwrap_or_default();
        let apart = direction(said).or_else(|| button(said));
        match apart.or_else(|| matter_named(said)).or_else(|| reply(said)) {
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

/// The words of a turn without quotation marks around all of them.
fn unquoted(text: &str, words: Span) -> Span {
    let said = words.of(text);
    for (open, close) in [('“', '”'), ('"', '"')] {
        let inner = said.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if inner.is_some_and(|inner| !inner.is_empty() && !inner.contains([open, close])) {
            return Span::new(words.start + open.len_utf8(), words.end - close.len_utf8());
        }
    }
    words
}

/// The length of the quotation, on a line of its own, of the message that a chat message answers: `Replying to "gm"`.
fn reply(rest: &str) -> Option<usize> {
    let end = rest.find('\n').filter(|_| rest.starts_with("Replying to "))?;
    rest.get(end..)?.trim_start().starts_with(|c: char| !c.is_control()).then_some(end)
}

/// The words of a turn without a pull quote as its last paragraph: `> Write it in public.`
fn without_pull_quote<'t>(text: &str, words: &'t str) -> &'t str {
    const COMPARED: usize = 40;
    let before = words.trim_end();
    let at = before.rfind("\n\n").unwrap_or(0);
    let last = before.get(at..).unwrap_or_default().trim_start();
    let Some(quoted) = last.strip_prefix("> ").filter(|_| at > 0) else { return words };
    let end = quoted.floor_char_boundary(COMPARED.min(quoted.len()));
    let begun = quoted.get(..end).unwrap_or(quoted);
    if text.match_indices(begun).nth(1).is_some() {
        return before.get(..at).unwrap_or(words);
    }
    words
}

/// The length of a button on a line of its own at the beginning of words.
fn button(rest: &str) -> Option<usize> {
    let end = rest.find('\n')?;
    rest.get(..end).filter(|line| is_button(line)).map(str::len)
}

/// The length of a heading in parentheses at the beginning of words: “(Urgent Question):”.
fn matter_named(rest: &str) -> Option<usize> {
    let (inner, _) = rest.strip_prefix('(')?.split_once("):")?;
    let named =
        inner.len() < 40 && inner.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
    named.then_some(inner.len() + 3)
}

/// The length of a direction at the beginning of words: `[Dropping on the settee.]`, `(laughs)`, `_(rising)_`.
fn direction(rest: &str) -> Option<usize> {
    let open = rest.len() - rest.trim_start_matches(['_', '*', '\\']).len();
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
    // Markdown may write `\[laughs\]`.
    let words = words.strip_suffix('\\').unwrap_or(words);
    let words = words.trim_matches(['_', '*']);
    let open = if rest.starts_with('\\') { 0 } else { open };
    let played = close == ']'
        || is_direction(words)
        || words.len() > 3 && words.starts_with(char::is_lowercase) && marks == open;
    let len = rest.len() - behind.len() + marks;
    (plain && !tied && played && marks == open).then_some(len)
}

/// Cuts a last paragraph about the speaker from the last turn: “Ada Brill’s new book is out in May.”
pub(super) fn without_note(text: &str, turns: &mut [Turn]) {
    let Some(turn) = turns.last_mut() else { return };
    let Some(name) = turn.speaker.as_deref().filter(|name| name.contains(' ')) else { return };
    let said = turn.words.of(text);
    let at = said.rfind("\n\n").or_else(|| said.rfind("\n\r\n")).unwrap_or(0);
    let last = said.get(at..).unwrap_or_default().trim_start();
    if at > 0 && last.trim_start_matches(['*', '_', '(', '[']).starts_with(name) {
        turn.words = Span::new(turn.words.start, turn.words.start + at).trimmed(text);
    }
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
            // `[Sits on sofa.]`
            let played = inner.starts_with('[')
                && inner.ends_with(".]")
                && inner.get(1..).is_some_and(|inner| inner.starts_with(char::is_uppercase));
            // “[Exit.” has no closing bracket.
            let opened = inner.starts_with('[') && !inner.contains([']', '\n', '_']);
            closed && (is_direction(inner) || set_off || played) || opened && is_direction(inner)
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
