//! Languages: those of a document's passages, and those a few words may be in.
//!
//! The script decides first, then function words, then a detector of letter groups. What none of them recognises is
//! “some other language in these letters”, so that nothing is concluded from a guess.

mod detection;
mod function_words;
mod passages;
mod quoted;
mod set;
#[cfg(test)]
mod tests;

pub use function_words::is_function_word;
pub use quoted::{as_around, is_told_by_the_text_around, possible};
pub use set::{Language, LanguageSet, Languages};
