//! Words: where they begin and end, how they are written, the classes that lists and endings give them, and how a document
//! writes them.

pub(in crate::prose) mod casing;
pub(in crate::prose) mod class;
pub(in crate::prose) mod lexer;
pub(in crate::prose) mod lexicon;
