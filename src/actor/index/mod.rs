//! Finding actors by name: as written, with a typo, and in running text.

mod lookup;
mod patterns;
mod shared_names;
mod typos;

pub(super) use lookup::{Fit, Holders, Lookup, key, plain_id};
pub(super) use patterns::{FirstWord, Pattern, Patterns, Starts, first_word, longest};
pub(super) use shared_names::{SharedName, SharedNames};
pub(super) use typos::{LEAST_LETTERS, TypoIndex};
