//! What is read about names: where they are and what they name, and words that mean a person without a name.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What a name names: the kind of actor.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// A human being.
    #[default]
    Person,
    /// A company, party, ministry, newspaper, committee.
    Organisation,
    /// A state with its government, under its name, demonym, capital or seat of power.
    State,
    /// A place that does not act.
    Place,
    /// A people, a faith, a following (“Muslims”): named together, without a single voice.
    People,
}

impl NameKind {
    const ALL: [Self; 5] =
        [Self::Person, Self::Organisation, Self::State, Self::Place, Self::People];

    /// The kind in one word, as in the actors file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Place => "place",
            Self::People => "people",
        }
    }

    /// The kind for a word.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = if word == "organization" { "organisation" } else { word };
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A place where a text names a person or thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, without title or possessive.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// The words of the name, for comparison: lower case, without accents or stops.
    pub words: Vec<String>,
    /// Whether an honorific or office precedes it: “Mr.”, “President”.
    pub titled: bool,
    /// Offices the text states beside the name, word for word.
    pub roles: Vec<Span>,
    /// For a capital: whether it acts in its sentence, as a state does: “Beijing wants”.
    pub acts: bool,
    /// How clear the evidence for the kind is; below [`Name::CLEAR`], the rest of the corpus may decide.
    pub weight: u8,
    /// The letters introduced for it in parentheses: “(UNHCR)”.
    pub acronym: Option<Span>,
}

impl Name {
    /// A weight that no other document overrules.
    pub const CLEAR: u8 = 4;
}

/// Words that mean a person named elsewhere in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The words, without the article.
    pub span: Span,
    /// What they describe.
    pub says: Says,
}

/// What a description says about the person it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// The present or past holder of an office.
    Office {
        /// The words of the office, in lower case.
        office: Vec<String>,
        /// Whether “former” precedes it.
        past: bool,
    },
    /// The first of two just named: “the former”.
    First,
    /// The second of two just named: “the latter”.
    Second,
    /// The state with this name: “the North” beside “the South”.
    Half(&'static str),
    /// The state that the text is about: “our Nation”.
    Land,
}
