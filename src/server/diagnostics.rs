//! The one task that owns diagnostics: it waits until a document is unchanged for a while, makes them on a snapshot,
//! and publishes them.
//!
//! Since nobody else publishes, an older result never follows a newer one. For a client that pulls, this task only says
//! when to pull again; configuration files, which no client opens by itself, are published to all.

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
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Runs until the process ends.
pub(super) async fn run(session: Arc<Session>) {
    let mut task = Task { session, published: BTreeMap::new() };
    loop {
        let session = &task.session;
        session.stale.settled(|| session.diagnostics_delay()).await;
        // A request right after an edit is answered first; findings may follow. Clients that pull request them.
        if !session.agreed().diagnostics.pulls {
            session.outbox.all_answered().await;
        }
        task.round().await;
    }
}

struct Task {
    session: Arc<Session>,
    /// What was published for each document, and so is shown by the client.
    published: BTreeMap<PathBuf, (Url, Arc<Diagnosis>)>,
}

impl Task {
    async fn round(&mut self) {
        let wanted = self.session.stale.take();
        let pulls = self.session.agreed().diagnostics.pulls;
        let moment = self.session.moment().clone();
        let mut paths = wanted.paths;
        if wanted.everything {
            self.session.diagnoses.keep_only(&moment.snapshot);
            paths.extend(self.session.open.iter().map(|open| open.key().clone()));
            paths.extend(moment.snapshot.wrong().map(Path::to_owned));
            paths.extend(self.published.keys().cloned());
        }
        for path in paths {
            let problem = moment.snapshot.is_wrong(&path);
            let open = self.session.open.contains_key(&path);
            if problem || (open && !pulls) {
                self.publish(&moment, path).await;
            } else if let Some((url, _)) = self.published.remove(&path) {
                self.session.outbox.publish(&url, &[], None).await;
            }
        }
        if wanted.everything {
            let (agreed, refreshes) =
                (self.session.agreed().refreshes, &self.session.outbox.refreshes);
            let stale = [
                (pulls, &refreshes.diagnostics),
                (agreed.inlay_hints, &refreshes.inlay_hints),
                (agreed.semantic_tokens, &refreshes.semantic_tokens),
                (agreed.code_lenses, &refreshes.code_lenses),
            ];
            let stale = stale.into_iter().filter(|(supported, _)| *supported);
            stale.for_each(|(_, refresh)| refresh.request());
        }
        self.session.rounds.send_modify(|rounds| *rounds += 1);
    }

    async fn publish(&mut self, moment: &Arc<Moment>, path: PathBuf) {
        // On this thread, since waking another takes time: `block_in_place` lets another thread take over its tasks.
        let made = || diagnose(&self.session, moment, &path);
        let made = tokio::task::block_in_place(|| catch_unwind(AssertUnwindSafe(made)));
        let Ok(diagnosis) = made else {
            return failed(&self.session, "a rule panicked");
        };
        let version = self.session.open.get(&path).map(|open| open.version);
        let held = moment.snapshot.version(&path).is_some();
        if held && version != diagnosis.version {
            // Edited meanwhile: the edit made the document stale again, and its own round follows.
            return;
        }
        if self.published.get(&path).is_some_and(|(_, shown)| Arc::ptr_eq(shown, &diagnosis)) {
            return;
        }
        let Some(url) = self.session.url(&path) else { return };
        self.session.outbox.publish(&url, &diagnosis.items, version).await;
        self.published.insert(path, (url, diagnosis));
    }
}

/// A document's diagnosis, made on a thread that may block. `None` if a rule panicked: the document keeps its old one.
pub(super) async fn diagnosis(
    session: &Arc<Session>,
    moment: &Arc<Moment>,
    path: &Path,
) -> Option<Arc<Diagnosis>> {
    let (session, moment, path) = (session.clone(), moment.clone(), path.to_owned());
    let outbox = session.clone();
    let made = tokio::task::spawn_blocking(move || diagnose(&session, &moment, &path)).await;
    if let Err(error) = &made {
        failed(&outbox, &error.to_string());
    }
    made.ok()
}

fn failed(session: &Session, why: &str) {
    session.outbox.log(MessageType::ERROR, format!("diagnostics failed: {why}"));
}

/// The diagnosis of a document in one state: cached, or made now. Takes as long as the rules need; not for handlers.
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

/// The text of a document; for a configuration file, which is neither note nor source, that on disk.
fn lines(snapshot: &Snapshot, path: &Path) -> Text {
    snapshot.lines(path).unwrap_or_else(|| Text::new(&load::text(path).unwrap_or_default()))
}

/// What it takes to express a finding in the client's terms.
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
        // Notes and auxiliary files change within the same world.
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
