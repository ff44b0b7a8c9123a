//! Rich Text Format: groups, control words, and text in the encodings of its fonts.
//!
//! The reader is our own, since it must know the code page of each font, hidden and deleted words, notes and tables, and
//! read on after a group that it does not know.

mod control;
mod encoding;
mod flow;
mod reader;
#[cfg(test)]
mod tests;
mod tokens;

pub(super) use reader::{is_rtf, read};
