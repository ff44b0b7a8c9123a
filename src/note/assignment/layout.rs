//! What citations are assigned to quotations by: the prose as it is divided, and where citations stood in it.

use crate::prose::Block;
use crate::text::Span;

/// How many citations a quotation that has none beside it takes from its sentence, its list or its heading, and how many
/// stand for one quotation at most. Nobody cites so many sources for the same words.
pub(in crate::note) const MOST: usize = 64;

/// Citations at one place of the prose.
#[derive(Debug)]
pub(in crate::note) struct Anchor {
    /// An offset of the prose.
    pub(in crate::note) at: usize,
    /// The block it stands in; none when it is all there was of its block.
    pub(in crate::note) block: Option<usize>,
    /// The row of a table it stands in.
    pub(in crate::note) row: Option<usize>,
    /// The title of a callout that it stands in, by a number of its own.
    pub(in crate::note) title: Option<usize>,
    /// Indexes of the note's citations.
    pub(in crate::note) citations: Vec<usize>,
    /// Whether it takes part in the sentence, and may speak of what follows.
    pub(in crate::note) narrative: bool,
}

/// The prose and how it is divided. Spans are bytes of the prose.
pub(in crate::note) struct Layout<'a> {
    pub(in crate::note) text: &'a str,
    pub(in crate::note) blocks: &'a [Block],
    /// For each block, the row of a table it is a cell of.
    pub(in crate::note) rows: Vec<Option<usize>>,
    /// For each block, the title of its callout, by the same numbers as those of anchors.
    pub(in crate::note) titles: Vec<Option<usize>>,
    /// For each block, those that name who speaks in it.
    pub(in crate::note) named_by: Vec<Vec<usize>>,
    pub(in crate::note) sentences: &'a [Span],
}
