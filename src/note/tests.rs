//! Any text is a note, whose parts are inside it.

use super::Note;
use crate::text::Span;
use proptest::prelude::*;

/// Notes made from the pieces of Markdown, citations and quotations, and some odd characters.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = [
        "word ",
        "“",
        "”",
        "\"",
        "'",
        "’s",
        "**",
        "_",
        "*",
        "`",
        "```\n",
        "[",
        "]",
        "(",
        ")",
        "[@key, ¶3]",
        "@key ",
        "-@a; ",
        "[[",
        "]]",
        "|",
        "[^1]",
        "[^1]: ",
        "^[",
        "[x](../a.txt#L3)",
        "https://a.b/c ",
        "<!-- ",
        "-->",
        "<b>",
        "<br>",
        "&amp;",
        "&#0;",
        "\\",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "    ",
        "  \n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "---\n",
        "+++\n",
        "— Ann",
        ". ",
        ", ",
        ":",
        ";",
        "$",
        "$$",
        "~~",
        "| a | b |\n|---|---|\n",
        "é",
        "e\u{301}",
        "🎈",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "\u{2028}",
        "\u{c}",
        "¶",
        "\0",
        "[!NOTE]",
        "[x]",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|p| p.concat())
}

fn lies_in(text: &str, span: Span) -> bool {
    text.get(span.start..span.end).is_some()
}

/// Every span of a note is on character boundaries inside its text.
fn check_spans(note: &Note) {
    let mut spans: Vec<Span> = note.quotations.iter().flat_map(|q| [q.span, q.words]).collect();
    for citation in &note.citations {
        spans.extend([citation.span, citation.key_span]);
        spans.extend(citation.locator.as_ref().map(|l| l.span));
        spans.extend(citation.reference);
    }
    spans.extend(note.suppressions.iter().flat_map(|s| [s.span, s.scope]));
    spans.extend(note.headings.iter().map(|h| h.span));
    spans.extend(note.front_matter);
    assert!(spans.iter().all(|s| lies_in(&note.text, *s)), "{:?}: {spans:?}", note.text);
    assert!(note.blocks.iter().all(|b| lies_in(&note.prose.text, b.span)), "{:?}", note.blocks);
    assert!(note.blocks.is_sorted_by(|a, b| a.span.end <= b.span.start), "{:?}", note.blocks);
}

proptest! {
    #[test]
    fn any_text_is_a_note(text in markdown()) {
        check_spans(&Note::read(text));
    }

    #[test]
    fn any_characters_are_a_note(text in "\\PC{0,200}") {
        check_spans(&Note::read(text));
    }

    #[test]
    fn the_prose_leads_to_the_note_and_back(text in markdown()) {
        let note = Note::read(text);
        for (start, c) in note.prose.text.char_indices() {
            let prose = Span::new(start, start + c.len_utf8());
            let origin = note.prose.map.to_origin(prose);
            prop_assert!(lies_in(&note.text, origin));
            if c.is_alphanumeric() {
                let source = origin.of(&note.text);
                prop_assert!(source == c.to_string() || source.starts_with('&'), "{c:?} came from {source:?}");
                prop_assert!(note.prose.map.to_derived(origin).covers(prose));
            }
        }
    }
}

#[test]
fn strange_notes_do_not_panic() {
    for text in [
        "", "\u{feff}", "\0", "\r", "---", "[@", "[@]", "“", "<!--", "[[", "![", "[^", "^[@a", "|",
        "> ",
    ] {
        check_spans(&Note::read(text.to_owned()));
    }
    for piece in
        ["[@a] ", "“a” ", "[", "^[", "[@a", "> ", "www.", "a://", "- “a”\n", "[^1]", "\n[^1]: @a\n"]
    {
        check_spans(&Note::read(piece.repeat(2000)));
    }
}
