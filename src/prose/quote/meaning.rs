//! Why a pronoun beside a quotation was resolved as it was, for display.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// The reason for the antecedent of a pronoun, and an alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// The reason for the antecedent.
    pub reason: Reason,
    /// The next likely antecedent, if the first is not certain.
    pub other: Option<Span>,
}

/// The reason for an antecedent: its last mention before the pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It is a subject in the same sentence.
    SubjectHere,
    /// It is named in the same sentence.
    NamedHere,
    /// It is the subject of the sentence before.
    SubjectBefore,
    /// The sentence before introduces it after the verb: `noted Lin`, `joined by Lin`.
    BroughtIn,
    /// The sentence before names it.
    NamedBefore,
    /// The person spoke last.
    SpokeLast,
    /// It is named earlier.
    Earlier,
}

impl Reason {
    /// The reason for display after the name: “he: Lin Hao, subject of the sentence before”.
    pub fn text(self) -> &'static str {
        match self {
            Self::SubjectHere => "subject in the same sentence",
            Self::NamedHere => "named in the same sentence",
            Self::SubjectBefore => "subject of the sentence before",
            Self::BroughtIn => "introduced in the sentence before",
            Self::NamedBefore => "named in the sentence before",
            Self::SpokeLast => "who spoke last",
            Self::Earlier => "named earlier",
        }
    }
}

/// The words beside a quotation that do not name its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written<'t> {
    /// A description: “the former secretary”.
    Described(&'t str),
    /// A pronoun, and its next likely antecedent.
    Pronoun(&'t str, Option<&'t str>),
}
