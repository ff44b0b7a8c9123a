//! Words and punctuation of a stretch of text in which every quotation is one token.

use crate::prose::quote::stretch::Stretch;
use crate::prose::sentence;
use crate::prose::word::lexicon::{self, Class};
use crate::text::{Span, ascii_key, key, letters};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A word or number.
    Word,
    /// `,`
    Comma,
    /// `.`, `?`, `!` or an ellipsis that ends a sentence.
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `–`, `—`, `--`, or a hyphen between spaces.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation, by its index.
    Quote(usize),
    /// Anything else.
    Other,
}

/// A word, a punctuation mark or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Bytes of the text.
    pub span: Span,
    /// What it is.
    pub shape: Shape,
    /// For a word, its classes.
    pub class: Class,
}

impl Token {
    /// Whether it is a word with one of these classes.
    pub(super) fn is(&self, class: Class) -> bool {
        self.class.any(class)
    }
}

/// Abbreviations that keep their full stop, without it; titles of persons are in the lexicon.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "sen", "rep", "reps", "sens", "gov", "gen", "col", "lt", "maj", "sgt",
    "capt", "cmdr", "prof", "rev", "hon", "pres", "st", "jr", "sr", "inc", "corp", "co", "ltd",
    "no", "vs", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "ala", "ariz", "ark", "calif",
    "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich",
    "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "vt", "va",
    "wash", "wis", "wyo", "etc", "al", "fig", "ed", "vol", "ph", "messrs",
];

/// Abbreviations after which a capitalised word goes on with the sentence.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "sen", "rep", "reps", "sens", "gov", "gen", "col", "lt", "maj", "sgt",
    "capt", "cmdr", "prof", "rev", "hon", "pres", "st", "no", "vs", "messrs",
];

/// Words by their keys.
type Keys = LazyLock<FxHashSet<u64>>;

static KEEPING_STOP: Keys = LazyLock::new(|| ABBREVIATIONS.iter().map(|word| key(word)).collect());
static GOING_ON: Keys = LazyLock::new(|| TITLES.iter().map(|word| key(word)).collect());

/// The tokens of `span`. `quotes` are the stretches that become one token each, with their indexes, in order.
pub(super) fn lex(text: &str, span: Span, quotes: &[(usize, Stretch)]) -> Vec<Token> {
    let mut lexer = Lexer { text, tokens: Vec::with_capacity(span.len() / 5), fresh: true };
    let mut at = span.start;
    for (index, stretch) in quotes {
        let inside = Span::new(stretch.span.start.max(span.start), stretch.span.end.min(span.end));
        if inside.start < at || inside.is_empty() {
            continue;
        }
        lexer.run(at, inside.start);
        lexer.tokens.push(Token {
            span: inside,
            shape: Shape::Quote(*index),
            class: Class::default(),
        });
        lexer.fresh = ends_sentence(stretch.words.of(text));
        at = inside.end;
    }
    lexer.run(at, span.end);
    name_speakers_in_ing(text, &mut lexer.tokens);
    lexer.tokens
}

/// “Manning says that “…””: what begins a sentence, looks like a participle and is followed by a verb of saying is a name.
fn name_speakers_in_ing(text: &str, tokens: &mut [Token]) {
    const VERBAL: Class =
        Class::VERB.with(Class::ING).with(Class::BASE).with(Class::PARTICIPLE).with(Class::CUE);
    for at in 1..tokens.len() {
        let says = tokens
            .get(at)
            .is_some_and(|verb| verb.class.any(Class::SAY) && verb.class.any(Class::FINITE));
        let Some(first) =
            tokens.get_mut(at - 1).filter(|first| says && first.class.any(Class::ING))
        else {
            continue;
        };
        let word = first.span.of(text);
        if word.starts_with(char::is_uppercase) && !word.ends_with("thing") {
            first.class = first.class.without(VERBAL).with(Class::NAME).with(Class::NOUN);
        }
    }
}

/// Behind so many characters that close, no stop is looked for: a quotation of many paragraphs is asked in each of them.
const MOST_CLOSING: usize = 256;

/// Whether quoted words end with a full stop, a question or an exclamation.
pub(super) fn ends_sentence(words: &str) -> bool {
    let closes = |c: &char| c.is_whitespace() || "\"'’”)]".contains(*c);
    let last = words.chars().rev().take(MOST_CLOSING).find(|c| !closes(c));
    matches!(last, Some('.' | '?' | '!' | '…'))
}

