//! Words: where they begin and end, their shapes, their classes from lists and endings, and how a document writes them.
//! writes them.

pub(in crate::prose) mod casing;
pub(in crate::prose) mod class;
pub(in crate::prose) mod lexer;
pub(in crate::prose) mod lexicon;
