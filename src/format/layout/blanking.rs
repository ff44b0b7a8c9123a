//! Analyses the layout of a text, one kind after the other.

use super::sheet::Sheet;
use super::{footnote_marks, margin, page, stamps, subtitles};
use std::borrow::Cow;

/// The text with everything blanked that only layout put there. It has the same length in bytes, the same lines, and in
/// every line the same columns in each encoding.
pub(in crate::format) fn blanked(text: &str) -> Cow<'_, str> {
    let Some(mut sheet) = Sheet::of(text) else { return Cow::Borrowed(text) };
    subtitles::blank(&mut sheet);
    stamps::blank(&mut sheet);
    margin::blank(&mut sheet);
    stamps::blank(&mut sheet);
    page::blank(&mut sheet);
    footnote_marks::blank(&mut sheet);
    sheet.finish()
}
