//! The list of speakers at the head of a record: `Interviewer: Ada Brill, Norland University` is told by nobody.

use super::head::{End, Head};
use super::speech::is_spoken;
use super::told::people_in;
use crate::text::Span;
use rustc_hash::FxHashSet;

/// How many of the first heads list who has which label.
pub(super) fn legend(text: &str, lines: &[Span], heads: &[Head]) -> usize {
    let lists = |head: &Head| {
        let line = lines.get(head.line).map_or(head.words, |line| line.end);
        let words = Span::new(head.words, line.max(head.words)).of(text).trim();
        head.end == End::Colon
            && !is_spoken(words)
            && !words.ends_with(['.', '!', '…', '-', '—'])
            && words.split_whitespace().count() < 20
            && people_in(words)
                .first()
                .is_some_and(|name| words.find(name).is_some_and(|at| at < 12))
    };
    let listed = heads.iter().take_while(|head| lists(head)).count();
    // Each of them has to come back.
    let (first, rest) = heads.split_at(listed);
    let back: FxHashSet<String> =
        rest.iter().map(|head| head.name.of(text).to_lowercase()).collect();
    let returns = |head: &&Head| {
        let line = lines.get(head.line).map_or(head.words, |line| line.end);
        let words = Span::new(head.words, line.max(head.words)).of(text);
        // “Narrator: Ada Brill (AB)”
        let short = words.rsplit('(').next().and_then(|rest| rest.split(')').next());
        back.contains(&head.name.of(text).to_lowercase())
            || short.is_some_and(|short| back.contains(&short.to_lowercase()))
    };
    first.iter().take_while(returns).count()
}
