//! Words: the classes that lists and endings give them, and how a document writes them.

pub(in crate::prose) mod casing;
pub(in crate::prose) mod lexicon;
