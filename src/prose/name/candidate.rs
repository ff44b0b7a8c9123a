//! A stretch of words that may be a name.

/// Tokens that may be a name, and what stood before them in the same run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// The first token of the title or office before it, which ends where the name begins.
    pub(crate) title: Option<usize>,
}

impl Candidate {
    /// One without a title.
    pub(crate) fn untitled(first: usize, end: usize) -> Self {
        Self { first, end, title: None }
    }
}
