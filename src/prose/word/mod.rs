//! Words: where they begin and end, their shapes, their classes from lists and endings, and how a document writes them.
//! writes them.

pub(in crate::prose) mod casing;
pub(in crate::prose) mod class;
pub(in crate::prose) mod lexer;
pub(in crate::prose) mod lexicon;
pub(in crate::prose) mod part;

pub use casing::is_common;
pub(in crate::prose) use casing::{Casing, common};
pub(in crate::prose) use class::{Class, Shape};
pub(in crate::prose) use lexer::WholeWord;
pub use lexer::Words;
pub(in crate::prose) use part::{Gap, Part};
