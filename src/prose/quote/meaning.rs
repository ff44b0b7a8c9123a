//! Whom a pronoun beside a quotation means, and why: what the reading keeps for who looks at it.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Why somebody is taken to be meant by a pronoun, and who else may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// What speaks for him.
    pub reason: Reason,
    /// Who may be meant as well, in doubt.
    pub other: Option<Span>,
}

/// What speaks for one whom a pronoun may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// He is a subject in the same sentence.
    SubjectHere,
    /// He is named in the same sentence.
    NamedHere,
    /// He is the subject of the sentence before.
    SubjectBefore,
    /// The sentence before brings him in: `noted Lin`, `joined by Lin`.
    BroughtIn,
    /// The sentence before names him.
    NamedBefore,
    /// He spoke last.
    SpokeLast,
    /// He was named earlier.
    Earlier,
}

impl Reason {
    /// As people are shown it, behind the name: “he: Wang Yi, subject of the sentence before”.
    pub fn shown(self) -> &'static str {
        match self {
            Self::SubjectHere => "subject in the same sentence",
            Self::NamedHere => "named in the same sentence",
            Self::SubjectBefore => "subject of the sentence before",
            Self::BroughtIn => "brought in by the sentence before",
            Self::NamedBefore => "named in the sentence before",
            Self::SpokeLast => "who spoke last",
            Self::Earlier => "named earlier",
        }
    }
}

/// The words beside a quotation for somebody whom they do not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written<'t> {
    /// A description: “the former secretary”.
    Described(&'t str),
    /// A pronoun, and whom else it may mean.
    Pronoun(&'t str, Option<&'t str>),
}
