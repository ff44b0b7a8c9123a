//! Names as words: what two of them have in common, whoever they name.

mod apart;
mod key;
mod organisation;
mod person;
mod spelling;
mod words;

pub use apart::{FullName, Likeness, likeness, may_be_one};
pub(super) use key::{WordsKey, and, hash};
pub(super) use organisation::{content, generic, initials, is_acronym, is_head, is_shortened};
pub(super) use person::{
    LEAST_SURNAME, LEAST_WORD, is_given_name, is_initials, is_misspelt, is_part, is_surname,
    surname, surname_as_written,
};
pub(super) use spelling::{fold_into, is_variant, one_letter_off};
pub use words::ends_name;
pub(super) use words::{longest_from, next_word, whole_words};
