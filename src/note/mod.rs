//! Notes: Markdown prose with quotations, citations and attributions. Parsing is pure and cannot fail.

mod callout;
mod citation;
mod dialect;
mod flat;
mod front_matter;
mod markup;
mod nesting;
mod reading;
mod speaker;
mod standing;
mod suppression;
mod url;

pub use citation::{Citation, CitationStyle, Dialect, Locator, Target, in_place, written};
pub use markup::Heading;
pub use suppression::Suppression;

pub use crate::prose::Memory;

use crate::prose::{self, Block, Confidence, Form, Kind, ReadIn, Reading, Weight};
use crate::text::{Derived, Span};

/// A note as read. Spans are bytes of the note's text unless they are said to be of its prose.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// The note's text.
    pub text: String,
    /// Its prose: the text without markup, code, URLs, HTML, front matter, math, struck words and citations, with the
    /// way back. Blocks are separated by an empty line; a soft wrap is a space. A line ends inside a block only at a hard
    /// break, behind a hyphen, and before the attribution line of a block quotation.
    pub prose: Derived,
    /// The blocks of the prose; spans of the prose.
    pub blocks: Vec<Block>,
    /// For each block the heading that it stands under, by its index among the blocks.
    over: Vec<Option<usize>>,
    /// What the reader made of the prose; spans of the prose.
    pub reading: Reading,
    /// Quotations in order.
    pub quotations: Vec<Quotation>,
    /// Citations in order.
    pub citations: Vec<Citation>,
    /// Directives that silence rules.
    pub suppressions: Vec<Suppression>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// YAML or TOML at the start, with its fences.
    pub front_matter: Option<Span>,
}

/// A quotation in a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The stretch with its marks (for a block quotation, its paragraphs).
    pub span: Span,
    /// The stretch without the outer marks.
    pub words: Span,
    /// The quoted words as prose: no markup, no line wraps. What is looked up.
    pub text: String,
    /// Where `text` stands in the note's prose; [`Note::place`] leads from a byte of `text` to the note.
    pub prose: Span,
    /// Marks or a block.
    pub form: Form,
    /// What it is.
    pub kind: Kind,
    /// Whether its closing mark is there.
    pub closed: bool,
    /// The index of the quotation it is nested in.
    pub parent: Option<usize>,
    /// The index of the quotation this one goes on from after an interruption.
    pub continues: Option<usize>,
    /// Who is said to have spoken.
    pub attribution: Option<Attribution>,
    /// Indexes of the citations that stand for it, nearest first.
    pub citations: Vec<usize>,
}

/// An attribution in a note; spans are bytes of the note.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the speaker.
    pub speaker: Span,
    /// The cue.
    pub cue: Option<Span>,
    /// What a pronoun stands for.
    pub antecedent: Option<Span>,
    /// The rule that found it.
    pub rule: prose::AttributionRule,
    /// How sure that rule is.
    pub confidence: Confidence,
}

impl Attribution {
    /// What the reading may be used for; `text` is that of the note.
    pub fn weight(&self, text: &str) -> Weight {
        let cue = self.cue.map_or("", |cue| cue.of(text));
        prose::weight(self.rule, self.confidence, cue, ReadIn::Note)
    }

    /// The speaker with the doubt there is: “perhaps Berg”; `written` are the words of the note for him, without markup.
    pub fn shown(&self, written: &str) -> String {
        prose::with_doubt(written, None, self.rule, self.confidence)
    }
}

impl Note {
    /// Reads a note.
    pub fn read(text: String) -> Self {
        reading::read(text, None)
    }

    /// Reads the next version of a note: the same as [`Note::read`], but what did not change is taken from the memory, which
    /// then is that of this version.
    pub fn read_again(text: String, memory: &mut Memory) -> Self {
        reading::read(text, Some(memory))
    }

    /// The span of the note that a span of a quotation's `text` comes from.
    pub fn place(&self, quotation: &Quotation, span: Span) -> Span {
        self.prose.map.to_origin(span.shift(quotation.prose.start))
    }

    /// The words at some bytes of the note as its prose has them: without markup.
    pub fn plain(&self, origin: Span) -> &str {
        self.prose.map.to_derived(origin).of(&self.prose.text).trim()
    }

    /// The index of the block that holds a span of the prose.
    pub fn block_of(&self, prose: Span) -> Option<usize> {
        Block::holding(&self.blocks, prose)
    }

    /// The headings that a block stands under, from the nearest to the highest, by their indexes among the blocks.
    pub fn headings_over(&self, block: usize) -> impl Iterator<Item = usize> {
        let over = |block: &usize| self.over.get(*block).copied().flatten();
        std::iter::successors(over(&block), over)
    }

    /// Whether another quotation stands inside the words of this one.
    pub fn has_quotations(&self, quotation: &Quotation) -> bool {
        let first = self.quotations.partition_point(|q| q.span.start < quotation.words.start);
        let inside = self.quotations.iter().skip(first);
        inside
            .take_while(|q| q.span.start < quotation.words.end)
            .any(|q| q.parent.is_some() && quotation.words.covers(q.span))
    }

    /// The citation that begins first at a byte offset or behind it.
    pub fn citation_from(&self, offset: usize) -> Option<&Citation> {
        self.citations.get(self.citations.partition_point(|c| c.span.start < offset))
    }

    /// The quotation at a byte offset, the innermost one.
    pub fn quotation_at(&self, offset: usize) -> Option<usize> {
        self.quotations.iter().rposition(|q| q.span.touches(offset))
    }

    /// The citation at a byte offset.
    pub fn citation_at(&self, offset: usize) -> Option<usize> {
        self.citations.iter().position(|c| c.span.touches(offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Notes made of what Markdown, citations and quotations are made of, and some odd characters.
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

    /// Every span of a note lies on character bounds inside its text.
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
            "", "\u{feff}", "\0", "\r", "---", "[@", "[@]", "“", "<!--", "[[", "![", "[^", "^[@a",
            "|", "> ",
        ] {
            check_spans(&Note::read(text.to_owned()));
        }
        for piece in [
            "[@a] ",
            "“a” ",
            "[",
            "^[",
            "[@a",
            "> ",
            "www.",
            "a://",
            "- “a”\n",
            "[^1]",
            "\n[^1]: @a\n",
        ] {
            check_spans(&Note::read(piece.repeat(2000)));
        }
    }
}
