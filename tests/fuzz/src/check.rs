//! Span checks that every target uses, and inputs that hold several documents.

use onrecord::text::Span;

/// Asserts that a span lies in the text, on character boundaries.
#[track_caller]
pub(crate) fn inside(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?} is inverted");
    assert!(text.get(span.start..span.end).is_some(), "{span:?} is no part of {text:?}");
}

/// Asserts that spans lie in the text, in order and without overlap.
#[track_caller]
pub(crate) fn in_order(text: &str, spans: impl IntoIterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        inside(text, span);
        assert!(end <= span.start, "{span:?} begins before {end} in {text:?}");
        end = span.end;
    }
}

/// The documents of an input, separated by lines of `===`. The last is the note or quotation, the others are sources.
pub(crate) fn documents(input: &str) -> (Vec<&str>, &str) {
    let mut parts: Vec<&str> = input.split("\n===\n").collect();
    let last = parts.pop().unwrap_or_default();
    (parts, last)
}

/// Some positions across a text: byte offsets on character boundaries, including the start and the end.
pub(crate) fn places(text: &str, most: usize) -> impl Iterator<Item = usize> + '_ {
    let step = (text.len() / most).max(1);
    let inner = (0..text.len()).step_by(step).map(|at| text.floor_char_boundary(at));
    inner.chain([text.len()])
}
