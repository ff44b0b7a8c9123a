//! What a cite key stands for.

use crate::text::DocumentId;

/// What a cite key stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Exactly this source.
    One(DocumentId),
    /// Each of these sources: a bibliography names several files for the key.
    Any(Vec<DocumentId>),
    /// One of these sources, and nothing says which: a beginning of several keys, or the name of several files.
    Several(Vec<DocumentId>),
    /// A key of a bibliography, which names no source for it.
    Unsourced,
    /// Nothing.
    None,
}

impl Resolution {
    /// What it is when any of these sources may be meant, each once and in order.
    pub fn of(found: Vec<DocumentId>) -> Self {
        match found.as_slice() {
            [] => Self::None,
            [one] => Self::One(*one),
            _ => Self::Several(found),
        }
    }

    /// The sources cited; none when it is not certain which.
    pub fn cited(&self) -> &[DocumentId] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Any(ids) => ids,
            Self::Several(_) | Self::Unsourced | Self::None => &[],
        }
    }

    /// The sources that may be meant.
    pub fn possible(&self) -> &[DocumentId] {
        match self {
            Self::Several(ids) => ids,
            _ => self.cited(),
        }
    }
}
