//! HTML: web pages as saved, the pages of documentation, the chapters of e-books, the bodies of mails.
//!
//! [`decode_html`] finds the encoding, `parse.rs` builds a [`Tree`](tree::Tree) of elements and text, and `render.rs`
//! writes the blocks of its text. `page.rs` is the format of a file, and [`write`] what other readers call;
//! `mhtml.rs` finds the page in a file with all its parts.

mod address;
mod article;
mod clutter;
mod encoding;
mod hidden;
mod linked_data;
mod measure;
mod metadata;
mod mhtml;
mod naming;
mod notes;
mod page;
mod parse;
mod render;
mod styles;
mod table;
mod tag;
mod tree;

#[cfg(test)]
mod tests;

pub(super) use encoding::decode_html;
pub use mhtml::MHTML;
pub use page::HTML;
pub(super) use page::write;
