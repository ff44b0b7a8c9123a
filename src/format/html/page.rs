//! Web pages as a format, and the text of HTML for the readers of other formats.

use super::article::{outside, unseen};
use super::encoding::decode_html;
use super::metadata::properties;
use super::parse::parse;
use super::render::render;
use crate::format::builder::TextBuilder;
use crate::format::charset::Charset;
use crate::format::extraction::{Extraction, Format, Input, Properties};
use crate::format::illegible::Illegible;
use std::borrow::Cow;

/// Web pages.
pub const HTML: Format =
    Format { name: "HTML", extensions: &["html", "htm", "xhtml", "xht"], converts: true, extract };

fn extract(input: Input<'_>) -> Result<Extraction<'_>, Illegible> {
    let is_file = matches!(input, Input::Bytes(_));
    let (html, charset) = match input {
        Input::Bytes(bytes) => decode_html(bytes)?,
        Input::Text(text) => (text, Charset::UTF_8),
    };
    // UTF-8 that could not be taken as it is was mended.
    let is_mended = is_file && charset == Charset::UTF_8 && matches!(html, Cow::Owned(_));
    let mut builder = TextBuilder::new();
    let properties = write(&html, false, &mut builder);
    let mut read = builder.finish(charset, properties)?;
    if is_mended {
        read.problems.push("has characters that are damaged".to_owned());
    }
    Ok(read)
}

/// Writes the text of HTML: all of it (`whole`), or that of the article without what surrounds it. Returns what the
/// page says about itself.
pub(in crate::format) fn write(html: &str, whole: bool, builder: &mut TextBuilder) -> Properties {
    let tree = parse(html);
    let out = if whole { unseen(&tree) } else { outside(&tree) };
    render(&tree, 0..tree.len(), &|at| out.contains(&at), builder);
    properties(&tree, &out)
}
