//! The lines of a document, and what surrounds the words of a line: indents, bullets, emphasis, tags, times.

use crate::text::Span;

/// How a label is set off from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Style {
    Plain,
    Bullet,
    Bold,
    Italic,
    Heading,
    Quote,
}

/// What precedes the first word of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// The first word, in bytes of the document.
    pub(super) words: usize,
    pub(super) style: Style,
    /// The number of emphasis marks opened.
    pub(super) marks: usize,
    /// Whether a time precedes the first word.
    pub(super) timed: bool,
}

/// The lines of a text, without line endings.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let span = Span::new(start, start + line.trim_end_matches('\r').len());
            start += line.len() + 1;
            span
        })
        .collect()
}

/// The most marks skipped before a first word. A hostile line may consist of them.
const DEEPEST: usize = 32;

/// Reads what precedes the first word of a line.
pub(super) fn lead(text: &str, line: Span) -> Lead {
    let words = line.of(text);
    let mut lead = Lead { words: line.start, style: Style::Plain, marks: 0, timed: false };
    let mut at = 0;
    for _ in 0..DEEPEST {
        let rest = words.get(at..).unwrap_or_default();
        let blank = rest.len()
            - rest
                .trim_start_matches([
                    ' ', '\t', '\u{a0}', '\u{feff}', '\u{c}', '\u{200e}', '\u{200f}',
                ])
                .len();
        let rest = rest.get(blank..).unwrap_or_default();
        let fresh = lead.marks == 0;
        let len = if let Some(len) = tag(rest) {
            len
        } else if let Some(len) = fresh.then(|| bullet(rest)).flatten() {
            lead.style = Style::Bullet;
            len
        } else if fresh && rest.starts_with('>') {
            lead.style = Style::Quote;
            1
        } else if let Some(len) = fresh.then(|| heading(rest)).flatten() {
            lead.style = Style::Heading;
            len
        } else if let Some(len) = (!lead.timed).then(|| stamp(rest)).flatten() {
            lead.timed = true;
            len
        } else if let Some(len) = fresh.then(|| number(rest)).flatten() {
            len
        } else if let Some(len) = fresh.then(|| emphasis(rest)).flatten() {
            lead.style = match lead.style {
                Style::Heading => Style::Heading,
                _ if len > 1 => Style::Bold,
                _ => Style::Italic,
            };
            lead.marks = len;
            len
        } else {
            lead.words = line.start + at + blank;
            return lead;
        };
        at += blank + len;
    }
    lead.words = line.start + at;
    lead
}

/// The length of an HTML tag that begins a paragraph or a line.
fn tag(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.find('>')?;
    let name = inner.get(..end)?.trim_start_matches('/').split([' ', '/']).next()?;
    matches!(name, "p" | "br" | "div" | "li" | "ul" | "span" | "b" | "strong" | "i" | "em")
        .then_some(end + 2)
}

fn bullet(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark =
        chars.next().filter(|c| matches!(c, '*' | '-' | '+' | '•' | '–' | '—' | '§' | '·'))?;
    matches!(chars.next(), Some(' ' | '\t' | '\u{a0}')).then_some(mark.len_utf8() + 1)
}

fn heading(rest: &str) -> Option<usize> {
    let level = rest.bytes().take_while(|b| *b == b'#').count();
    (level > 0 && rest.get(level..)?.starts_with(' ')).then_some(level + 1)
}

/// `3. ` and `Q14. ` stay; only a bare number is skipped.
fn number(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(digits..)?;
    ((1..4).contains(&digits) && (behind.starts_with(". ") || behind.starts_with(") ")))
        .then_some(digits + 2)
}

fn emphasis(rest: &str) -> Option<usize> {
    let mark = rest.bytes().next().filter(|b| matches!(b, b'*' | b'_'))?;
    let len = rest.bytes().take_while(|b| *b == mark).count();
    let behind = rest.get(len..)?.chars().next()?;
    (len < 4 && !behind.is_whitespace()).then_some(len)
}

/// The length of a time, with the date that may precede it: `[00:12:03]`, `(0:54)`, `13:00`, `12/03/2024, 13:02 -`.
pub(super) fn stamp(rest: &str) -> Option<usize> {
    /// The most bytes of a time with its date.
    const LONGEST: usize = 64;
    let rest = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let (mut len, mut clock) = (0, false);
    for token in rest.split_inclusive([' ', '\t', '\u{a0}']) {
        let bare = token.trim_matches(|c: char| c.is_whitespace() || "[](),–-—".contains(c));
        let digits = bare.bytes().any(|b| b.is_ascii_digit());
        let numeric = digits
            && (bare.bytes().all(|b| b.is_ascii_digit() || b":./-,;".contains(&b))
                || is_date(bare));
        let half =
            len > 0 && matches!(bare.to_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m." | "");
        let glued = bare.len() > 2
            && digits
            && (bare.ends_with("am")
                || bare.ends_with("pm")
                || bare.ends_with("AM")
                || bare.ends_with("PM"));
        if !(numeric || half || glued) {
            break;
        }
        let parts: Vec<&str> =
            bare.trim_end_matches(|c: char| c.is_alphabetic()).split(':').collect();
        clock |= parts.len() > 1 && parts.iter().all(|part| !part.is_empty());
        len += token.len();
    }
    let used = rest.get(..len)?;
    // Brackets must balance.
    let even = used.matches('[').count() == used.matches(']').count()
        && used.matches('(').count() == used.matches(')').count();
    (clock && even).then_some(len)
}

/// `04-Mar-23`
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.as_slice(), [day, month, year]
        if digits(day) && digits(year) && month.len() == 3 && month.starts_with(char::is_uppercase))
}

/// Whether a line has no words: it is empty, a rule, or a tag.
pub(super) fn is_blank(words: &str) -> bool {
    let words = words.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    words.is_empty()
        || words.chars().all(|c| "=-_*#~".contains(c))
        || words == "<br>"
        || words == "</p>"
}

/// Whether a line is a chat server's notice: `*** keeper sets mode`, `--> nick joined`.
pub(super) fn is_notice(words: &str) -> bool {
    ["*** ", "-!- ", "--> ", "<-- "].iter().any(|mark| words.trim_start().starts_with(mark))
}

/// Whether a log line reports an event and is not a message: `13:03 * nick waves`, `-!- nick has quit`, or, in a chat
/// whose lines all begin with the date, `12/03/2024, 12:58 - Ada added you`.
pub(super) fn is_event(words: &str, angled: bool) -> bool {
    let stamped = stamp(words).unwrap_or_default();
    let rest = words.get(stamped..).unwrap_or_default().trim_start();
    let dated = words.get(..stamped).is_some_and(|time| {
        time.matches('/').count() > 1 || time.matches('-').count() > 1 || time.contains(',')
    });
    let marks = ["-!-", "***", "-->", "<--", "--- ", "→", "←", "=="];
    marks.iter().any(|mark| rest.starts_with(mark))
        || rest.starts_with("* ") && (stamped > 0 || angled)
        || stamped > 0 && (angled || dated)
}
