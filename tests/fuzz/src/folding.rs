//! Folding: the map back lies on character boundaries, preserves order, and covers its origin.

use onrecord::text::{Derived, Span, fold, word};

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (typographic, content) = (fold::typographic(&text), fold::content(&text));
    lies_over(&text, &typographic);
    lies_over(&text, &content);
    for text in [&*text, &typographic.text, &content.text] {
        let mut end = 0;
        for word in word::words(text) {
            assert!(word.span.start >= end, "words come in order: {word:?}");
            assert!(text.get(word.span.start..word.span.end).is_some_and(|word| !word.is_empty()));
            end = word.span.end;
        }
    }
    // Text folded to its content has only words and single spaces.
    assert_eq!(content.text, content.text.trim());
    assert!(!content.text.contains("  "), "{:?}", content.text);
}

/// Every folded character comes from characters of the text, in order; every character of the text with an image is covered
/// by the origin of that image.
fn lies_over(text: &str, derived: &Derived) {
    let image = &derived.text;
    let mut before = Span::default();
    for (at, c) in image.char_indices() {
        let origin = derived.map.to_origin(Span::new(at, at + c.len_utf8()));
        assert!(text.get(origin.start..origin.end).is_some(), "{at} of {image:?} is {origin:?}");
        // A space is inserted between adjacent words.
        assert!(!origin.is_empty() || c == ' ', "{c:?} at {at} of {image:?} comes from nothing");
        assert!(before.start <= origin.start && before.end <= origin.end, "{before:?}, {origin:?}");
        before = origin;
    }
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let there = derived.map.to_derived(span);
        assert!(image.get(there.start..there.end).is_some(), "{span:?} is {there:?}");
        assert!(
            there.is_empty() || derived.map.to_origin(there).covers(span),
            "{span:?}, {there:?}"
        );
    }
    let whole = derived.map.to_origin(Span::new(0, image.len()));
    assert!(text.get(whole.start..whole.end).is_some());
}
