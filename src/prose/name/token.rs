//! A text as words with what separates them, and stretches of them that may be names.

use crate::prose::word::{Casing, Class, Gap, Part, Shape, Words};
use crate::text::Span;

/// The words of a text, in order; those with a required capital are marked as weak in titles too.
pub(crate) fn parts(text: &str, words: &Words) -> Vec<Part> {
    let mut parts = words.within(text, Span::new(0, text.len())).into_owned();
    weaken_titles(text, &mut parts);
    weaken_quoted_titles(text, &mut parts);
    parts
}

/// In a title, where most words are capitalised, a capital means nothing.
fn weaken_titles(text: &str, tokens: &mut [Part]) {
    let mut from = 0;
    while from < tokens.len() {
        // A line end counts as the end of a sentence too.
        let breaks = |pair: &[Part]| match pair {
            [last, next] => {
                next.gap == Gap::Sentence && text[last.span.end..next.span.start].contains('\n')
            }
            _ => false,
        };
        let to = tokens[from..].windows(2).position(breaks).map_or(tokens.len(), |n| from + n + 1);
        let end = tokens[to - 1].span.end;
        let tail = text[end..].split('\n').next().unwrap_or_default();
        let line = &mut tokens[from..to];
        if is_title(line, tail) {
            line.iter_mut().for_each(|token| token.weak = true);
        }
        from = to;
    }
}

/// The same for titles and slogans in quotation marks: “Rivers Without Borders”.
fn weaken_quoted_titles(text: &str, tokens: &mut [Part]) {
    let opens = |i: usize, tokens: &[Part]| {
        let start = i.checked_sub(1).and_then(|b| tokens.get(b)).map_or(0, |t| t.span.end);
        tokens.get(i).is_some_and(|t| text[start..t.span.start].contains(['“', '"', '‘', '”']))
    };
    let mut from = 0;
    while from < tokens.len() {
        if tokens[from].gap != Gap::Quote {
            from += 1;
            continue;
        }
        let limit = tokens.len().min(from + 16);
        let to = (from + 1..limit).find(|i| opens(*i, tokens)).unwrap_or(limit);
        let stretch = &mut tokens[from..to];
        let capitals = stretch.iter().filter(|t| t.capital()).count();
        let long = stretch.iter().filter(|t| !t.is(Class::FUNCTION) || t.capital()).count();
        if to < limit && capitals >= 3 && capitals == long {
            stretch.iter_mut().for_each(|token| token.weak = true);
        }
        from = to;
    }
}

fn is_title(line: &[Part], tail: &str) -> bool {
    let (mut total, mut shouted, mut capitals, mut long) = (0, 0, 0, 0);
    for token in line.iter().filter(|t| t.shape != Shape::Number) {
        total += 1;
        shouted += usize::from(token.shape == Shape::Capitals);
        // The first word of a sentence is capitalised anyway.
        if !token.weak {
            capitals += usize::from(token.capital());
            long += usize::from(!token.is(Class::FUNCTION | Class::PARTICLE));
        }
    }
    if total >= 3 && shouted * 10 >= total * 8 {
        return true;
    }
    (4..=25).contains(&total) && !tail.contains(['.', '”', '"', ',']) && capitals * 10 >= long * 8
}

/// Tokens that may be a name, and what preceded them in the same run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// The first token of the title or office before it, which ends where the name begins.
    pub(crate) title: Option<usize>,
}

impl Candidate {
    /// A candidate without a title.
    pub(crate) fn untitled(first: usize, end: usize) -> Self {
        Self { first, end, title: None }
    }
}

/// A text with its words. Positions are word indexes.
#[derive(Clone, Copy)]
pub(super) struct Tokenized<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Part],
    pub(super) casing: &'a Casing,
}

impl<'a> Tokenized<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Part> {
        self.tokens.get(at)
    }

    /// The token before `at`.
    pub(super) fn before(&self, at: usize) -> Option<&'a Part> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// A word as written; empty after the last.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| t.span.of(self.text))
    }

    /// What precedes a word; the end of a sentence after the last.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.token(at).map_or(Gap::Sentence, |t| t.gap)
    }

    /// From one word to another, exclusive.
    pub(super) fn span(&self, first: usize, end: usize) -> Option<Span> {
        Some(self.token(first)?.span.join(self.before(end)?.span))
    }

    /// The text of [`Self::span`].
    pub(super) fn words(&self, first: usize, end: usize) -> &'a str {
        self.span(first, end).map_or("", |span| span.of(self.text))
    }

    pub(super) fn span_of(&self, c: &Candidate) -> Span {
        self.span(c.first, c.end).unwrap_or_default()
    }

    pub(super) fn words_of(&self, c: &Candidate) -> &'a str {
        self.span_of(c).of(self.text)
    }

    pub(super) fn tokens_of(&self, c: &Candidate) -> &'a [Part] {
        self.tokens.get(c.first..c.end).unwrap_or_default()
    }

    /// The text after a candidate.
    pub(super) fn behind(&self, c: &Candidate) -> &'a str {
        self.text.get(self.span_of(c).end..).unwrap_or_default()
    }

    /// The head noun of a name: its last word before “of”, “for”, “on”.
    pub(super) fn head_of(&self, name: &'a [Part]) -> Option<&'a Part> {
        let small = |t: &Part| matches!(t.span.of(self.text), "of" | "for" | "on");
        let end = name.iter().position(small).unwrap_or(name.len());
        name.get(end.checked_sub(1)?)
    }
}
