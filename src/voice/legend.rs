//! The list of speakers at the head of a record: `Interviewer: Ada Brill, Norland University` is not speech.

use super::head::{End, Head};
use super::introductions::people_in;
use super::look::{Look, is_loud};
use super::people::untitled;
use super::speech::is_spoken;
use super::vocabulary::{is_role, is_title};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// The most lines of such a list.
const MOST: usize = 40;

/// How many of the first heads belong to such a list.
pub(super) fn legend(text: &str, lines: &[Span], heads: &[Head]) -> usize {
    // Turns may be wrapped, lines of the list are not.
    let goes_on = |head: &Head| {
        let below = lines.get(head.line + 1).map_or("", |line| line.of(text));
        let labels = |other: &Head| other.line == head.line + 1;
        below.starts_with(char::is_lowercase) && !heads.iter().take(MOST).any(labels)
    };
    let lists = |head: &Head| {
        let line = lines.get(head.line).map_or(head.words, |line| line.end);
        let words = Span::new(head.words, line.max(head.words)).of(text).trim();
        head.end == End::Colon
            && !is_spoken(words)
            && !words.ends_with(['.', '!', '…', '-', '—'])
            && words.split_whitespace().count() < 20
            && begins_with_name(words)
            && !goes_on(head)
    };
    let listed = heads.iter().take(MOST).take_while(|head| lists(head)).count();
    // Each listed label has to occur again.
    let (first, rest) = heads.split_at(listed);
    let back: FxHashSet<String> =
        rest.iter().map(|head| head.name.of(text).to_lowercase()).collect();
    let returns = |head: &&Head| {
        let line = lines.get(head.line).map_or(head.words, |line| line.end);
        let words = Span::new(head.words, line.max(head.words)).of(text);
        // “Narrator: Ada Brill (AB)”
        let short = words.rsplit('(').next().and_then(|rest| rest.split(')').next());
        let name = head.name.of(text).to_lowercase();
        // “Interviewing officers: DC BRILL, DS HOLT” names no single speaker, but belongs to the list.
        let part = head.look == Look::Role || is_loud(words);
        part || back.contains(&name)
            || short.is_some_and(|short| back.contains(&short.to_lowercase()))
    };
    first.iter().take_while(returns).count()
}

/// Whether words begin with a person's name, known or not: “Ada Brill, nurse”, “DC 4412 BRILL”.
fn begins_with_name(words: &str) -> bool {
    let known = people_in(words).first().and_then(|name| words.find(name));
    let clause = words.split([',', ';', '(']).next().unwrap_or(words).trim();
    let mut all = clause.split_whitespace();
    let count = all.clone().count();
    let titled = all.clone().next().is_some_and(is_title);
    let proper = all.all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    known.is_some_and(|at| at < 12)
        || (2..5).contains(&count)
            && proper
            && !is_role(untitled(clause))
            && (titled || count < 4 || is_loud(clause))
}
