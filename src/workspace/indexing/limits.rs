//! When a corpus is large, and how its index is cut.

/// When a corpus is large, and how its index is cut. In bytes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A corpus below this is held in memory: there, reading all of it takes no longer than the index would save.
    pub large: u64,
    /// A segment is closed when it has so much: it is the work that a crash may cost, and what must fit into memory
    /// while it is made, a few times over.
    pub segment: usize,
    /// What changed since is held in memory until it is as much as this; then it becomes a segment too.
    pub rest: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { large: 20 << 20, segment: 192 << 20, rest: 1 << 20 }
    }
}
