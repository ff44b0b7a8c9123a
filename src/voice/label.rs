//! The parts of a label: the name, an aside in parentheses, the time.

use super::line::stamp;
use crate::text::Span;

/// The name in a label, the aside in parentheses after it, and whether a time follows.
pub(super) fn parts(label: &str) -> Option<(Span, Option<Span>, bool)> {
    let label = label.trim_end().trim_end_matches(['*', '_']);
    let (label, mut stamped) = without_stamp(label);
    let mut aside = None;
    let mut end = label.len();
    while let Some(close) = label.get(..end).filter(|l| l.trim_end().ends_with([')', ']'])) {
        let trimmed = close.trim_end();
        let open = opening(trimmed)?;
        let inner = Span::new(open + 1, trimmed.len() - 1);
        if stamp(&format!("{} ", inner.of(label))).is_some() {
            stamped = true;
        } else if open == 0 {
            return None;
        } else {
            aside = Some(inner);
        }
        end = open;
    }
    let name = label.get(..end)?;
    // “Mr. Salt (Fenland), Rapporteur of the Committee”
    let (name, aside) = match name.split_once(" (").and_then(|(own, rest)| {
        let close = rest.find("), ")?;
        Some((own, Span::new(own.len() + 2, own.len() + 2 + close)))
    }) {
        Some((own, inner)) => (own, Some(inner)),
        None => (name, aside),
    };
    // “Ada Brill | Lampco”
    let name = name.split(" | ").next().unwrap_or(name);
    // “Brill?:” marks an uncertain speaker.
    let mut name = name.trim_end().trim_end_matches(['*', '_', ',', '.', '?']);
    // Chats mark messages by programs: “DeployDuck APP  10:17”.
    for mark in [" APP", " BOT"] {
        name = name.strip_suffix(mark).filter(|_| stamped).unwrap_or(name);
    }
    let from = name.len() - name.trim_start_matches(['"', '“', '@']).len();
    (name.len() > from).then_some((Span::new(from, name.len()), aside, stamped))
}

/// The bracket that the last character of a label closes. Brackets may be nested.
fn opening(label: &str) -> Option<usize> {
    let mut depth = 0usize;
    label.char_indices().rev().find_map(|(at, c)| {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// A label without a trailing time: `Name 0:03`, `Name (00:03)`, `Name 9:41 AM`.
pub(super) fn without_stamp(label: &str) -> (&str, bool) {
    // In “Speaker 1  00:03”, the 1 is not part of the time.
    let begins = |(at, word): &(usize, &str)| {
        let bare = word.trim_start_matches(['(', '[']);
        let number = bare.len() < 3 && bare.bytes().all(|b| b.is_ascii_digit());
        *at > 0 && bare.starts_with(|c: char| c.is_ascii_digit()) && !number
    };
    let mut start = 0;
    let mut at = label.len();
    for word in label.split_inclusive([' ', '\u{a0}', '\t']) {
        if begins(&(start, word.trim_end())) {
            at = start + word.len() - word.trim_start_matches(['(', '[']).len();
            break;
        }
        start += word.len();
    }
    let (name, behind) = label.split_at(at);
    let name = name.trim_end().trim_end_matches(['(', '[', '-', '–', ',', '|']).trim_end();
    let time = stamp(&format!("{} ", behind.trim_end_matches([')', ']'])));
    match time {
        Some(len) if len >= behind.trim_end_matches([')', ']']).len() && !name.is_empty() => {
            (name, true)
        }
        _ => (label, false),
    }
}

/// Whether a bracket is still open.
pub(super) fn open(words: &str) -> bool {
    words.matches(['(', '[']).count() > words.matches([')', ']']).count()
}
