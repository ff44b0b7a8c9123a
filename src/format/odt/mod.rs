//! OpenDocument texts (.odt), in an archive or as one file of XML (.fodt).

mod body;
mod flow;
mod lists;
mod reader;
mod styles;
#[cfg(test)]
mod tests;

pub(super) use reader::{read, read_flat};
