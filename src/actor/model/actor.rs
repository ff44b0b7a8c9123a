//! An actor: its number, its names, its kind, its offices, and the places that name it.

use crate::prose::{NameKind, PartialDate};
use crate::text::{Passage, Span};
use serde::{Deserialize, Serialize};

/// The number of an actor: stable across updates while any document names the actor, reused afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorIndex(pub u32);

/// A named person, organisation, state or place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// A stable id for programs: `yang-jiechi`.
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// The surface forms the corpus uses, most frequent first.
    pub aliases: Vec<Alias>,
    /// The first office that the user's file or a source states; [`super::Dossier::roles`] has them all.
    pub role: Option<String>,
}

/// A surface form of an actor's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// As written.
    pub text: String,
    /// How often it occurs in the corpus.
    pub count: usize,
    /// Why it names this actor.
    pub rule: LinkRule,
}

/// An office, word for word as a source states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// The words: “State Councilor”.
    pub text: String,
    /// Their place; `None` for a role from the user's actors file.
    pub place: Option<Passage>,
    /// The date of the source.
    pub date: Option<PartialDate>,
}

/// The rule that links a form of a name to its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkRule {
    /// The name itself.
    Exact,
    /// A name in the user's actors file.
    Known,
    /// The surname alone, or with a title: “Mr. Wang”.
    Surname,
    /// The given name alone: “Jinping”.
    GivenName,
    /// Letters introduced for the name.
    Acronym,
    /// A shorter form all of whose words are in the full name.
    Shortened,
    /// Initials for given names.
    Initials,
    /// The same name in another transliteration: “Sergei” and “Sergey”.
    Spelling,
    /// One letter off a known name in the same document.
    Misspelling,
    /// A state's other name: demonym, capital, seat of power.
    Metonym,
    /// The office that one person of the document holds: “the President”.
    Office,
    /// “the latter” and “the former”, of the only two just named.
    Latter,
    /// The name inside a longer one: “Kavita Rao” in “Kavita Rao Foundation”.
    #[serde(rename = "borne")]
    Embedded,
    /// “our Nation”, for the state that the document is about.
    Land,
}

impl LinkRule {
    /// Whether the words describe the actor instead of naming it: no surer than a pronoun.
    pub fn describes(self) -> bool {
        matches!(self, Self::Office | Self::Latter | Self::Land)
    }
}

/// The most alternatives kept for an ambiguous form. A form with more says nothing about who is meant, and each place
/// that has it would hold the whole list.
pub(crate) const MOST_MEANT: usize = 256;

/// One place where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// The whole name as written, without title or possessive.
    pub span: Span,
    /// Who is meant.
    pub actor: ActorIndex,
    /// The rule that links it.
    pub rule: LinkRule,
    /// Others it could mean, at most 256. Empty unless the form is ambiguous.
    pub also: Vec<ActorIndex>,
}

/// The mention that names the speaker: the last that is not a state's, as in “Chinese minister Rao”, else the last of
/// all. A foundation's namesake does not speak for it. `mentions` are those of the text that `speaker` is a span of, in
/// order.
pub fn speaker_in(mentions: &[Mention], speaker: Span) -> Option<&Mention> {
    let first = mentions.partition_point(|m| m.span.end <= speaker.start);
    let near = || mentions.iter().skip(first).take_while(|m| m.span.start < speaker.end);
    let inside = || near().filter(|m| m.rule != LinkRule::Embedded);
    inside().filter(|m| m.rule != LinkRule::Metonym).last().or_else(|| inside().last())
}
