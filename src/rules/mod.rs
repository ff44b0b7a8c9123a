//! The rules: one file each, and the list of them.
//!
//! A rule sees one note of a snapshot and says what is wrong. Its page in `docs/rules/` is part of it.

/// What a rule is, for lists and pages.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Stable name: `misquote`.
    pub name: &'static str,
    /// The page, Markdown: why, example, how to silence.
    pub page: &'static str,
}

/// All rules.
pub const ALL: &[RuleInfo] = &[];
