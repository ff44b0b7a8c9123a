//! The diagnostics of one document: made from its findings, kept until the document or the world around it changes.

use super::capabilities::Agreed;
use super::convert;
use super::protocol::*;
use super::session::{Moment, Session};
use crate::analysis::{self, Finding, Fix};
use crate::rules;
use crate::text::{Span, Text};
use crate::workspace::{NoteEntry, Severity, Snapshot, load};
use dashmap::DashMap;
use rustc_hash::{FxHashMap, FxHasher};
use serde_json::json;
use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The name of the server on each diagnostic, and of its diagnostics among those a client pulls.
pub(super) const SOURCE: &str = "onrecord";

/// What is wrong in one document.
#[derive(Debug, Default)]
pub(super) struct Diagnosis {
    /// The editor's version of the text it was made of.
    pub(super) version: Option<i32>,
    /// The text itself, for lines and columns.
    pub(super) lines: Text,
    /// What was found, in the order of the places.
    pub(super) findings: Vec<Finding>,
    /// For each finding its fixes, tried when somebody first asks for them.
    sound: Vec<OnceLock<Vec<Fix>>>,
    /// The findings for the client, one for each.
    pub(super) items: Vec<Diagnostic>,
    /// Made when a client that pulls first wants it.
    result_id: OnceLock<String>,
}

/// Diagnoses by document, with what they were made of.
#[derive(Default)]
pub(super) struct Diagnoses(DashMap<PathBuf, Made>);

struct Made {
    note: Option<Arc<NoteEntry>>,
    world: u64,
    writing: Option<usize>,
    diagnosis: Arc<Diagnosis>,
    related: Related,
}

/// Where places in sources lie by lines and columns: of a large corpus each takes a search. Nothing in it changes as long as
/// the world is the same.
type Related = FxHashMap<PathBuf, FxHashMap<Span, Range>>;

impl Diagnoses {
    /// The diagnosis of a document at a moment: kept, or made now. Takes as long as the rules need; not for handlers.
    pub(super) fn of(&self, session: &Session, moment: &Moment, path: &Path) -> Arc<Diagnosis> {
        let note = moment.snapshot.note(path).cloned();
        let writing = session.open.get(path).and_then(|open| open.writing);
        if let Some(kept) = self.0.get(path)
            && kept.world == moment.world
            && kept.writing == writing
            && same_note(kept.note.as_ref(), note.as_ref())
            // Of a document that is no note the text is not known to be the same.
            && note.is_some()
        {
            return kept.diagnosis.clone();
        }
        let same_world = |_: &PathBuf, made: &Made| made.world == moment.world;
        let before = self.0.remove_if(path, same_world).map(|(_, made)| made.related);
        let rim = Rim {
            session,
            agreed: session.agreed(),
            snapshot: &moment.snapshot,
            before: before.unwrap_or_default(),
            related: RefCell::default(),
        };
        let diagnosis = Arc::new(diagnose(&rim, path, writing));
        let related = rim.related.into_inner();
        let diagnosed = diagnosis.clone();
        let made = Made { note, world: moment.world, writing, diagnosis: diagnosed, related };
        self.0.insert(path.to_owned(), made);
        diagnosis
    }

    /// Forgets what the workspace no longer has.
    pub(super) fn keep_only(&self, snapshot: &Snapshot) {
        self.0.retain(|path, _| snapshot.note(path).is_some());
    }
}

fn same_note(a: Option<&Arc<NoteEntry>>, b: Option<&Arc<NoteEntry>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

fn diagnose(rim: &Rim<'_>, path: &Path, writing: Option<usize>) -> Diagnosis {
    let snapshot = rim.snapshot;
    let mut findings = analysis::findings(snapshot, path);
    if let Some((note, writing)) = snapshot.note(path).zip(writing) {
        findings.retain(|finding| !analysis::unfinished(&note.note, finding, writing));
    }
    let lines = lines(snapshot, path);
    let items: Vec<Diagnostic> =
        findings.iter().map(|finding| rim.diagnostic(&lines, finding)).collect();
    let version = snapshot.version(path);
    let sound = findings.iter().map(|_| OnceLock::new()).collect();
    Diagnosis { version, lines, findings, sound, items, result_id: OnceLock::new() }
}

impl Diagnosis {
    /// Equal for equal items: what a client that pulls sends back to learn that nothing changed.
    pub(super) fn result_id(&self) -> &str {
        self.result_id.get_or_init(|| {
            let mut hasher = FxHasher::default();
            serde_json::to_string(&self.items).unwrap_or_default().hash(&mut hasher);
            format!("{:x}", hasher.finish())
        })
    }

    /// The findings at a place with their diagnostics and the fixes that were tried and hold.
    pub(super) fn fixable<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        path: &'a Path,
        span: Span,
    ) -> impl Iterator<Item = (&'a Diagnostic, &'a [Fix])> {
        let all = self.findings.iter().zip(&self.items).zip(&self.sound).enumerate();
        let here = all.filter(move |(_, ((finding, _), _))| finding.is_at(span));
        here.map(move |(number, ((_, item), sound))| {
            let tried = || {
                let sound = analysis::sound_fixes(snapshot, path, &self.findings, &[number]);
                sound.into_iter().next().unwrap_or_default()
            };
            (item, sound.get_or_init(tried).as_slice())
        })
    }
}

/// The text of a document; of a configuration file, which is neither note nor source, what the disk has.
fn lines(snapshot: &Snapshot, path: &Path) -> Text {
    snapshot.lines(path).unwrap_or_else(|| Text::new(&load::text(path).unwrap_or_default()))
}

/// What is needed to say a finding in the client's terms.
struct Rim<'a> {
    session: &'a Session,
    agreed: Agreed,
    snapshot: &'a Snapshot,
    /// What was related to the findings made last, and what is to these.
    before: Related,
    related: RefCell<Related>,
}

impl Rim<'_> {
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
        let rule = rules::named(rule).filter(|_| self.agreed.rule_links)?;
        self.session.pages.url(rule).map(|href| CodeDescription { href })
    }

    fn related(&self, finding: &Finding) -> Option<Vec<DiagnosticRelatedInformation>> {
        if !self.agreed.related || finding.related.is_empty() {
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
        let kept = |places: &Related| places.get(path)?.get(&span).copied();
        let mut related = self.related.borrow_mut();
        if let Some(range) = kept(&related) {
            return range;
        }
        let known = kept(&self.before);
        let range = known.unwrap_or_else(|| {
            convert::range(&lines(self.snapshot, path), span, self.agreed.encoding)
        });
        // Notes and what lies beside them change while the world stays the same.
        let is_source =
            || self.snapshot.note(path).is_none() && self.snapshot.source_at(path).is_some();
        if known.is_some() || is_source() {
            related.entry(path.to_owned()).or_default().insert(span, range);
        }
        range
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
