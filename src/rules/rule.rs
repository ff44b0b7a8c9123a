//! What a rule is: its name, its severity, its page, and the function that looks at a note.

use super::view::{Context, Excerpt, NoteView, QuotationCase};
use crate::text::Span;
use crate::workspace::{Finding, Profile, Severity};

/// A rule: what it is, how severe its findings are, and how it looks at a note.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable name: `misquote`.
    pub name: &'static str,
    /// What it reports, as one line of a list: `words are omitted without an ellipsis`.
    pub summary: &'static str,
    /// Its severity in a draft and in a release unless configured.
    pub severities: [Severity; 2],
    /// The page, Markdown: why, example, how to silence.
    pub page: &'static str,
    /// How it looks at a note.
    pub check: Check,
}

/// What a rule looks at, one after another.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// A quotation.
    Quotation(fn(&QuotationCase) -> Option<Finding>),
    /// The attribution of a quotation. Quotations may share one: of findings that overlap only the first counts.
    Attribution(fn(&QuotationCase) -> Option<Finding>),
    /// A block with the quotations that begin in it, whose attributions may lie in another: likewise.
    Block(fn(&Context, &Excerpt) -> Vec<Finding>),
    /// A whole note, each time it is checked.
    Note(fn(&NoteView) -> Vec<Finding>),
    /// A bibliography, and no note.
    Bibliography,
}

impl Rule {
    /// Its severity in a profile unless configured.
    pub fn severity(&self, profile: Profile) -> Severity {
        profile.choose(self.severities)
    }

    /// This rule with a finding that is less certain than its others: what the user configured still counts.
    pub(super) fn at_most(self, most: Severity) -> Self {
        Self { severities: self.severities.map(|severity| severity.min(most)), ..self }
    }

    /// This rule with a finding that is worse than its others.
    pub(super) fn at_least(self, least: Severity) -> Self {
        Self { severities: self.severities.map(|severity| severity.max(least)), ..self }
    }

    /// A finding of this rule, with the severity in force.
    pub(super) fn finding(&self, context: &Context, span: Span, message: String) -> Finding {
        let severity = context.severity_of(self.name, self.severities);
        Finding::new(self.name, severity, span, message)
    }
}

/// The rule names most like a name that no rule has, best first; empty when none is like it.
pub(super) fn most_alike(
    rules: impl Iterator<Item = &'static str>,
    name: &str,
) -> Vec<&'static str> {
    /// The least Jaro-Winkler similarity; clap takes .7 for its own suggestions.
    const ALIKE: f64 = 0.7;
    const MOST_SUGGESTED: usize = 3;
    let likeness = |rule: &'static str| (strsim::jaro_winkler(&name.to_lowercase(), rule), rule);
    let mut alike: Vec<(f64, &str)> =
        rules.map(likeness).filter(|(likeness, _)| *likeness > ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(MOST_SUGGESTED).map(|(_, name)| name).collect()
}
