//! Which lines of a document begin with a label. One line alone does not tell: “Note: …” and “Ada: …” look the same. A document
//! has to be a record of speech over the whole of it.

use super::head::{End, Head, Look};
use super::line::Dress;
use super::vocabulary::bare_role;
use crate::prose::is_common;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Words by which people speak to each other. A text that reports, lists or explains has few of them.
const SPOKEN: &[&str] = &[
    "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "yes", "yeah",
    "yep", "no", "okay", "ok", "thanks", "thank", "hello", "hi", "sir", "madam", "ma’am", "ma'am",
    "please", "well", "roger", "oh", "right", "sure", "sorry", "welcome", "order",
];

/// Words by which one speaks of oneself. An answer in a list of questions and answers has few of them.
const FIRST: &[&str] =
    &["i", "me", "my", "mine", "i’m", "i'm", "i’ve", "i've", "i’d", "i'd", "i’ll", "i'll"];

/// Bytes of a turn that are looked at.
const SAMPLE: usize = 600;

/// What the heads of one form show.
#[derive(Debug, Default)]
struct Shown {
    heads: usize,
    labels: usize,
    /// How much the labels look like speakers, from 0 to 1 each.
    names: f64,
    /// How many of the heads have words behind them that people say to each other.
    spoken: usize,
    /// How many heads have another label than the one before.
    turns: usize,
    /// Whether nobody but one who asks has a label: so a quiz has.
    only_asks: bool,
}

/// The labels of a document among the heads of its lines, in order; none where it is no record of speech.
pub(super) fn labels(text: &str, lines: &[Span], heads: Vec<Head>) -> Vec<Head> {
    let mut counts: FxHashMap<(End, String), usize> = FxHashMap::default();
    let key = |head: &Head| (head.end, head.name.of(text).to_lowercase());
    for head in &heads {
        *counts.entry(key(head)).or_default() += 1;
    }
    let count = |head: &Head| counts.get(&key(head)).copied().unwrap_or_default();
    let ends = [End::Colon, End::Stop, End::Alone, End::Angle, End::Cell];
    let heads: Vec<Head> = heads
        .into_iter()
        .filter(|head| !runs_on(text, lines, head) || count(head) > 2)
        .filter(|head| head.sure || count(head) > 2 || is_above_items(text, lines, head))
        .collect();
    let spoken: Vec<bool> =
        heads.iter().map(|head| says(words(text, lines, &heads, head), SPOKEN)).collect();
    let likely = |head: &Head| {
        head.look >= Look::Proper
            && (head.end != End::Alone || count(head) > 1 || head.look >= Look::Titled)
            || count(head) > 1
            || head.end == End::Angle
    };
    let shown = |end: End| {
        let mut shown = Shown::default();
        let (mut seen, mut last): (Vec<String>, _) = (Vec::new(), None);
        for (head, spoken) in
            heads.iter().zip(&spoken).filter(|(head, _)| head.end == end && likely(head))
        {
            let name = key(head).1;
            let same = last
                .as_ref()
                .is_some_and(|last: &String| last.contains(&name) || name.contains(last.as_str()));
            shown.turns += usize::from(!same);
            last = Some(name.clone());
            shown.heads += 1;
            shown.names += likeness(head, count(head));
            shown.spoken += usize::from(*spoken);
            if !seen.contains(&name) {
                seen.push(name);
            }
        }
        shown.labels = seen.len();
        shown.only_asks =
            seen.iter().all(|name| matches!(bare_role(name).as_str(), "q" | "question"));
        shown
    };
    let mut accepted: Vec<End> =
        ends.into_iter().filter(|end| is_speech(&shown(*end), *end)).collect();
    // Labels on lines of their own are headings where the document has labels before the words.
    if accepted.len() > 1 && accepted.contains(&End::Alone) {
        let inline: usize =
            accepted.iter().filter(|end| **end != End::Alone).map(|end| shown(*end).heads).sum();
        let alone = shown(End::Alone).heads;
        accepted.retain(|end| (*end == End::Alone) == (alone > inline));
    }
    if asks(text, lines, &heads, !accepted.is_empty()) {
        accepted.push(End::Gap);
    }
    // One form of label goes through a record, or two.
    let likely_ones: Vec<&Head> =
        heads.iter().filter(|head| accepted.contains(&head.end) && likely(head)).collect();
    let dressed = |dress: Dress| likely_ones.iter().filter(|head| head.dress == dress).count();
    let is_main = |dress: Dress| dressed(dress) * 6 >= likely_ones.len();
    let handles = heads
        .iter()
        .filter(|h| accepted.contains(&h.end) && h.look == Look::Word && count(h) > 2)
        .count();
    let is_label = |head: &Head| {
        accepted.contains(&head.end)
            && (head.end == End::Gap
                || (is_main(head.dress)
                    || head.look >= Look::Given && head.dress != Dress::Heading)
                    && match head.look {
                        Look::Word => {
                            count(head) > 2
                                || handles > 5
                                    && head.end != End::Alone
                                    && !is_common(head.name.of(text))
                        }
                        Look::Single | Look::Initials => {
                            count(head) > 1
                                || head.end == End::Angle
                                || is_named(text, head, &heads)
                        }
                        Look::Proper => count(head) > 1 || head.end != End::Alone,
                        _ => {
                            head.end != End::Alone
                                || count(head) > 1
                                || head.timed
                                || head.aside.is_some()
                        }
                    })
    };
    heads.iter().filter(|head| is_label(head)).cloned().collect()
}

