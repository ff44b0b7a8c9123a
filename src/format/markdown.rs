//! Markdown as a source: read as plain text, since its markup is between words.
//!
//! Notes are Markdown too, and are parsed: see [`crate::note`].

use super::extraction::Format;
use super::plain_text;

/// Markdown.
pub const MARKDOWN: Format = Format {
    name: "Markdown",
    extensions: &["md", "markdown"],
    converts: false,
    extract: plain_text::extract,
};
