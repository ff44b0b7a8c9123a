//! What a rule is: its name, its weight, its page, and the function that looks at a note.

use super::scene::Scene;
use crate::note::Quotation;
use crate::prose::Block;
use crate::text::Span;
use crate::workspace::{Finding, Placed, Profile, Severity};
use std::ops::Range;

/// A rule: what it is, how much it weighs, and how it looks at a note.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
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
    /// How it looks at a note.
    pub check: Check,
}

/// How a rule looks at a note.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At each quotation by itself. What it found is kept until something changes that `surroundings.rs` knows of: whoever
    /// reads more of the note than is written there adds it there.
    Quotation(fn(&Scene<'_>, &Quotation, &Placed) -> Option<Finding>),
    /// At each block with the quotations that begin in it, by their numbers; kept likewise. Of findings that overlap the first
    /// counts.
    Block(fn(&Scene<'_>, &Block, Range<usize>) -> Vec<Finding>),
    /// At each quotation by itself, but of findings that follow each other at one place the first says it all.
    QuotationOnce(fn(&Scene<'_>, &Quotation, &Placed) -> Option<Finding>),
    /// At the whole of it, each time.
    Note(fn(&Scene<'_>) -> Vec<Finding>),
    /// At no note: at bibliographies.
    Bibliography,
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
    pub(super) fn finding(&self, scene: &Scene<'_>, span: Span, message: String) -> Finding {
        let severity = scene.severity(self.name).unwrap_or(Severity::Off);
        Finding::new(self.name, severity, span, message)
    }

    /// A finding that weighs at least `least` unless the user configured the rule otherwise.
    pub(super) fn finding_at_least(
        &self,
        scene: &Scene<'_>,
        least: Severity,
        span: Span,
        message: String,
    ) -> Finding {
        let mut finding = self.finding(scene, span, message);
        if !scene.is_configured(self.name) {
            finding.severity = finding.severity.max(least);
        }
        finding
    }

    /// A finding that weighs no more than `most` unless the user configured the rule otherwise: what is less certain
    /// than the rule's others.
    pub(super) fn finding_at_most(
        &self,
        scene: &Scene<'_>,
        most: Severity,
        span: Span,
        message: String,
    ) -> Finding {
        let mut finding = self.finding(scene, span, message);
        if !scene.is_configured(self.name) {
            finding.severity = finding.severity.min(most);
        }
        finding
    }
}
