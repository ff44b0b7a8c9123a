//! What the Markdown of a note contains.

use crate::note::flat::Flat;
use crate::note::model::Heading;
use crate::prose::Block;
use crate::text::{Cover, Span};

/// What the Markdown of a note contains.
#[derive(Debug, Default)]
pub(in crate::note) struct Markup {
    /// The words without markup, code, URLs in angle brackets, HTML, front matter and math.
    pub(in crate::note) flat: Flat,
    /// Their blocks; spans of the flat text.
    pub(in crate::note) blocks: Vec<Block>,
    /// For each block, the number of its table row.
    pub(in crate::note) rows: Vec<Option<usize>>,
    /// For each block, its place in a callout.
    pub(in crate::note) titles: Vec<CalloutTitles>,
    /// Links and wiki links in order.
    pub(in crate::note) links: Vec<Link>,
    /// FootnoteReferences to footnotes in order.
    pub(in crate::note) references: Vec<FootnoteReference>,
    /// Footnotes in order.
    pub(in crate::note) footnotes: Vec<Footnote>,
    /// Offsets in the flat text of inline elements that were left out.
    pub(in crate::note) gaps: Vec<usize>,
    /// HTML comments in order.
    pub(in crate::note) comments: Vec<Comment>,
    /// Headings in order.
    pub(in crate::note) headings: Vec<Heading>,
    /// The front matter with its fences.
    pub(in crate::note) front_matter: Option<Span>,
}

impl Markup {
    /// The places in the note of some stretches of the flat text.
    pub(in crate::note) fn hidden_origins(&self, hidden: &Cover) -> Vec<Span> {
        hidden.spans().map(|span| self.flat.origin(span)).collect()
    }
}

/// A block's place in a quoting callout, as block indexes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::note) struct CalloutTitles {
    /// Whether it is in a quoting callout at all.
    pub(super) callout: bool,
    /// The title of the callout; a title is its own.
    pub(in crate::note) title: Option<usize>,
    /// `NAME:`, which precedes the words.
    pub(in crate::note) label: Option<usize>,
}

/// A link whose words are in the flat text.
#[derive(Debug)]
pub(in crate::note) struct Link {
    /// The whole link in the note.
    pub(in crate::note) origin: Span,
    /// Its words in the flat text.
    pub(in crate::note) flat: Span,
    /// Its target, as written.
    pub(in crate::note) target: String,
    /// Whether it is `[[…]]`.
    pub(in crate::note) wiki: bool,
}

/// `[^1]`.
#[derive(Debug)]
pub(in crate::note) struct FootnoteReference {
    pub(in crate::note) origin: Span,
    /// Its offset in the flat text.
    pub(in crate::note) at: usize,
    pub(in crate::note) label: String,
}

/// `[^1]: …`
#[derive(Debug)]
pub(in crate::note) struct Footnote {
    pub(in crate::note) label: String,
    /// Its text, as a span of the flat text.
    pub(in crate::note) flat: Span,
}

/// An HTML comment.
#[derive(Debug)]
pub(in crate::note) struct Comment {
    /// Its place in the note.
    pub(in crate::note) span: Span,
    /// The block after it in the note; for a comment inside a paragraph, that paragraph.
    pub(in crate::note) block: Option<Span>,
}
