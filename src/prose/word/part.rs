//! A part of a word, the smallest unit of reading, and what separates it from the part before.

use super::class::{Class, Shape};
use crate::text::Span;

/// A word, or the part of one between the signs that join it: `well` and `known`, the `O’Dell` of `O’Dell’s`, `U.S.`
#[derive(Clone, Copy, Debug)]
pub(in crate::prose) struct Part {
    /// Bytes of the text, without a possessive.
    pub(in crate::prose) span: Span,
    /// Its lower-case letters, hashed.
    pub(in crate::prose) key: u64,
    /// Its classes by the tables.
    pub(in crate::prose) class: Class,
    /// Its shape.
    pub(in crate::prose) shape: Shape,
    /// Whether it consists of lower-case ASCII letters after the first, like most.
    pub(in crate::prose) plain: bool,
    /// What precedes it.
    pub(in crate::prose) gap: Gap,
    /// Whether its capital is required: at the start of a sentence or quotation, or in a title.
    pub(in crate::prose) weak: bool,
}

impl Part {
    /// Whether it begins with a capital.
    pub(in crate::prose) fn capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals)
    }

    /// Whether it may be any of these.
    pub(in crate::prose) fn is(&self, any: Class) -> bool {
        self.class.intersects(any)
    }

    /// What it may be in or beside a name.
    pub(in crate::prose) fn in_name(&self) -> Class {
        self.class & Class::OF_NAMES
    }
}

/// What separates a part of a word from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum Gap {
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

impl Gap {
    /// The kind of gap that `between` is, after the part `last`.
    pub(super) fn of(between: &str, last: &Part, text: &str) -> Self {
        let has = |signs: &[char]| between.contains(signs);
        match between {
            " " => Self::Space,
            "-" | "‑" | "‐" => Self::Hyphen,
            ", " => Self::Comma,
            "'s " | "’s " | "' " | "’ " => Self::Possessive,
            " & " | "&" => Self::And,
            // A line is a paragraph in typical sources; hard-wrapped prose loses the few names it breaks.
            _ if has(&['\n', '!', '?', '…', '•', '·', '|']) => Self::Sentence,
            _ if has(&['.']) => {
                let one_letter = last.span.of(text).chars().count() == 1;
                let abbreviated =
                    one_letter && last.shape != Shape::Number || last.is(Class::ABBREVIATION);
                let only = between.strip_prefix('.').is_some_and(|rest| rest.trim().is_empty());
                if abbreviated && only { Self::Stop } else { Self::Sentence }
            }
            _ if has(&['“', '”', '"', '«', '»', '„', '‘']) || between.ends_with('\'') => {
                Self::Quote
            }
            _ if has(&['(', '[']) => Self::Open,
            _ if has(&[')', ']']) => Self::Close,
            _ if between.starts_with("'s") || between.starts_with("’s") => Self::Possessive,
            _ if has(&[',']) => Self::Comma,
            _ if has(&[':']) => Self::Sentence,
            _ if between.trim().is_empty() => Self::Space,
            _ => Self::Other,
        }
    }
}