struct Lexer<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// Whether the next word begins a sentence.
    fresh: bool,
}

impl Lexer<'_> {
    fn run(&mut self, from: usize, to: usize) {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < to {
            let Some(&byte) = bytes.get(at) else { return };
            at = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => self.word(at, to),
                b' ' | b'\n' | b'\t' | b'\r' | b'\x0b' | b'\x0c' => at + 1,
                0..=0x7F => self.punctuation(byte, at, to),
                _ => self.other(at, to),
            };
        }
    }

    fn push(&mut self, start: usize, end: usize, shape: Shape) -> usize {
        self.tokens.push(Token { span: Span::new(start, end), shape, class: Class::default() });
        end
    }

    fn punctuation(&mut self, byte: u8, at: usize, to: usize) -> usize {
        let bytes = self.text.as_bytes();
        let run = || {
            let rest = bytes.get(at..to).unwrap_or_default();
            rest.iter().take_while(|b| **b == byte).count().max(1)
        };
        match byte {
            b',' => self.push(at, at + 1, Shape::Comma),
            b'.' | b'?' | b'!' => {
                self.fresh = true;
                self.push(at, at + run(), Shape::Stop)
            }
            b':' => {
                self.fresh = true;
                self.push(at, at + 1, Shape::Colon)
            }
            b';' => self.push(at, at + 1, Shape::Semicolon),
            b'-' => self.push(at, at + run(), Shape::Dash),
            b'(' | b'[' => self.push(at, at + 1, Shape::Open),
            b')' | b']' => self.push(at, at + 1, Shape::Close),
            // An apostrophe after a plural makes a possessive; quotation marks that are none say nothing.
            b'\'' => {
                self.possess(at);
                at + 1
            }
            b'"' | b'`' => at + 1,
            _ => self.push(at, at + 1, Shape::Other),
        }
    }

    fn possess(&mut self, at: usize) {
        if let Some(last) = self.tokens.last_mut()
            && last.span.end == at
            && last.span.of(self.text).ends_with('s')
        {
            last.class = last.class.with(Class::POSSESSIVE);
        }
    }

    /// A character beyond ASCII.
    fn other(&mut self, at: usize, to: usize) -> usize {
        let Some(c) = self.text.get(at..to).and_then(|t| t.chars().next()) else { return at + 1 };
        let end = at + c.len_utf8();
        match c {
            _ if c.is_alphanumeric() => self.word(at, to),
            '—' | '–' | '―' => self.push(at, end, Shape::Dash),
            '…' => {
                self.fresh = true;
                self.push(at, end, Shape::Stop)
            }
            '’' => {
                self.possess(at);
                end
            }
            '“' | '”' | '„' | '‟' | '‘' | '‚' | '«' | '»' | '‹' | '›' | '「' | '」' | '『'
            | '』' => end,
            _ if c.is_whitespace() || c.is_control() || c == '\u{200B}' || c == '\u{FEFF}' => end,
            _ => self.push(at, end, Shape::Other),
        }
    }

    fn word(&mut self, start: usize, to: usize) -> usize {
        let plain = self.plain_end(start, to);
        let end = plain.unwrap_or_else(|| self.word_end(start, to));
        let whole = self.text.get(start..end).unwrap_or_default();
        let class = match plain {
            Some(_) => self.named(base(whole), whole),
            None => self.class(whole),
        };
        self.fresh = false;
        self.tokens.push(Token { span: Span::new(start, end), shape: Shape::Word, class });
        end
    }

    /// The end of a word that is nothing but ASCII letters and digits, as most words are; `None` for any other.
    fn plain_end(&self, start: usize, to: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(start..to)?;
        let letters = letters(rest, 0);
        let goes_on =
            |b: &u8| !b.is_ascii() || matches!(b, b'-' | b'&' | b'\'' | b'_' | b',' | b'.');
        (letters > 0 && !rest.get(letters).is_some_and(goes_on)).then_some(start + letters)
    }

    fn word_end(&self, start: usize, to: usize) -> usize {
        let bytes = self.text.as_bytes();
        let letter = |at: usize| {
            at < to && bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC3)
        };
        let mut at = start;
        while at < to {
            let Some(&byte) = bytes.get(at) else { break };
            let next = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => at + 1,
                b'-' | b'&' | b'\'' | b'_' if letter(at + 1) => at + 1,
                b',' if self.digit(at.wrapping_sub(1)) && self.digit(at + 1) => at + 1,
                b'.' if self.keeps_stop(start, at, to) => at + 1,
                0..=0x7F => break,
                _ => match self.text.get(at..to).and_then(|t| t.chars().next()) {
                    Some(c) if c.is_alphanumeric() => at + c.len_utf8(),
                    Some(c @ ('’' | '\u{2011}')) if letter(at + 3) => at + c.len_utf8(),
                    Some('\u{AD}') => at + 2,
                    _ => break,
                },
            };
            at = next;
        }
        at.max(start + 1)
    }

    fn digit(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    /// Whether the full stop at `at` belongs to the word that began at `start`.
    fn keeps_stop(&self, start: usize, at: usize, to: usize) -> bool {
        let word = self.text.get(start..at).unwrap_or_default();
        let next_is_letter =
            at + 1 < to && self.text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
        if next_is_letter {
            return true;
        }
        let initial = word.len() == 1
            && word.as_bytes().first().is_some_and(|b| b.is_ascii_uppercase() && *b != b'I');
        let dotted = word.len() < 8
            && word.contains('.')
            && word.bytes().all(|b| b == b'.' || b.is_ascii_alphabetic())
            && word.split('.').all(|part| part.len() <= 2);
        let initial = initial
            || word == "I"
                && sentence::is_initial(
                    self.text.get(..at).unwrap_or_default(),
                    self.text.get(at + 1..to).unwrap_or_default(),
                );
        // “Mitch Grey, R-Ky., said”
        let last = word.rsplit('-').next().unwrap_or(word);
        initial || dotted || abbreviation(last, &KEEPING_STOP)
    }

    fn class(&self, word: &str) -> Class {
        // With a stop it is an initial, or it would be without.
        if word == "I." {
            return Class::NAME.with(Class::NOUN).with(Class::CAPITAL);
        }
        // The first byte of “’” begins few other characters of a word.
        let mark = word.bytes().any(|b| matches!(b, b'\'' | 0xE2));
        // The last of several: “O’Dell’s” is O’Dell's.
        let cut = if mark { word.rfind(['\'', '’']) } else { None };
        let (base, tail) = match cut {
            Some(cut) => (
                word.get(..cut).unwrap_or(word),
                word.get(cut..).unwrap_or_default().trim_start_matches(['\'', '’']),
            ),
            None => (word, ""),
        };
        let mut class = self::base(base);
        match tail {
            "" => {}
            "s" | "S"
                if class.any(Class::SUBJECT_PRONOUN.with(Class::RELATIVE).with(Class::ADVERB))
                    || base == "that" =>
            {
                class = class.with(Class::CONTRACTED);
            }
            "s" | "S" => class = class.with(Class::POSSESSIVE),
            "t" => class = Class::AUXILIARY.with(Class::FINITE).with(Class::VERB),
            "d" | "ll" | "re" | "ve" | "m" => class = class.with(Class::CONTRACTED),
            _ => {}
        }
        self.named(class, word)
    }

    /// Capitalised words are names unless they are function words; at the start of a sentence, unless they are known.
    fn named(&self, class: Class, word: &str) -> Class {
        if !class.any(Class::CAPITAL) {
            return class;
        }
        const FUNCTION: Class = Class::SUBJECT_PRONOUN
            .with(Class::OBJECT_PRONOUN)
            .with(Class::DETERMINER)
            .with(Class::PREPOSITION)
            .with(Class::COORDINATOR)
            .with(Class::SUBORDINATOR)
            .with(Class::RELATIVE);
        const VERBAL: Class = Class::VERB
            .with(Class::CUE)
            .with(Class::SAY)
            .with(Class::FINITE)
            .with(Class::BASE)
            .with(Class::ING)
            .with(Class::PARTICIPLE)
            .with(Class::ADVERB)
            .with(Class::UTTERANCE);
        if class.any(FUNCTION)
            && !(word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase()) && !self.fresh)
        {
            return class;
        }
        if class.any(Class::AUXILIARY) && !self.fresh {
            return Class::NAME.with(Class::NOUN).with(Class::CAPITAL);
        }
        let bare = class.without(VERBAL);
        if self.fresh {
            let unknown = bare == Class::NOUN.with(Class::CAPITAL) && !class.any(VERBAL);
            let by_ending = class.any(VERBAL)
                && !class.any(Class::CUE)
                && !class.any(Class::ADVERB)
                && !class.any(Class::ING);
            if unknown || (by_ending && class.any(Class::NOUN)) {
                return class.with(Class::NAME);
            }
            return class;
        }
        bare.without(FUNCTION).with(Class::NAME).with(Class::NOUN)
    }
}

