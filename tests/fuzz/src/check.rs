//! What every target checks of spans, and how one input holds several documents.

use onrecord::text::Span;

/// A span lies in the text, on its characters.
#[track_caller]
pub(crate) fn inside(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?} is inverted");
    assert!(text.get(span.start..span.end).is_some(), "{span:?} is no part of {text:?}");
}

/// Spans that lie in the text, in order, none overlapping.
#[track_caller]
pub(crate) fn in_order(text: &str, spans: impl IntoIterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        inside(text, span);
        assert!(end <= span.start, "{span:?} begins before {end} in {text:?}");
        end = span.end;
    }
}

/// The documents of an input: parted by lines of `===`. The last is the note or quotation, those before it are sources.
pub(crate) fn documents(input: &str) -> (Vec<&str>, &str) {
    let mut parts: Vec<&str> = input.split("\n===\n").collect();
    let last = parts.pop().unwrap_or_default();
    (parts, last)
}

/// Some places of a text, spread over it: byte offsets on characters, its start and its end among them.
pub(crate) fn places(text: &str, most: usize) -> impl Iterator<Item = usize> + '_ {
    let step = (text.len() / most).max(1);
    let inner = (0..text.len()).step_by(step).map(|at| text.floor_char_boundary(at));
    inner.chain([text.len()])
}
