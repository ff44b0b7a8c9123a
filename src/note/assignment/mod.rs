//! Which citations stand for which quotation.
//!
//! A citation stands for the words before it in its sentence, back to the quotation before; at the sentence's end, also
//! for earlier words that have none; before the words, for those that follow it in the sentence. A block quotation has
//! its citation at its end, on its attribution line, or in the line that introduces it. Footnotes count where their mark
//! stands.

mod assigner;
mod containers;
mod sentences;

pub(super) use assigner::{Anchor, Layout, MOST, citations};
