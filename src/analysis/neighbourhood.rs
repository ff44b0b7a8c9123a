//! The paragraphs around a place of a long note: enough to see the effect of a small change.

use crate::text::{Span, paragraph};

/// The bytes examined before and after a place: about twenty paragraphs on either side.
const MARGIN: usize = 8 << 10;

/// The whole paragraphs around a span of a text. `None` if that is not much less than the text. The caller has to check
/// that their reading is the same as in place: a footnote or a heading may be further away.
pub(super) fn neighbourhood(text: &str, here: Span) -> Option<Span> {
    let start = text.floor_char_boundary(here.start.saturating_sub(MARGIN));
    let end = text.floor_char_boundary(here.end.saturating_add(MARGIN));
    let near = paragraph(text, start)?.join(paragraph(text, end)?);
    (near.len() < text.len() / 2).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_a_place_of_a_long_text_stand_whole_paragraphs() {
        let text = "é one two three\nfour\n\n".repeat(4_000);
        let at = text.len() / 2;
        let near = neighbourhood(&text, Span::new(at, at + 3)).unwrap();
        assert!(near.start + MARGIN <= at && at + MARGIN <= near.end && near.len() < 3 * MARGIN);
        assert!(near.of(&text).starts_with("é one") && near.of(&text).ends_with("four\n"));
    }

    #[test]
    fn a_short_text_is_looked_at_as_a_whole() {
        let text = "one\n\n".repeat(4_000);
        assert_eq!(neighbourhood(&text, Span::new(0, text.len())), None);
        assert_eq!(neighbourhood("one\n\ntwo", Span::new(0, 1)), None);
    }
}
