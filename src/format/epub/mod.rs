//! E-books (.epub): the pages of a book in reading order, with its chapters and printed pages.

mod chapters;
mod contents;
mod package;
mod reader;
#[cfg(test)]
mod tests;

pub use reader::EPUB;
pub(super) use reader::{is_book, read};
