//! Which citations belong to which quotation.
//!
//! A citation belongs to the words before it in its sentence, back to the previous quotation; at the end of the
//! sentence, also to earlier words without one; before the words, to those that follow in the sentence. A block
//! quotation has its citation at its end, on its attribution line, or in the line that introduces it. Footnotes count
//! at their marks.

mod assigner;
mod containers;
mod sentences;

pub(super) use assigner::{Anchor, Layout, MOST, citations};
