//! The kinds of tokens that the fitted trees tell apart beside a quotation or a subject.

use super::group;
use super::phrase::Sentence;
use super::token::TokenKind;
use crate::prose::word::class::Class;

/// What a token is to the trees. The numbers are those that the trees were fitted on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Category {
    /// Beyond the sentence, or a sign of no interest.
    #[default]
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

impl Category {
    /// The kind of a token of the sentence.
    pub(super) fn at(sentence: &Sentence<'_>, at: Option<usize>) -> Self {
        let Some(token) = at.and_then(|at| sentence.token(at)) else { return Self::Nothing };
        match token.kind {
            TokenKind::Comma => Self::Comma,
            TokenKind::Colon | TokenKind::Semicolon => Self::Colon,
            TokenKind::Stop => Self::Stop,
            TokenKind::Dash | TokenKind::Open | TokenKind::Close => Self::Dash,
            TokenKind::Quote(_) => Self::Quotation,
            TokenKind::Other => Self::Nothing,
            TokenKind::Word => Self::of_word(token.span.of(sentence.text), token.class),
        }
    }

    /// The kind of a word of these classes.
    pub(super) fn of_word(word: &str, class: Class) -> Self {
        const BY_CLASS: &[(Class, Category)] = &[
            (Class::POSSESSIVE, Category::Possessive),
            (Class::SUBJECT_PRONOUN.union(Class::OBJECT_PRONOUN), Category::Pronoun),
            (Class::DETERMINER, Category::Determiner),
            (Class::BE, Category::Be),
            (Class::AUXILIARY, Category::Auxiliary),
            (Class::COORDINATOR, Category::Coordinator),
            (Class::PREPOSITION, Category::Preposition),
            (Class::SUBORDINATOR.union(Class::RELATIVE), Category::Subordinator),
            (Class::SAY, Category::Say),
            (Class::CUE, Category::Cue),
            (Class::VERB, Category::Verb),
            (Class::ADVERB, Category::Adverb),
            (Class::WORK, Category::Work),
            (Class::UTTERANCE, Category::Utterance),
            (Class::NUMBER.union(Class::TIME), Category::Number),
        ];
        if class.intersects(Class::NAME) {
            return if class.intersects(Class::POSSESSIVE) { Self::Possessive } else { Self::Name };
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
            _ => BY_CLASS
                .iter()
                .find(|(c, _)| class.intersects(*c))
                .map_or(Self::Noun, |(_, kind)| *kind),
        }
    }
}
