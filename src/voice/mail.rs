//! Email threads: each message is a turn of its writer, including one that only occurs quoted, below `On … X wrote:` or
//! after `>`.

use super::model::Turn;
use crate::text::Span;

/// The most lines of a message's header.
const HEAD: usize = 12;

/// Where an unquoted message begins, and its writer.
struct Message {
    /// The first line of its header, and the first of its body.
    line: usize,
    body: usize,
    /// Empty when a message without a header is not signed.
    from: Span,
}

/// The turns of a thread; none when it has fewer than two messages.
pub(super) fn turns(text: &str, lines: &[Span]) -> Vec<Turn> {
    let mut messages = messages(text, lines);
    if messages.is_empty() {
        messages.extend(headless(text, lines));
    }
    let Some(first) = messages.first() else { return Vec::new() };
    let mut found = Vec::new();
    let mut said = String::new();
    for at in first.line..lines.len() {
        let line = line(text, lines, at);
        if !line.trim_start().starts_with('>') {
            said.push_str(&plain(line));
        }
    }
    for (at, message) in messages.iter().enumerate() {
        let next = messages.get(at + 1).map_or(lines.len(), |next| next.line);
        bodies(text, lines, message, next, &said, &mut found);
    }
    if found.len() < 2 {
        return Vec::new();
    }
    in_full(&mut found);
    found
}

/// Expands a first name in a signature to the full name of a writer in the thread.
fn in_full(turns: &mut [Turn]) {
    let all: Vec<String> = turns.iter().filter_map(|turn| turn.speaker.clone()).collect();
    for turn in turns.iter_mut() {
        let Some(own) = turn.speaker.clone().filter(|name| !name.contains(' ')) else { continue };
        let begins = |name: &&String| name.split(' ').next() == Some(own.as_str());
        let mut full = all.iter().filter(|name| name.contains(' ')).filter(begins);
        if let Some(one) = full.next().filter(|one| full.all(|other| other == *one)) {
            turn.speaker = Some(one.clone());
            turn.is_named = true;
        }
    }
}

fn line<'t>(text: &'t str, lines: &[Span], at: usize) -> &'t str {
    lines.get(at).map_or("", |line| line.of(text))
}

/// The letters of a line, for comparison.
fn plain(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The messages with a header: `From:` and a date or subject.
fn messages(text: &str, lines: &[Span]) -> Vec<Message> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let field = |at: usize| {
            let line = line(text, lines, at).trim_matches(['*', ' ']);
            line.split_once(':').map(|(name, _)| name.trim_matches(['*', ' ']).to_lowercase())
        };
        let head = (at..lines.len().min(at + HEAD))
            .take_while(|at| {
                let line = line(text, lines, *at);
                !line.trim().is_empty() && (field(*at).is_some() || line.starts_with([' ', '\t']))
            })
            .count();
        let fields: Vec<(usize, String)> =
            (at..at + head).filter_map(|at| Some((at, field(at)?))).collect();
        let has = |name: &str| fields.iter().any(|(_, field)| field == name);
        let is_head = has("from") && ["date", "sent", "subject"].iter().any(|name| has(name));
        let from = fields.iter().find(|(_, field)| field == "from").map(|(at, _)| *at);
        if let Some(from) = from.filter(|_| is_head) {
            let whole = lines.get(from).copied().unwrap_or_default();
            let start = whole.start + whole.of(text).find(':').map_or(0, |colon| colon + 1);
            let from = named(text, Span::new(start, whole.end));
            found.push(Message { line: at, body: at + head, from });
        }
        at += head.max(1);
    }
    found
}

/// A name without the address after it and the marks around it.
fn named(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let end = words
        .find(['<', '(', '['])
        .filter(|at| !words.get(..*at).unwrap_or_default().trim().is_empty());
    let name = Span::new(span.start, span.start + end.unwrap_or(words.len()));
    let inner = name.of(text);
    let from = inner.len() - inner.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let kept = inner.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '.'));
    Span::new(name.start + from.min(kept.len()), name.start + kept.len())
}

/// The turns of a message: its paragraphs, and quoted ones that occur nowhere else.
fn bodies(
    text: &str,
    lines: &[Span],
    message: &Message,
    next: usize,
    said: &str,
    found: &mut Vec<Turn>,
) {
    let mut at = message.body;
    let mut signed = false;
    // The writers of quoted text, by depth.
    let mut writers: Vec<(usize, Span)> = Vec::new();
    while at < next {
        let words = line(text, lines, at);
        let deep = depth(words);
        if words.trim().is_empty() || words.contains("Original Message") {
            at += 1;
        } else if let Some((writer, below)) = introduction(text, lines, at) {
            let below_deep = depth(line(text, lines, below));
            writers.retain(|(deep, _)| *deep < below_deep);
            writers.push((below_deep, writer));
            at = below;
        } else if is_quoted(words) {
            let ends = |at: &usize| {
                depth(line(text, lines, *at)) != deep || introduction(text, lines, *at).is_some()
            };
            let end = (at + 1..next).find(ends).unwrap_or(next);
            let writer = writers.iter().find(|(quoted, _)| *quoted == deep).map(|(_, who)| *who);
            let quoted: String = (at..end).map(|at| plain(line(text, lines, at))).collect();
            let again = said.contains(&quoted);
            if let Some(writer) = writer.filter(|_| !again)
                && let Some(words) = span(text, lines, at, end)
            {
                found.push(turn(text, words, writer));
            }
            at = end;
        } else {
            signed |= matches!(words.trim_end(), "--" | "—");
            let end = (at..next)
                .find(|at| {
                    let words = line(text, lines, *at);
                    is_quoted(words)
                        || matches!(words.trim_end(), "--" | "—")
                        || words.contains("Original Message")
                        || introduction(text, lines, *at).is_some()
                })
                .unwrap_or(next);
            let end_said = unsigned(text, lines, message, at, end);
            if !signed && let Some(words) = span(text, lines, at, end_said) {
                found.push(turn(text, words, message.from));
            }
            at = end.max(at + 1);
        }
    }
}

