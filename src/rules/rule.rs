//! What a rule is: its name, its severity, its page, and the function that examines a note.

use super::view::{Context, Excerpt, NoteView, QuotationCase};
use crate::text::Span;
use crate::workspace::{Finding, Profile, Severity};

/// A rule: its description, its severity, and how it examines a note.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable name: `misquote`.
    pub name: &'static str,
    /// What it reports, for a list: `words are omitted without an ellipsis`.
    pub summary: &'static str,
    /// Its default severity in a draft and in a release.
    pub severities: [Severity; 2],
    /// Its page in Markdown: why, an example, how to silence it.
    pub page: &'static str,
    /// How it examines a note.
    pub check: Check,
}

/// What a rule is called with, in turn.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// A quotation.
    Quotation(fn(&QuotationCase) -> Option<Finding>),
    /// The attribution of a quotation. Quotations may share one: of overlapping findings only the first counts.
    Attribution(fn(&QuotationCase) -> Option<Finding>),
    /// A block with the quotations that begin in it, whose attributions may be in another block: as above.
    Block(fn(&Context, &Excerpt) -> Vec<Finding>),
    /// A whole note, whenever it is checked.
    Note(fn(&NoteView) -> Vec<Finding>),
    /// A bibliography instead of a note.
    Bibliography,
}

impl Rule {
    /// Its default severity in a profile.
    pub fn severity(&self, profile: Profile) -> Severity {
        profile.choose(self.severities)
    }

    /// This rule for a finding less certain than its others; a configured severity still counts.
    pub(super) fn at_most(self, most: Severity) -> Self {
        Self { severities: self.severities.map(|severity| severity.min(most)), ..self }
    }

    /// This rule for a finding worse than its others.
    pub(super) fn at_least(self, least: Severity) -> Self {
        Self { severities: self.severities.map(|severity| severity.max(least)), ..self }
    }

    /// A finding of this rule, with its severity in effect.
    pub(super) fn finding(&self, context: &Context, span: Span, message: String) -> Finding {
        let severity = context.severity_of(self.name, self.severities);
        Finding::new(self.name, severity, span, message)
    }
}

/// The rule names most like an unknown one, best first; empty when none is like it.
pub(super) fn most_alike(
    rules: impl Iterator<Item = &'static str>,
    name: &str,
) -> Vec<&'static str> {
    /// The least Jaro-Winkler similarity; clap uses .7 for its own suggestions.
    const ALIKE: f64 = 0.7;
    const MOST_SUGGESTED: usize = 3;
    let likeness = |rule: &'static str| (strsim::jaro_winkler(&name.to_lowercase(), rule), rule);
    let mut alike: Vec<(f64, &str)> =
        rules.map(likeness).filter(|(likeness, _)| *likeness > ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(MOST_SUGGESTED).map(|(_, name)| name).collect()
}
