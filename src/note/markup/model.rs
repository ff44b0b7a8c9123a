//! What the Markdown of a note says.

use crate::note::flat::Flat;
use crate::note::model::Heading;
use crate::prose::Block;
use crate::text::{Cover, Span};

/// What the Markdown of a note says.
#[derive(Debug, Default)]
pub(in crate::note) struct Markup {
    /// The words without markup, code, URLs in angle brackets, HTML, front matter and math.
    pub(in crate::note) flat: Flat,
    /// Their blocks; spans of the flat text.
    pub(in crate::note) blocks: Vec<Block>,
    /// For each block, the number of the table row it is a cell of.
    pub(in crate::note) rows: Vec<Option<usize>>,
    /// For each block, what its callout says of it.
    pub(in crate::note) titles: Vec<CalloutTitles>,
    /// Links and wiki links in order.
    pub(in crate::note) links: Vec<Link>,
    /// FootnoteReferences to footnotes in order.
    pub(in crate::note) references: Vec<FootnoteReference>,
    /// Footnotes in order.
    pub(in crate::note) footnotes: Vec<Footnote>,
    /// Offsets of the flat text at which something inline was left out.
    pub(in crate::note) gaps: Vec<usize>,
    /// HTML comments in order.
    pub(in crate::note) comments: Vec<Comment>,
    /// Headings in order.
    pub(in crate::note) headings: Vec<Heading>,
    /// The front matter with its fences.
    pub(in crate::note) front_matter: Option<Span>,
}

impl Markup {
    /// Where some stretches of the flat text stand in the note.
    pub(in crate::note) fn hidden_origins(&self, hidden: &Cover) -> Vec<Span> {
        hidden.spans().map(|span| self.flat.origin(span)).collect()
    }
}

/// What a callout that quotes says of a block in it, by the numbers of blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::note) struct CalloutTitles {
    /// Whether it stands in a callout that quotes at all.
    pub(super) callout: bool,
    /// The title of the callout; a title stands under itself.
    pub(in crate::note) title: Option<usize>,
    /// `NAME:`, which stands before the words.
    pub(in crate::note) label: Option<usize>,
}

/// A link of which the words stand in the flat text.
#[derive(Debug)]
pub(in crate::note) struct Link {
    /// The whole link in the note.
    pub(in crate::note) origin: Span,
    /// Its words in the flat text.
    pub(in crate::note) flat: Span,
    /// Where it leads, as written.
    pub(in crate::note) target: String,
    /// Whether it is `[[…]]`.
    pub(in crate::note) wiki: bool,
}

/// `[^1]`.
#[derive(Debug)]
pub(in crate::note) struct FootnoteReference {
    pub(in crate::note) origin: Span,
    /// An offset of the flat text.
    pub(in crate::note) at: usize,
    pub(in crate::note) label: String,
}

/// `[^1]: …`
#[derive(Debug)]
pub(in crate::note) struct Footnote {
    pub(in crate::note) label: String,
    /// Its text in the flat text.
    pub(in crate::note) flat: Span,
}

/// An HTML comment.
#[derive(Debug)]
pub(in crate::note) struct Comment {
    /// Where it stands in the note.
    pub(in crate::note) span: Span,
    /// The block behind it in the note, or for a comment inside a paragraph that paragraph.
    pub(in crate::note) block: Option<Span>,
}
