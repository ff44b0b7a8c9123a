//! What a rule is: its name, its weight, its page, and the function that looks at a note.

use super::view::{Context, Excerpt, NoteView, QuotationView};
use crate::text::Span;
use crate::workspace::{Finding, Profile, Severity};

/// A rule: what it is, how much it weighs, and how it looks at a note.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable name: `misquote`.
    pub name: &'static str,
    /// What it says, as one line of a list: `a word changed without a mark`.
    pub summary: &'static str,
    /// Its severity in a draft unless configured.
    pub draft: Severity,
    /// Its severity in a release unless configured.
    pub release: Severity,
    /// The page, Markdown: why, example, how to silence.
    pub page: &'static str,
    /// How it looks at a note.
    pub check: Check,
}

/// How a rule looks at notes.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// What it looks at.
    pub unit: Unit,
    /// Whether findings of it that overlap are one, of which the first says it all.
    pub once: bool,
}

/// What a rule looks at, one after another.
#[derive(Clone, Copy, Debug)]
pub enum Unit {
    /// A quotation.
    Quotation(fn(&Context, &Excerpt, &QuotationView) -> Option<Finding>),
    /// A block with the quotations that begin in it.
    Block(fn(&Context, &Excerpt) -> Vec<Finding>),
    /// A whole note, each time it is checked.
    Note(fn(&NoteView) -> Vec<Finding>),
    /// A bibliography, and no note.
    Bibliography,
}

impl Check {
    /// Looks at each quotation by itself.
    pub const fn quotation(
        look: fn(&Context, &Excerpt, &QuotationView) -> Option<Finding>,
    ) -> Self {
        Self { unit: Unit::Quotation(look), once: false }
    }

    /// Looks at each block.
    pub const fn block(look: fn(&Context, &Excerpt) -> Vec<Finding>) -> Self {
        Self { unit: Unit::Block(look), once: false }
    }

    /// Looks at the whole note.
    pub const fn note(look: fn(&NoteView) -> Vec<Finding>) -> Self {
        Self { unit: Unit::Note(look), once: false }
    }

    /// The same check, of whose findings at one place the first says it all.
    pub const fn once(self) -> Self {
        Self { once: true, ..self }
    }
}

impl Rule {
    /// How much it weighs in a profile unless configured.
    pub fn severity(&self, profile: Profile) -> Severity {
        match profile {
            Profile::Draft => self.draft,
            Profile::Release => self.release,
        }
    }

    /// A finding of this rule, with the severity in force.
    pub(super) fn finding(&self, context: &Context, span: Span, message: String) -> Finding {
        let severity = context.severity(self.name).unwrap_or(Severity::Off);
        Finding::new(self.name, severity, span, message)
    }

    /// A finding that weighs at least `least` unless the user configured the rule otherwise.
    pub(super) fn finding_at_least(
        &self,
        context: &Context,
        least: Severity,
        span: Span,
        message: String,
    ) -> Finding {
        let mut finding = self.finding(context, span, message);
        if !context.is_configured(self.name) {
            finding.severity = finding.severity.max(least);
        }
        finding
    }

    /// A finding that weighs no more than `most` unless the user configured the rule otherwise: what is less certain
    /// than the rule's others.
    pub(super) fn finding_at_most(
        &self,
        context: &Context,
        most: Severity,
        span: Span,
        message: String,
    ) -> Finding {
        let mut finding = self.finding(context, span, message);
        if !context.is_configured(self.name) {
            finding.severity = finding.severity.min(most);
        }
        finding
    }
}
