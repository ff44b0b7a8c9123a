//! Cuts text into words and punctuation, with each quotation as one token.

use crate::prose::quote::stretch::Stretch;
use crate::prose::word::{Class, WholeWord, Words, lexicon};
use crate::text::Span;
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
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
    pub kind: TokenKind,
    /// For a word, its classes.
    pub class: Class,
}

impl Token {
    /// Whether it is a word with one of these classes.
    pub(super) fn is(&self, class: Class) -> bool {
        self.class.intersects(class)
    }

    /// Whether it is a quotation.
    pub(super) fn is_quotation(&self) -> bool {
        matches!(self.kind, TokenKind::Quote(_))
    }
}

/// The tokens of `span`. Each of `quotes`, with its index and in order, becomes one token.
pub(super) fn lex(
    text: &str,
    words: &Words,
    span: Span,
    quotes: &[(usize, Stretch)],
) -> Vec<Token> {
    let tokens = Vec::with_capacity(span.len() / 5);
    let mut lexer = Lexer { text, words, begins: span.start, tokens, fresh: true };
    let mut at = span.start;
    for (index, stretch) in quotes {
        let inside = Span::new(stretch.span.start.max(span.start), stretch.span.end.min(span.end));
        if inside.start < at || inside.is_empty() {
            continue;
        }
        lexer.run(at, inside.start);
        at = lexer.push(inside.start, inside.end, TokenKind::Quote(*index));
        lexer.fresh = ends_sentence(stretch.words.of(text));
    }
    lexer.run(at, span.end);
    name_speakers_in_ing(text, &mut lexer.tokens);
    lexer.tokens
}

/// A word at the start of a sentence that looks like a participle, before a reporting verb, is a name: “Manning says that
/// “…””.
fn name_speakers_in_ing(text: &str, tokens: &mut [Token]) {
    const VERBAL: Class =
        Class::VERB.union(Class::ING).union(Class::BASE).union(Class::PARTICIPLE).union(Class::CUE);
    for at in 1..tokens.len() {
        let says = tokens.get(at).is_some_and(|verb| {
            verb.class.intersects(Class::SAY) && verb.class.intersects(Class::FINITE)
        });
        let Some(first) =
            tokens.get_mut(at - 1).filter(|first| says && first.class.intersects(Class::ING))
        else {
            continue;
        };
        let word = first.span.of(text);
        if word.starts_with(char::is_uppercase) && !word.ends_with("thing") {
            first.class = first.class.difference(VERBAL).union(Class::NAME).union(Class::NOUN);
        }
    }
}

/// Whether one of these tokens is a quotation.
pub(super) fn has_quotation(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| t.is_quotation())
}

/// The most closing characters skipped in search of a full stop. Bounded because a quotation of many paragraphs is checked in
/// each of them.
const MOST_CLOSING: usize = 256;

/// Whether quoted words end with a full stop, a question or an exclamation mark.
pub(super) fn ends_sentence(words: &str) -> bool {
    let closes = |c: &char| c.is_whitespace() || "\"'’”)]".contains(*c);
    let last = words.chars().rev().take(MOST_CLOSING).find(|c| !closes(c));
    matches!(last, Some('.' | '?' | '!' | '…'))
}

struct Lexer<'t> {
    text: &'t str,
    words: &'t Words,
    /// The start of the text being read.
    begins: usize,
    tokens: Vec<Token>,
    /// Whether the next word begins a sentence.
    fresh: bool,
}

