//! Word’s documents (.docx): styles, numbering, and the words of the main part and its notes.

mod body;
mod flow;
mod numbering;
mod paragraph;
mod reader;
mod relations;
mod styles;
#[cfg(test)]
mod tests;

pub(super) use reader::read;
