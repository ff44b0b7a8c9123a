//! The names of paragraph styles for block quotations, which word processors share.

use crate::prose::data::WordList;

/// The names, in small letters.
pub(super) static QUOTES: WordList = WordList::new(include_str!("data/quote-styles.txt"));
