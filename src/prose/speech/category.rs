//! Categories that the fitted trees tell apart beside a quotation or subject: kinds of tokens, and groups of words that
//! report alike or name similar things.
//!
//! The groups are closed lists, written by grammar: which verbs take words, names or terms as their object, and which
//! nouns appear beside a title, a label or a slogan.

use super::phrase::Sentence;
use super::token::TokenKind;
use crate::prose::data;
use crate::prose::word::class::Class;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a token is to the trees. The numbers are those the trees were fitted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Category {
    /// Beyond the sentence, or an irrelevant sign.
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
    /// A noun for a work with a title.
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
        if groups(word).naming {
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

/// The groups of verbs that report alike, by their names in the table. Their positions, from 1, are the numbers the
/// trees were fitted with.
const VERBS: &str = "say tell continue write ask describe name be have think read bear shout according-to words-of use argue promise \
    accuse make quote refer mean declare give suggest go joke";
/// The groups of other verbs, by their ending.
const OTHER_PAST: u8 = 29;
const OTHER_ING: u8 = 30;

/// The kinds of things that a word beside a quotation names, likewise: works and their authors, plans and rules, levels
/// and labels, stories, things that bear words, utterances, chants, names and terms, people.
const THINGS: &str = "work plan level story bearer remark chant term people";

/// The groups of a word; 0 for none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Groups {
    /// Its group of verbs.
    pub verb: u8,
    /// Its group of things.
    pub thing: u8,
    /// Whether it introduces a name.
    pub naming: bool,
}

static GROUPS: LazyLock<FxHashMap<&'static str, Groups>> = LazyLock::new(|| {
    let number = |names: &str, name: &str| {
        names.split_ascii_whitespace().position(|n| n == name).map_or(0, |at| at as u8 + 1)
    };
    let groups = |[word, verb, thing, naming]: [&'static str; 4]| {
        let (verb, thing) = (number(VERBS, verb), number(THINGS, thing));
        (word, Groups { verb, thing, naming: naming == "naming" })
    };
    data::rows(include_str!("../data/word-groups.tsv")).map(groups).collect()
});

/// The groups of a word in lower case.
pub(super) fn groups(word: &str) -> Groups {
    GROUPS.get(word).copied().unwrap_or_default()
}

/// The group of a cue's verb.
pub(super) fn verb(word: &str) -> u8 {
    match groups(word).verb {
        0 if word.ends_with("ed") => OTHER_PAST,
        0 if word.ends_with("ing") => OTHER_ING,
        group => group,
    }
}

/// The ending of a word: what an unlisted one may be.
pub(super) fn ending(words: &str) -> usize {
    static ENDINGS: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
        let rows = data::rows(include_str!("../data/endings.tsv"));
        rows.filter_map(|[ending, kind]| Some((ending, kind.parse().ok()?))).collect()
    });
    let tail = |letters: usize| words.get(words.len().checked_sub(letters)?..);
    let mut tails = (1..=4).rev().filter_map(tail);
    tails.find_map(|tail| ENDINGS.get(tail).copied()).unwrap_or_default()
}