/// A first message without a header: it is above `On … X wrote:`, and its last line may sign it.
fn headless(text: &str, lines: &[Span]) -> Option<Message> {
    const LONGEST: usize = 40;
    let end = (0..lines.len()).find(|at| introduction(text, lines, *at).is_some())?;
    let filled = |at: &usize| !plain(line(text, lines, *at)).is_empty();
    let last = (0..end).rev().find(filled);
    let signs = |span: &Span| {
        let words = span.of(text);
        words.len() < LONGEST
            && words.split_whitespace().count() < 4
            && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && !words.ends_with(['.', '?', '!', ',', ':'])
    };
    let signed = last.and_then(|at| lines.get(at)).map(|line| line.trimmed(text)).filter(signs);
    Some(Message { line: 0, body: 0, from: signed.unwrap_or_default() })
}

fn turn(text: &str, words: Span, writer: Span) -> Turn {
    let name = writer.of(text);
    if name.is_empty() {
        return Turn { words, label: None, speaker: None, is_named: false };
    }
    Turn {
        words,
        label: Some(writer),
        speaker: Some(name.to_owned()),
        is_named: name.contains(' ') && !name.contains('@'),
    }
}

/// How deep a line is quoted.
fn depth(line: &str) -> usize {
    let marks = line.chars().take_while(|c| matches!(c, '>' | '|' | ' ' | '\t'));
    marks.filter(|c| matches!(c, '>' | '|')).count()
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with(['>', '|'])
}

/// The words between two lines, without the quote marks before the first.
fn span(text: &str, lines: &[Span], from: usize, end: usize) -> Option<Span> {
    let from = (from..end).find(|at| !plain(line(text, lines, *at)).is_empty())?;
    let last = (from..end).rev().find(|at| !plain(line(text, lines, *at)).is_empty())?;
    let (first, last) = (*lines.get(from)?, *lines.get(last)?);
    let words = first.of(text);
    let marks = words.len() - words.trim_start_matches([' ', '>', '|', '\t']).len();
    let span = Span::new(first.start + marks, last.end).trimmed(text);
    (!span.is_empty()).then_some(span)
}

/// The writer in `On 3 March, Ada Brill <ada@norland.org> wrote:`, and the introduction's last line. It may take two
/// lines, and quoted lines must follow.
fn introduction(text: &str, lines: &[Span], at: usize) -> Option<(Span, usize)> {
    let first = lines.get(at)?;
    let begun = first.of(text).trim_start_matches([' ', '>']);
    let over = begun.starts_with("On ") && !begun.trim_end().ends_with(':');
    let last = at + usize::from(over);
    let whole = Span::new(first.start, lines.get(last)?.end);
    let words = whole.of(text).trim_end();
    let words = words.strip_suffix(':')?;
    let verb = [" wrote", " writes"].iter().find_map(|verb| words.rfind(verb));
    let end = verb.filter(|at| words.len() - at < 40)?;
    let deep = depth(first.of(text));
    let below = (last + 1..last + 3).find(|at| depth(line(text, lines, *at)) > deep)?;
    let words = words.get(..end)?;
    // The time precedes the name, with or without a comma.
    let name = words
        .rmatch_indices([',', '\n', '>'])
        .map(|(at, mark)| at + mark.len())
        .find(|at| words.get(*at..).is_some_and(|name| name.contains(char::is_alphabetic)))
        .unwrap_or(0);
    let digits = words.get(name..)?.rfind(|c: char| c.is_ascii_digit() || c == ')');
    let address = words.get(name..)?.find('<').unwrap_or(usize::MAX);
    let name = name + digits.filter(|at| *at < address).map_or(0, |at| at + 1);
    let skip = ["AM", "PM", "am", "pm"]
        .iter()
        .find(|half| words.get(name..).is_some_and(|w| w.trim_start().starts_with(**half)));
    let name = name + skip.map_or(0, |_| 3);
    let span = named(text, Span::new(whole.start + name.min(end), whole.start + end));
    (span.of(text).chars().filter(|c| c.is_alphabetic()).count() > 1).then_some((span, below))
}

/// Whether a word is a short form of a given name: “Gwen” of “Gwendolen”.
fn is_short(word: &str, given: &str) -> bool {
    word.len() > 2 && given.starts_with(word)
}

/// The line, at most `end`, at which the signature of a message begins: a last paragraph of short lines with the
/// writer's name.
fn unsigned(text: &str, lines: &[Span], message: &Message, from: usize, end: usize) -> usize {
    let blank = |at: usize| line(text, lines, at).trim().is_empty();
    let name = message.from.of(text).to_lowercase();
    let last = (from..end).rev().find(|at| !blank(*at)).unwrap_or(from);
    let first = (from..last).rev().find(|at| blank(*at)).map_or(from, |at| at + 1);
    let short = (first..=last).all(|at| {
        let words = line(text, lines, at).trim();
        words.len() < 60 && (words.len() < 4 || !words.ends_with(['.', '?', '!']))
    });
    let own = (first..=last).any(|at| {
        line(text, lines, at).to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| {
            word.len() > 1 && name.split(' ').any(|part| part == word || is_short(word, part))
        })
    });
    let mut words = line(text, lines, first).split_whitespace();
    let few = words.clone().count() < 3
        && words.all(|word| {
            word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic)
        });
    let initial = last == first && (few || line(text, lines, first).trim().chars().count() < 4);
    if first > from && last - first < 6 && short && (own || initial) { first } else { end }
}