impl Lexer<'_> {
    fn run(&mut self, from: usize, to: usize) {
        let parts = self.words.within(self.text, Span::new(from, to));
        let (mut at, mut rest) = (from, &*parts);
        while let Some(word) = WholeWord::first(self.text, rest, Span::new(self.begins, to)) {
            if self.text.get(at..word.span.start) != Some(" ") {
                self.between(at, word.span.start);
            }
            at = self.word(&word);
            rest = rest.get(word.parts.len()..).unwrap_or_default();
        }
        self.between(at, to);
    }

    /// The marks between two words.
    fn between(&mut self, from: usize, to: usize) {
        let mut at = from;
        while let Some(c) = self.text.get(at..to).and_then(|rest| rest.chars().next()) {
            let end = at + c.len_utf8();
            at = match c {
                ' ' | '"' | '`' | '“' | '”' | '„' | '‟' | '‘' | '‚' | '«' | '»' | '‹' | '›'
                | '「' | '」' | '『' | '』' | '\u{AD}' | '\u{200B}' | '\u{FEFF}' => end,
                _ if c.is_whitespace() || c.is_control() => end,
                ',' => self.push(at, end, TokenKind::Comma),
                '.' | '?' | '!' => self.push(at, self.run_end(at, to), TokenKind::Stop),
                '…' => self.push(at, end, TokenKind::Stop),
                ':' => self.push(at, end, TokenKind::Colon),
                ';' => self.push(at, end, TokenKind::Semicolon),
                '-' => self.push(at, self.run_end(at, to), TokenKind::Dash),
                '—' | '–' | '―' => self.push(at, end, TokenKind::Dash),
                '(' | '[' => self.push(at, end, TokenKind::Open),
                ')' | ']' => self.push(at, end, TokenKind::Close),
                '\'' | '’' => {
                    self.possess(at);
                    end
                }
                _ => self.push(at, end, TokenKind::Other),
            };
        }
    }

    /// The end of the run of one sign from `at` on.
    fn run_end(&self, at: usize, to: usize) -> usize {
        let bytes = self.text.as_bytes().get(at..to).unwrap_or_default();
        at + bytes.iter().take_while(|byte| bytes.first() == Some(byte)).count()
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.fresh |= matches!(kind, TokenKind::Stop | TokenKind::Colon);
        self.tokens.push(Token { span: Span::new(start, end), kind, class: Class::empty() });
        end
    }

    /// An apostrophe after a plural makes a possessive; unpaired quotation marks mean nothing.
    fn possess(&mut self, at: usize) {
        if let Some(last) = self.tokens.last_mut()
            && last.span.end == at
            && last.span.of(self.text).ends_with('s')
        {
            last.class = last.class.union(Class::POSSESSIVE);
        }
    }

    fn word(&mut self, word: &WholeWord<'_>) -> usize {
        let class = self.class(word);
        self.fresh = false;
        self.tokens.push(Token { span: word.span, kind: TokenKind::Word, class });
        word.span.end
    }

    fn class(&self, whole: &WholeWord<'_>) -> Class {
        let word = whole.span.of(self.text);
        if let Some(part) = whole.plain() {
            return self.named(noun(lexicon::of_listed(part.class, word)), word);
        }
        // “I.” is an initial.
        if word == "I." {
            return Class::NAME | Class::NOUN | Class::CAPITAL;
        }
        // The last apostrophe counts: “O’Dell’s” is the possessive of “O’Dell”.
        let (base, tail) = word.rsplit_once(['\'', '’']).unwrap_or((word, ""));
        let mut class = noun(lexicon::class_in_sentence(base));
        match tail {
            "" => {}
            "s" | "S"
                if class.intersects(Class::SUBJECT_PRONOUN | Class::RELATIVE | Class::ADVERB)
                    || base == "that" =>
            {
                class = class.union(Class::CONTRACTED);
            }
            "s" | "S" => class = class.union(Class::POSSESSIVE),
            "t" => class = Class::AUXILIARY | Class::FINITE | Class::VERB,
            "d" | "ll" | "re" | "ve" | "m" => class = class.union(Class::CONTRACTED),
            _ => {}
        }
        self.named(class, word)
    }

    /// Capitalised words are names unless they are function words; at the start of a sentence, unless they are known
    /// words.
    fn named(&self, class: Class, word: &str) -> Class {
        if !class.intersects(Class::CAPITAL) {
            return class;
        }
        const FUNCTION: Class = Class::SUBJECT_PRONOUN
            .union(Class::OBJECT_PRONOUN)
            .union(Class::DETERMINER)
            .union(Class::PREPOSITION)
            .union(Class::COORDINATOR)
            .union(Class::SUBORDINATOR)
            .union(Class::RELATIVE);
        const VERBAL: Class = Class::VERB
            .union(Class::CUE)
            .union(Class::SAY)
            .union(Class::FINITE)
            .union(Class::BASE)
            .union(Class::ING)
            .union(Class::PARTICIPLE)
            .union(Class::ADVERB)
            .union(Class::UTTERANCE);
        if class.intersects(FUNCTION)
            && !(word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase()) && !self.fresh)
        {
            return class;
        }
        if class.intersects(Class::AUXILIARY) && !self.fresh {
            return Class::NAME | Class::NOUN | Class::CAPITAL;
        }
        let bare = class.difference(VERBAL);
        if self.fresh {
            let unknown = bare == Class::NOUN | Class::CAPITAL && !class.intersects(VERBAL);
            let by_ending = class.intersects(VERBAL)
                && !class.intersects(Class::CUE)
                && !class.intersects(Class::ADVERB)
                && !class.intersects(Class::ING);
            if unknown || (by_ending && class.intersects(Class::NOUN)) {
                return class.union(Class::NAME);
            }
            return class;
        }
        bare.difference(FUNCTION).union(Class::NAME).union(Class::NOUN)
    }
}

