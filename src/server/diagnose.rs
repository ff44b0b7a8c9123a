//! Making the diagnostics of one document from its findings.

use super::agreed::Agreed;
use super::convert;
use super::diagnosis::{CachedDiagnosis, Diagnosis, RelatedRanges, SOURCE};
use super::moment::Moment;
use super::protocol::*;
use super::session::Session;
use crate::analysis::{self, Finding};
use crate::rules;
use crate::text::{Span, Text};
use crate::workspace::{Severity, Snapshot, load};
use serde_json::json;
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

/// The diagnosis of a document at a moment: kept, or made now. Takes as long as the rules need; not for handlers.
pub(super) fn diagnose(session: &Session, moment: &Moment, path: &Path) -> Arc<Diagnosis> {
    let writing = session.open.get(path).and_then(|open| open.writing);
    if let Some(current) = session.diagnoses.current(moment, path, writing) {
        return current;
    }
    let snapshot = &moment.snapshot;
    let related = RefCell::new(session.diagnoses.take_related(moment, path));
    let builder = DiagnosticBuilder { session, agreed: session.agreed(), snapshot, related };
    let diagnosis = Arc::new(builder.diagnosis(path, writing));
    let related = builder.related.into_inner();
    let (note, world) = (snapshot.note(path).cloned(), moment.world);
    let cached = CachedDiagnosis { note, world, writing, diagnosis: diagnosis.clone(), related };
    session.diagnoses.insert(path, cached);
    diagnosis
}

/// The text of a document; of a configuration file, which is neither note nor source, what the disk has.
fn lines(snapshot: &Snapshot, path: &Path) -> Text {
    snapshot.lines(path).unwrap_or_else(|| Text::new(&load::text(path).unwrap_or_default()))
}

/// What is needed to say a finding in the client's terms.
struct DiagnosticBuilder<'a> {
    session: &'a Session,
    agreed: Agreed,
    snapshot: &'a Snapshot,
    related: RefCell<RelatedRanges>,
}

impl DiagnosticBuilder<'_> {
    fn diagnosis(&self, path: &Path, writing: Option<usize>) -> Diagnosis {
        let snapshot = self.snapshot;
        let mut findings = analysis::findings(snapshot, path);
        if let Some((note, writing)) = snapshot.note(path).zip(writing) {
            findings.retain(|finding| !analysis::unfinished(&note.note, finding, writing));
        }
        let lines = lines(snapshot, path);
        let items = findings.iter().map(|finding| self.diagnostic(&lines, finding)).collect();
        Diagnosis::new(snapshot.version(path), lines, findings, items)
    }

    fn diagnostic(&self, lines: &Text, finding: &Finding) -> Diagnostic {
        let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
        Diagnostic {
            range: convert::range(lines, finding.span, self.agreed.encoding),
            severity: severity(finding.severity),
            code: Some(NumberOrString::String(finding.rule.to_owned())),
            code_description: self.page(finding.rule),
            source: Some(SOURCE.to_owned()),
            message: finding.message.clone(),
            related_information: self.related(finding),
            tags: None,
            data: (!titles.is_empty()).then(|| json!({ "fixes": titles })),
        }
    }

    fn page(&self, rule: &str) -> Option<CodeDescription> {
        let rule = rules::named(rule).filter(|_| self.agreed.diagnostics.rule_links)?;
        self.session.pages.url(rule).map(|href| CodeDescription { href })
    }

    fn related(&self, finding: &Finding) -> Option<Vec<DiagnosticRelatedInformation>> {
        if !self.agreed.diagnostics.related || finding.related.is_empty() {
            return None;
        }
        let places = finding.related.iter().filter_map(|related| {
            let range = self.range(&related.path, related.span);
            let location = Location::new(self.session.url(&related.path)?, range);
            Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
        });
        Some(places.collect())
    }

    /// Lines and columns of a place in any document.
    fn range(&self, path: &Path, span: Span) -> Range {
        let range = || convert::range(&lines(self.snapshot, path), span, self.agreed.encoding);
        // Notes and what lies beside them change while the world stays the same.
        if self.snapshot.note(path).is_some() || self.snapshot.source_at(path).is_none() {
            return range();
        }
        self.related.borrow_mut().get_or_compute((path.to_owned(), span), |_| range())
    }
}

fn severity(severity: Severity) -> Option<DiagnosticSeverity> {
    match severity {
        Severity::Off => None,
        Severity::Hint => Some(DiagnosticSeverity::HINT),
        Severity::Info => Some(DiagnosticSeverity::INFORMATION),
        Severity::Warning => Some(DiagnosticSeverity::WARNING),
        Severity::Error => Some(DiagnosticSeverity::ERROR),
    }
}