/// Whether a line stands above the items of a list.
fn is_above_items(text: &str, lines: &[Span], head: &Head) -> bool {
    let below = lines
        .get(head.line + 1..)
        .unwrap_or_default()
        .iter()
        .map(|line| line.of(text))
        .find(|line| !line.trim().is_empty());
    below.is_some_and(|line| line.trim_start().starts_with(['*', '-', '•', '+']))
}

/// Whether the line of a head goes on with the sentence of the line above: `… Chief Financial / Officers Act. Agencies …`.
fn runs_on(text: &str, lines: &[Span], head: &Head) -> bool {
    let line = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let indent = |words: &str| words.len() - words.trim_start().len();
    let (own, above) = (line(head.line), head.line.checked_sub(1).map_or("", line));
    let ends = above.trim_end().ends_with(['.', '?', '!', ':', ')', ']', '”', '"', '-', '—', '–']);
    head.end == End::Stop
        && head.dress == Dress::Plain
        && !above.trim().is_empty()
        && !ends
        && indent(own) <= indent(above)
}

/// Whether a label is part of another: “Ada” of “Ada Brill”, “AB” of “Ada Brill (AB)”.
fn is_named(text: &str, head: &Head, heads: &[Head]) -> bool {
    let name = head.name.of(text);
    heads.iter().any(|other| {
        let words = other.name.of(text);
        let part = words.len() > name.len()
            && words.split_whitespace().any(|w| w.eq_ignore_ascii_case(name));
        let short = |one: &str, other: &str| {
            one.len() > 3 && other.len() > one.len() && other.starts_with(one)
        };
        part || short(name, words)
            || short(words, name)
            || other.aside.is_some_and(|aside| aside.of(text) == name)
    })
}

fn likeness(head: &Head, count: usize) -> f64 {
    let look: f64 = match head.look {
        Look::Titled | Look::Role | Look::Given => 1.0,
        Look::Proper => 0.8,
        Look::Initials => 0.5,
        Look::Single => 0.4,
        Look::Word => 0.1,
    };
    look.max(if head.timed { 0.8 } else { 0.0 }).max(if count > 2 { 0.6 } else { 0.0 })
}

/// Whether heads of one form are those of a record of speech.
fn is_speech(shown: &Shown, end: End) -> bool {
    let (heads, labels) = (shown.heads as f64, shown.labels as f64);
    if shown.heads < 2 || shown.only_asks {
        return false;
    }
    let (names, spoken) = (shown.names / heads, shown.spoken as f64 / heads);
    let again = heads / labels;
    let small = names >= 0.75 && spoken >= 0.5 && (shown.labels > 1 || shown.heads > 3);
    let often = heads >= 5.0 && again >= 2.0 && spoken >= 0.4 && (names >= 0.3 || again >= 3.0);
    let long = heads >= 12.0 && again >= 3.0 && spoken >= 0.2;
    match end {
        // A signature or a running head comes back, but always the same.
        End::Cell => (small || often) && spoken >= 0.6 && names >= 0.6,
        End::Alone => {
            (often || long) && shown.labels > 1 && shown.turns as f64 / heads > 0.6
                || small && names >= 0.9 && again > 1.0
        }
        _ => small || often || long,
    }
}

/// Whether `Q` and `A` are those of a hearing or an interview, and not of a list of questions that a reader may have.
fn asks(text: &str, lines: &[Span], heads: &[Head], others: bool) -> bool {
    let letters = |letter: &'static str| {
        heads.iter().filter(move |h| h.end == End::Gap && h.name.of(text) == letter)
    };
    let (asked, answered) = (letters("Q").count(), letters("A").count());
    if asked == 0 || asked + answered < 2 {
        return false;
    }
    if others {
        return true;
    }
    let own = letters("A").filter(|head| says(words(text, lines, heads, head), FIRST)).count();
    answered > 0 && own * 3 >= answered
}

/// The words behind a head up to the next, or the first of them.
fn words<'t>(text: &'t str, lines: &[Span], heads: &[Head], head: &Head) -> &'t str {
    let next = heads.partition_point(|other| other.line <= head.line);
    let end =
        heads.get(next).and_then(|head| lines.get(head.line)).map_or(text.len(), |line| line.start);
    let end = text.floor_char_boundary(end.min(head.words + SAMPLE).max(head.words));
    Span::new(head.words, end).of(text)
}

/// Whether somebody speaks of himself.
pub(super) fn speaks_of_self(words: &str) -> bool {
    says(words, FIRST)
}

/// Whether some words have one of a list among them, or ask.
fn says(words: &str, list: &[&str]) -> bool {
    let asks = list.len() > FIRST.len() && words.contains('?');
    asks || words.split(|c: char| !(c.is_alphanumeric() || "'’".contains(c))).any(|word| {
        let word = word.to_lowercase();
        list.contains(&word.as_str())
            || word
                .split(['’', '\''])
                .next()
                .is_some_and(|stem| stem.len() < word.len() && list.contains(&stem))
    })
}
