//! The kinds of tokens that the fitted trees tell apart beside a quotation or a subject.

use super::group;
use super::phrase::Sentence;
use super::tokens::Shape;
use crate::prose::word::lexicon::Class;

/// What a token is to the trees. The numbers are those that the trees were fitted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum TokenKind {
    /// Beyond the sentence, or a sign of no interest.
    Nothing = 0,
    Comma = 1,
    /// A colon or a semicolon.
    Colon = 2,
    Stop = 3,
    /// A dash or a bracket.
    Dash = 4,
    Quotation = 5,
    The = 6,
    A = 7,
    /// `his`, `our`
    PossessivePronoun = 8,
    Its = 9,
    That = 10,
    Determiner = 11,
    /// A word with a possessive ending.
    Possessive = 12,
    As = 13,
    Of = 14,
    To = 15,
    Preposition = 16,
    Coordinator = 17,
    /// `because`, `who`
    Subordinator = 18,
    Be = 19,
    Auxiliary = 20,
    /// A verb of saying.
    Say = 21,
    /// A word that introduces a name or a term: `called`, `slogan`.
    Naming = 22,
    /// Another verb that reports.
    Cue = 23,
    Verb = 24,
    Adverb = 25,
    Pronoun = 26,
    Name = 27,
    /// A noun for a work that has a title.
    Work = 28,
    /// A noun for words.
    Utterance = 29,
    Noun = 30,
    /// A number or a time.
    Number = 31,
}

impl TokenKind {
    /// The kind of a token of the sentence.
    pub(super) fn at(sentence: &Sentence<'_>, at: Option<usize>) -> Self {
        let Some(token) = at.and_then(|at| sentence.token(at)) else { return Self::Nothing };
        match token.shape {
            Shape::Comma => Self::Comma,
            Shape::Colon | Shape::Semicolon => Self::Colon,
            Shape::Stop => Self::Stop,
            Shape::Dash | Shape::Open | Shape::Close => Self::Dash,
            Shape::Quote(_) => Self::Quotation,
            Shape::Other => Self::Nothing,
            Shape::Word => Self::of_word(token.span.of(sentence.text), token.class),
        }
    }

    /// The kind of a word of these classes.
    pub(super) fn of_word(word: &str, class: Class) -> Self {
        const BY_CLASS: &[(Class, TokenKind)] = &[
            (Class::POSSESSIVE, TokenKind::Possessive),
            (Class::SUBJECT_PRONOUN.with(Class::OBJECT_PRONOUN), TokenKind::Pronoun),
            (Class::DETERMINER, TokenKind::Determiner),
            (Class::BE, TokenKind::Be),
            (Class::AUXILIARY, TokenKind::Auxiliary),
            (Class::COORDINATOR, TokenKind::Coordinator),
            (Class::PREPOSITION, TokenKind::Preposition),
            (Class::SUBORDINATOR.with(Class::RELATIVE), TokenKind::Subordinator),
            (Class::SAY, TokenKind::Say),
            (Class::CUE, TokenKind::Cue),
            (Class::VERB, TokenKind::Verb),
            (Class::ADVERB, TokenKind::Adverb),
            (Class::WORK, TokenKind::Work),
            (Class::UTTERANCE, TokenKind::Utterance),
            (Class::NUMBER.with(Class::TIME), TokenKind::Number),
        ];
        if class.any(Class::NAME) {
            return if class.any(Class::POSSESSIVE) { Self::Possessive } else { Self::Name };
        }
        if group::groups(word).naming {
            return Self::Naming;
        }
        match word {
            "the" | "The" => Self::The,
            "a" | "an" | "A" | "An" => Self::A,
            "his" | "her" | "their" | "my" | "our" | "your" => Self::PossessivePronoun,
            "its" => Self::Its,
            "that" | "That" => Self::That,
            "as" => Self::As,
            "of" => Self::Of,
            "to" => Self::To,
            _ => BY_CLASS.iter().find(|(c, _)| class.any(*c)).map_or(Self::Noun, |(_, kind)| *kind),
        }
    }
}
