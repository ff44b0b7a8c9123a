//! Plain text: characters in one of the encodings of `charset.rs`, without those of the layout.

use super::extraction::{Extraction, Format, Input};
use super::illegible::Illegible;
use super::layout::blanked;
use std::borrow::Cow;

/// Plain text.
pub const PLAIN_TEXT: Format =
    Format { name: "plain text", extensions: &["txt", "text"], converts: false, extract };

pub(super) fn extract(input: Input<'_>) -> Result<Extraction<'_>, Illegible> {
    let (text, charset) = input.decoded()?;
    let text = match blanked(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(words) => Cow::Owned(words),
    };
    Ok(Extraction { text, charset, ..Extraction::default() })
}
