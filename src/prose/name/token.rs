//! A text as words with what stands between them: the ground on which names are found.

use super::lexicon::{self, Class};
use crate::text::{Span, key, small_letters};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `minister`
    Lower,
    /// `Minister`, `McDonald`
    Capital,
    /// `UNHCR`, `U.S.`
    Capitals,
    /// `2016`, `19th`
    Number,
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A blank.
    Space,
    /// A hyphen without blanks.
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
    /// What it can be.
    pub(crate) class: Class,
    /// How it is written.
    pub(crate) shape: Shape,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Whether its capital says nothing: at the start of a sentence or quotation, or in a title.
    pub(crate) weak: bool,
}

impl Token {
    /// Whether it begins with a capital.
    pub(crate) fn capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals)
    }

    /// Whether it can be any of these.
    pub(crate) fn is(&self, any: Class) -> bool {
        self.class.has(any)
    }
}

/// The words of a text, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    let mut between = 0;
    let mut plain = 0;
    while let Some(start) = next_letter(text, at) {
        at = start;
        let plain_word = plain_word(text, at);
        let end = plain_word.map_or_else(|| word_end(text, at, &mut plain), |(end, _)| end);
        let word = &text[at..end];
        let key = key(word);
        let gap = match tokens.last() {
            None => Gap::Sentence,
            // Nothing but a blank stands before most words.
            Some(_) if at == between + 1 && text.as_bytes().get(between) == Some(&b' ') => {
                Gap::Space
            }
            Some(last) => gap(&text[between..at], last, text),
        };
        let weak = matches!(gap, Gap::Sentence | Gap::Quote);
        tokens.push(Token {
            span: Span::new(at, end),
            key,
            class: lexicon::class(key),
            shape: plain_word.map_or_else(|| shape(word), |(_, shape)| shape),
            gap,
            weak,
        });
        at = end;
        if text.as_bytes().get(end).is_some_and(|b| !b.is_ascii() || *b == b'\'') {
            at += possessive(&text[end..]);
        }
        between = end;
    }
    weaken_titles(text, &mut tokens);
    weaken_quoted_titles(text, &mut tokens);
    tokens
}

/// Where the next letter or digit stands.
fn next_letter(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        // Bytes of ASCII need no decoding; nearly all of a text is that.
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                return Some(at);
            }
            at += 1;
        } else {
            let c = text.get(at..)?.chars().next()?;
            if c.is_alphanumeric() {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
}

/// The end of the word that begins at `start`: letters and digits, apostrophes inside, and the stops of `U.S.`. Up to
/// `plain` no letters with stops are an abbreviation.
fn word_end(text: &str, start: usize, plain: &mut usize) -> usize {
    if start >= *plain {
        match dotted_end(text, start) {
            Ok(end) => return end,
            // What is none is none from its second letter on either: the letters are gone through once.
            Err(end) => *plain = end,
        }
    }
    let rest = &text[start..];
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let mark = |c: char| !c.is_ascii() && unicode_normalization::char::is_combining_mark(c);
        if c.is_alphanumeric() || mark(c) {
            continue;
        }
        let inside = matches!(c, '\'' | '’')
            && i > 0
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic())
            && !is_possessive(&rest[i + c.len_utf8()..]);
        if !inside {
            return start + i;
        }
    }
    text.len()
}

/// The end and the shape of a word that is nothing but small ASCII letters, the first of which may be a capital: as most
/// words are. `None` for any other.
fn plain_word(text: &str, start: usize) -> Option<(usize, Shape)> {
    let bytes = text.as_bytes();
    let capital = bytes.get(start)?.is_ascii_uppercase();
    let first = start + usize::from(capital);
    let end = first + small_letters(bytes, first);
    let goes_on = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii() || *b == b'\'';
    // A letter alone may be an initial or begin an abbreviation.
    let plain = end > start + 1 && !bytes.get(end).is_some_and(goes_on);
    let shape = if capital { Shape::Capital } else { Shape::Lower };
    plain.then_some((end, shape))
}

/// The length of the possessive at the start of `rest`: “’s”, or nothing.
fn possessive(rest: &str) -> usize {
    let after = rest.strip_prefix(['\'', '’']);
    after.filter(|after| is_possessive(after)).map_or(0, |after| rest.len() - after.len() + 1)
}

/// Whether what follows an apostrophe is the `s` of a possessive and nothing more.
fn is_possessive(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// The end of an abbreviation of single letters with stops, `U.S.`; at least two letters. An error has the end of what is
/// none.
fn dotted_end(text: &str, start: usize) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let mut end = start;
    let mut letters = 0;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
        letters += 1;
        // “U. S.”: some agencies put a blank between the letters.
        let spaced = bytes.get(end) == Some(&b' ')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase)
            && bytes.get(end + 2) == Some(&b'.')
            && bytes.get(end - 2).is_some_and(u8::is_ascii_uppercase);
        if spaced {
            end += 1;
        }
    }
    let goes_on =
        || text.get(end..).and_then(|r| r.chars().next()).is_some_and(char::is_alphanumeric);
    if letters >= 2 && !goes_on() { Ok(end) } else { Err(end) }
}

fn shape(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Lower };
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        // “iPhone”, “eBay”: a capital inside makes it a name.
        let inside = word.chars().skip(1).take(2).any(char::is_uppercase);
        return if inside && word.len() > 3 { Shape::Capital } else { Shape::Lower };
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 1 && !word.chars().any(char::is_lowercase) {
        Shape::Capitals
    } else {
        Shape::Capital
    }
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
    // A line is a paragraph in the sources this is made for; prose wrapped by hand loses the few names it breaks.
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

/// In a title, where most words have capitals, a capital says nothing.
fn weaken_titles(text: &str, tokens: &mut [Token]) {
    let mut from = 0;
    while from < tokens.len() {
        // The end of a line is taken for the end of a sentence too.
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
        // The first word of a sentence has a capital anyway.
        if !token.weak {
            capitals += usize::from(token.capital());
            long += usize::from(!token.is(Class::FUNCTION.or(Class::PARTICLE)));
        }
    }
    if total >= 3 && shouted * 10 >= total * 8 {
        return true;
    }
    (4..=25).contains(&total) && !tail.contains(['.', '”', '"', ',']) && capitals * 10 >= long * 8
}