/// The classes of a word; an unknown word is a noun.
fn noun(class: Class) -> Class {
    let noun = class.intersects(Class::NUMBER) || class.is_empty();
    if noun { class.union(Class::NOUN) } else { class }
}

/// The most tokens of a sentence. A longer one is a list, or crafted to be slow: each quotation is compared with its whole
/// sentence.
const LONGEST_SENTENCE: usize = 400;

/// The reporter's sentences: ranges of tokens. A quotation is one token, however many sentences it contains.
pub(super) fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (i, token) in tokens.iter().enumerate() {
        let ends = match token.kind {
            TokenKind::Stop => ends_at_stop(tokens.get(i + 1)),
            TokenKind::Quote(_) => {
                ends_at_quote(text, token, tokens.get(i + 1..).unwrap_or_default())
            }
            TokenKind::Word => ends_at_abbreviation(text, token, tokens.get(i + 1)),
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
    next.is_none_or(|n| match n.kind {
        TokenKind::Word => n.is(Class::CAPITAL | Class::NUMBER),
        TokenKind::Comma
        | TokenKind::Semicolon
        | TokenKind::Colon
        | TokenKind::Close
        | TokenKind::Stop => false,
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
    if stem.len() == 1 || lexicon::leads_on(stem) {
        return false;
    }
    // “in the U.S. The…”: only a capitalised word that is not a name begins a sentence.
    next.is_some_and(|n| match n.kind {
        TokenKind::Word => n.is(Class::CAPITAL) && !n.is(Class::NAME | Class::TITLE | Class::TIME),
        TokenKind::Quote(_) => true,
        _ => false,
    })
}

/// A quotation that ends with a full stop ends the reporter's sentence, unless the reporter's words continue.
fn ends_at_quote(text: &str, token: &Token, after: &[Token]) -> bool {
    let words = token
        .span
        .of(text)
        .trim_end_matches(['"', '”', '“', '’', '‘', '\'', ' ', '»', '«', '›', '‹', '」', '』']);
    let Some(next) = after.first() else { return true };
    if !ends_sentence(words) {
        return false;
    }
    match next.kind {
        TokenKind::Quote(_) => true,
        TokenKind::Word if next.is(Class::CAPITAL) => {
            // “Why?” Mr. Grey asked. “Fine.” Grey said.
            let clause = after.iter().take(7).take_while(|t| t.kind == TokenKind::Word);
            let ends = |at: usize| {
                let next = after.get(at + 1);
                next.is_none_or(|t| matches!(t.kind, TokenKind::Stop | TokenKind::Quote(_)))
            };
            let cue = clause.clone().enumerate().position(|(i, t)| {
                t.is(Class::SAY) && t.is(Class::FINITE) || t.is(Class::CUE) && ends(i)
            });
            let named = clause.take(cue.unwrap_or(0)).all(|t| {
                t.is(Class::NAME
                    | Class::TITLE
                    | Class::SUBJECT_PRONOUN
                    | Class::DETERMINER
                    | Class::NOUN)
            });
            let full_stop = words.ends_with('.');
            let short = cue.is_some_and(ends);
            !(cue.is_some_and(|c| c > 0) && named && (!full_stop || short))
        }
        TokenKind::Open | TokenKind::Dash => {
            // “….” — Lin Hao; “….” (Lin, 2013)
            let named = after.get(1).is_some_and(|t| {
                t.is(Class::NAME | Class::TITLE | Class::PERSON | Class::DETERMINER)
            });
            words.ends_with('.') && !named
        }
        TokenKind::Other => words.ends_with('.'),
        _ => false,
    }
}