/// The classes of a word without its ending behind an apostrophe.
fn base(word: &str) -> Class {
    let class = lexicon::class(word);
    let noun = class.any(Class::NUMBER) || class.is_empty();
    if noun { class.with(Class::NOUN) } else { class }
}

fn abbreviation(word: &str, list: &Keys) -> bool {
    ascii_key(word).is_some_and(|key| list.contains(&key))
}

/// A sentence has at most so many tokens, a quotation being one: what goes on longer is a list, or made to take long, and
/// each quotation is weighed against its whole sentence.
const LONGEST_SENTENCE: usize = 400;

/// The reporter's sentences: ranges of tokens. A quotation is one token, however many sentences it holds.
pub(super) fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (i, token) in tokens.iter().enumerate() {
        let ends = match token.shape {
            Shape::Stop => ends_at_stop(tokens.get(i + 1)),
            Shape::Quote(_) => ends_at_quote(text, token, tokens.get(i + 1..).unwrap_or_default()),
            Shape::Word => ends_at_abbreviation(text, token, tokens.get(i + 1)),
            _ => false,
        };
        if ends || i + 1 - start >= LONGEST_SENTENCE {
            found.push(start..i + 1);
            start = i + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn ends_at_stop(next: Option<&Token>) -> bool {
    next.is_none_or(|n| match n.shape {
        Shape::Word => n.is(Class::CAPITAL.with(Class::NUMBER)),
        Shape::Comma | Shape::Semicolon | Shape::Colon | Shape::Close | Shape::Stop => false,
        _ => true,
    })
}

fn ends_at_abbreviation(text: &str, token: &Token, next: Option<&Token>) -> bool {
    let stop = token.span.end.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    if stop != Some(&b'.') {
        return false;
    }
    let word = token.span.of(text);
    let Some(stem) = word.strip_suffix('.') else { return false };
    if stem.len() == 1 || abbreviation(stem, &GOING_ON) {
        return false;
    }
    // “in the U.S. The…”: only a capitalised word that is no name begins a sentence.
    next.is_some_and(|n| match n.shape {
        Shape::Word => {
            n.is(Class::CAPITAL) && !n.is(Class::NAME.with(Class::HONORIFIC).with(Class::TIME))
        }
        Shape::Quote(_) => true,
        _ => false,
    })
}

/// A quotation that ends with a full stop ends the reporter's sentence, unless his own words go on.
fn ends_at_quote(text: &str, token: &Token, after: &[Token]) -> bool {
    let words = token
        .span
        .of(text)
        .trim_end_matches(['"', '”', '“', '’', '‘', '\'', ' ', '»', '«', '›', '‹', '」', '』']);
    let Some(next) = after.first() else { return true };
    if !ends_sentence(words) {
        return false;
    }
    match next.shape {
        Shape::Quote(_) => true,
        Shape::Word if next.is(Class::CAPITAL) => {
            // “Why?” Mr. Grey asked. “Fine.” Grey said.
            let clause = after.iter().take(7).take_while(|t| t.shape == Shape::Word);
            let ends = |at: usize| {
                let next = after.get(at + 1);
                next.is_none_or(|t| matches!(t.shape, Shape::Stop | Shape::Quote(_)))
            };
            let cue = clause.clone().enumerate().position(|(i, t)| {
                t.is(Class::SAY) && t.is(Class::FINITE) || t.is(Class::CUE) && ends(i)
            });
            let named = clause.take(cue.unwrap_or(0)).all(|t| {
                t.is(Class::NAME
                    .with(Class::HONORIFIC)
                    .with(Class::SUBJECT_PRONOUN)
                    .with(Class::DETERMINER)
                    .with(Class::NOUN))
            });
            let full_stop = words.ends_with('.');
            let short = cue.is_some_and(ends);
            !(cue.is_some_and(|c| c > 0) && named && (!full_stop || short))
        }
        Shape::Open | Shape::Dash => {
            // “….” — Lin Hao; “….” (Lin, 2013)
            let named = after.get(1).is_some_and(|t| {
                t.is(Class::NAME.with(Class::HONORIFIC).with(Class::PERSON).with(Class::DETERMINER))
            });
            words.ends_with('.') && !named
        }
        Shape::Other => words.ends_with('.'),
        Shape::Stop => false,
        _ => false,
    }
}
