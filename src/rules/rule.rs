//! What a rule is: its name, its severity, its page, and the function that looks at a note.

use super::view::{Case, Context, Excerpt, NoteView};
use crate::text::Span;
use crate::workspace::{Finding, Profile, Severity, Snapshot};
use std::ops::RangeInclusive;
use std::path::Path;

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
    Quotation(fn(&Case) -> Option<Finding>),
    /// The attribution of a quotation. Quotations may share one: of findings that overlap only the first counts.
    Attribution(fn(&Case) -> Option<Finding>),
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
        let [draft, release] = self.severities;
        match profile {
            Profile::Draft => draft,
            Profile::Release => release,
        }
    }

    /// Its severity in the document at `path`, and whether the user configured that.
    pub(super) fn severity_at(&self, snapshot: &Snapshot, path: &Path) -> (Severity, bool) {
        let configured = snapshot.configured_severity(path, self.name);
        let profile = snapshot.config(path).map(|config| config.profile).unwrap_or_default();
        (configured.unwrap_or_else(|| self.severity(profile)), configured.is_some())
    }

    /// A finding of this rule, with the severity in force.
    pub(super) fn finding(&self, context: &Context, span: Span, message: String) -> Finding {
        self.finding_within(context, Severity::Off..=Severity::Error, span, message)
    }

    /// A finding whose severity stays within these bounds unless the user configured the rule: it is more or less certain
    /// than the rule's others.
    pub(super) fn finding_within(
        &self,
        context: &Context,
        bounds: RangeInclusive<Severity>,
        span: Span,
        message: String,
    ) -> Finding {
        let (severity, configured) = context.rule(self.name).unwrap_or((Severity::Off, true));
        let bounded = severity.clamp(*bounds.start(), *bounds.end());
        Finding::new(self.name, if configured { severity } else { bounded }, span, message)
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
