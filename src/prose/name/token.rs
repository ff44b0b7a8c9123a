//! A text as words with what separates them, and stretches of them that may be names.

use crate::prose::word::casing::Casing;
use crate::prose::word::class::{Class, Shape};
use crate::prose::word::lexer::{Parts, next_word, possessive};
use crate::prose::word::lexicon;
use crate::text::{Span, key};

/// What separates a word from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A space.
    Space,
    /// A hyphen without spaces.
    Hyphen,
    /// The full stop of an abbreviation or initial.
    Stop,
    /// An ampersand.
    And,
    /// The possessive of the word before.
    Possessive,
    /// A comma.
    Comma,
    /// An opening parenthesis.
    Open,
    /// A closing parenthesis, alone or with a comma.
    Close,
    /// A quotation mark.
    Quote,
    /// The end of a sentence, a line, or the beginning of the text.
    Sentence,
    /// Anything else: a dash, colon, slash, semicolon.
    Other,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Bytes of the text, without a possessive.
    pub(crate) span: Span,
    /// Its lower-case letters, hashed.
    pub(crate) key: u64,
    /// Its classes.
    pub(crate) class: Class,
    /// Its shape.
    pub(crate) shape: Shape,
    /// What precedes it.
    pub(crate) gap: Gap,
    /// Whether its capital is required: at the start of a sentence or quotation, or in a title.
    pub(crate) weak: bool,
}

impl Token {
    /// Whether it begins with a capital.
    pub(crate) fn capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals)
    }

    /// Whether it may be any of these.
    pub(crate) fn is(&self, any: Class) -> bool {
        self.class.intersects(any)
    }
}

/// The words of a text, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut between = 0;
    let mut at = 0;
    let mut parts = Parts::default();
    while let Some(start) = next_word(text, at, text.len()) {
        let (end, shape) = parts.part(text, start);
        let key = key(&text[start..end]);
        let gap = match tokens.last() {
            None => Gap::Sentence,
            // Only a space precedes most words.
            Some(_) if start == between + 1 && text.as_bytes().get(between) == Some(&b' ') => {
                Gap::Space
            }
            Some(last) => gap(&text[between..start], last, text),
        };
        let weak = matches!(gap, Gap::Sentence | Gap::Quote);
        let class = lexicon::class_in_name(key);
        tokens.push(Token { span: Span::new(start, end), key, class, shape, gap, weak });
        between = end;
        at = end;
        if text.as_bytes().get(end).is_some_and(|b| !b.is_ascii() || *b == b'\'') {
            at += possessive(&text[end..]);
        }
    }
    weaken_titles(text, &mut tokens);
    weaken_quoted_titles(text, &mut tokens);
    tokens
}

fn gap(between: &str, last: &Token, text: &str) -> Gap {
    match between {
        " " => return Gap::Space,
        "-" | "‑" | "‐" => return Gap::Hyphen,
        ", " => return Gap::Comma,
        "'s " | "’s " | "' " | "’ " => return Gap::Possessive,
        " & " | "&" => return Gap::And,
        _ => {}
    }
    // A line is a paragraph in typical sources; hard-wrapped prose loses the few names it breaks.
    if between.contains(['\n', '!', '?', '…', '•', '·', '|']) {
        return Gap::Sentence;
    }
    if let Some(stop) = between.find('.') {
        let word = last.span.of(text);
        let one_letter = word.chars().count() == 1 && last.shape != Shape::Number;
        let abbreviated = one_letter || last.is(Class::ABBREVIATION);
        let only = between[..stop].is_empty() && between[stop + 1..].trim().is_empty();
        return if abbreviated && only { Gap::Stop } else { Gap::Sentence };
    }
    if between.contains(['“', '”', '"', '«', '»', '„', '‘']) || between.ends_with('\'') {
        return Gap::Quote;
    }
    if between.contains('(') || between.contains('[') {
        return Gap::Open;
    }
    if between.contains(')') || between.contains(']') {
        return Gap::Close;
    }
    if between.starts_with("'s") || between.starts_with("’s") {
        return Gap::Possessive;
    }
    if between.contains(',') {
        return Gap::Comma;
    }
    if between.contains(':') {
        return Gap::Sentence;
    }
    if between.trim().is_empty() { Gap::Space } else { Gap::Other }
}

/// In a title, where most words are capitalised, a capital means nothing.
fn weaken_titles(text: &str, tokens: &mut [Token]) {
    let mut from = 0;
    while from < tokens.len() {
        // A line end counts as the end of a sentence too.
        let breaks = |pair: &[Token]| match pair {
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
fn weaken_quoted_titles(text: &str, tokens: &mut [Token]) {
    let opens = |i: usize, tokens: &[Token]| {
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

fn is_title(line: &[Token], tail: &str) -> bool {
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
    pub(super) tokens: &'a [Token],
    pub(super) casing: &'a Casing,
}

impl<'a> Tokenized<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The token before `at`.
    pub(super) fn before(&self, at: usize) -> Option<&'a Token> {
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

    pub(super) fn tokens_of(&self, c: &Candidate) -> &'a [Token] {
        self.tokens.get(c.first..c.end).unwrap_or_default()
    }

    /// The text after a candidate.
    pub(super) fn behind(&self, c: &Candidate) -> &'a str {
        self.text.get(self.span_of(c).end..).unwrap_or_default()
    }

    /// The head noun of a name: its last word before “of”, “for”, “on”.
    pub(super) fn head_of(&self, name: &'a [Token]) -> Option<&'a Token> {
        let small = |t: &Token| matches!(t.span.of(self.text), "of" | "for" | "on");
        let end = name.iter().position(small).unwrap_or(name.len());
        name.get(end.checked_sub(1)?)
    }
}
