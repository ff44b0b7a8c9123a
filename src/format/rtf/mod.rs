//! Rich Text Format: groups, control words, and text in the encodings of its fonts.
//!
//! The reader is our own: the packages for RTF lose code pages, hidden and deleted words, or the text after a group
//! that they do not know.

mod control;
mod encoding;
mod flow;
mod reader;
#[cfg(test)]
mod tests;
mod tokens;

pub(super) use reader::{is_rtf, read};
