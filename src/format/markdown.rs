//! Markdown as a source: read as plain text, since its marks stand between words and are none.
//!
//! Notes are Markdown too, and are read as such: see [`crate::note`].

use super::extraction::Format;
use super::plain_text;

/// Markdown.
pub const MARKDOWN: Format =
    Format { name: "Markdown", extensions: &["md", "markdown"], extract: plain_text::extract };
