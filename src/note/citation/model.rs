//! A citation and its parts.

use crate::text::{SectionNumber, Span};

/// How the citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationStyle {
    /// `[@key, ¶3]`, `[see @a, p. 4; @b]`.
    Bracketed,
    /// `@key [L12]` or a bare `@key`.
    Narrative,
    /// `[text](../seeds/key.txt)`: may also lead to a file that is no source.
    Link,
    /// `[[key]]`: may also lead to another note.
    Wiki,
}

/// One cited source. A bracket that cites two sources is two citations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The whole citation with its brackets, which several citations may share. For one in a footnote, see `reference`.
    pub span: Span,
    /// The key without `@`; for a link the path as written.
    pub key: String,
    /// The key's span.
    pub key_span: Span,
    /// The key including the apparent locator after its last `:` or `#`, and their span: `smith:2020` may be a key.
    pub long: Option<(String, Span)>,
    /// The place in the source.
    pub locator: Option<Locator>,
    /// How it is written.
    pub style: CitationStyle,
    /// For a citation in a footnote: the first `[^1]` in the prose that refers to it, if any.
    pub reference: Option<Span>,
}

/// A place in a source, as given by a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// As written: `¶3`, `p. 4`, `L12`.
    pub text: String,
    /// Its span.
    pub span: Span,
    /// What it refers to.
    pub target: Target,
}

/// What a locator refers to; numbers from 1, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Paragraphs: `¶3`, `para. 3-4`.
    Paragraph(u32, u32),
    /// Lines: `L12`, `l. 12`, `line 12`.
    Line(u32, u32),
    /// Pages: `p. 4`, `pp. 4-6`.
    Page(u32, u32),
    /// Chapters: `ch. 3`, `chapters 3-4`.
    Chapter(u32, u32),
    /// A section: `§ 2.3`, `sec. 4`; of several, the first.
    Section(SectionNumber),
    /// Times of a recording, in seconds: `00:12:03`, `12:03–12:40`.
    Time(u32, u32),
    /// Something else.
    Other,
}

impl Citation {
    /// Whether it can only be a citation, so that a key without a source is a mistake.
    pub fn is_certain(&self) -> bool {
        matches!(self.style, CitationStyle::Bracketed | CitationStyle::Narrative)
    }
}
