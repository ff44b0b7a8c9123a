//! The rules: one file each, and the list of them.
//!
//! A rule sees one note of a snapshot and says what is wrong. Its page in `docs/rules/` is part of it.

use crate::workspace::{Profile, Severity};

/// What a rule is, for lists and pages.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Stable name: `misquote`.
    pub name: &'static str,
    /// What it says, as one line of a list: `a word changed without a mark`.
    pub summary: &'static str,
    /// How much it weighs in a draft unless configured.
    pub draft: Severity,
    /// How much it weighs in a release unless configured.
    pub release: Severity,
    /// The page, Markdown: why, example, how to silence.
    pub page: &'static str,
}

impl RuleInfo {
    /// How much it weighs in a profile unless configured.
    pub fn severity(&self, profile: Profile) -> Severity {
        match profile {
            Profile::Draft => self.draft,
            Profile::Release => self.release,
        }
    }
}

/// All rules.
pub const ALL: &[RuleInfo] = &[];
