//! A document of the corpus as the other floors hand it over.

use crate::prose::{PartialDate, Reading};
use crate::text::DocumentId;

/// A document as this room sees it.
#[derive(Clone, Copy, Debug)]
pub struct ReadDocument<'a> {
    /// Its number in the corpus.
    pub id: DocumentId,
    /// Its text.
    pub text: &'a str,
    /// What the reader made of it.
    pub reading: &'a Reading,
    /// Its date.
    pub date: Option<PartialDate>,
}

/// A document among those the actors are made from. It stays the same from one update to the next, also when the document's
/// number in the corpus changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DocumentKey(pub(crate) u32);
