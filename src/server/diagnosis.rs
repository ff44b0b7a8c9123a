//! The diagnostics of one document, cached until the document or anything else they depend on changes.

use super::moment::Moment;
use super::protocol::{Diagnostic, Range};
use crate::analysis::{self, Finding, Fix};
use crate::memo::Memo;
use crate::text::{Span, Text};
use crate::workspace::{NoteEntry, Snapshot};
use dashmap::DashMap;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The name of the server on each diagnostic, and of its set of diagnostics for a client that pulls.
pub(super) const SOURCE: &str = "onrecord";

/// The diagnostics of one document.
#[derive(Debug, Default)]
pub(super) struct Diagnosis {
    /// The editor's version of the text.
    pub(super) version: Option<i32>,
    /// The text, for lines and columns.
    pub(super) lines: Text,
    /// The findings, in order.
    pub(super) findings: Vec<Finding>,
    /// The fixes of each finding, tried on first use.
    sound: Vec<OnceLock<Vec<Fix>>>,
    /// The diagnostic of each finding.
    pub(super) items: Vec<Diagnostic>,
    /// Built when a client first pulls it.
    result_id: OnceLock<String>,
}

impl Diagnosis {
    /// Builds it from the findings in a text, and the same in the client's form.
    pub(super) fn new(
        version: Option<i32>,
        lines: Text,
        findings: Vec<Finding>,
        items: Vec<Diagnostic>,
    ) -> Self {
        let sound = findings.iter().map(|_| OnceLock::new()).collect();
        Self { version, lines, findings, sound, items, result_id: OnceLock::new() }
    }

    /// Equal for equal items: a client that pulls sends it back to learn that nothing has changed.
    pub(super) fn result_id(&self) -> &str {
        self.result_id.get_or_init(|| {
            let mut hasher = FxHasher::default();
            serde_json::to_string(&self.items).unwrap_or_default().hash(&mut hasher);
            format!("{:x}", hasher.finish())
        })
    }

    /// The findings at a place, with their diagnostics and the fixes that passed the trial.
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

/// Lines and columns of places in sources, since each lookup in a large corpus is a search. Valid until the world
/// changes.
pub(super) type RelatedRanges = Memo<(PathBuf, Span), Range>;

/// Diagnoses by document.
#[derive(Default)]
pub(super) struct Diagnoses(DashMap<PathBuf, CachedDiagnosis>);

/// A diagnosis, and what it was made from.
pub(super) struct CachedDiagnosis {
    pub(super) note: Option<Arc<NoteEntry>>,
    /// The world, as [`Moment::world`].
    pub(super) world: u64,
    /// The cursor.
    pub(super) writing: Option<usize>,
    pub(super) diagnosis: Arc<Diagnosis>,
    pub(super) related: RelatedRanges,
}

impl Diagnoses {
    /// The diagnosis of an unchanged note. For other documents, the text is not known to be the same.
    pub(super) fn current(
        &self,
        moment: &Moment,
        path: &Path,
        writing: Option<usize>,
    ) -> Option<Arc<Diagnosis>> {
        let cached = self.0.get(path)?;
        let same_note = Arc::ptr_eq(cached.note.as_ref()?, moment.snapshot.note(path)?);
        let same = same_note && cached.world == moment.world && cached.writing == writing;
        same.then(|| cached.diagnosis.clone())
    }

    /// Reuses the places that the last diagnosis of a document referred to, if still valid.
    pub(super) fn take_related(&self, moment: &Moment, path: &Path) -> RelatedRanges {
        let same_world = |_: &PathBuf, cached: &CachedDiagnosis| cached.world == moment.world;
        let mut related = self
            .0
            .remove_if(path, same_world)
            .map(|(_, cached)| cached.related)
            .unwrap_or_default();
        related.next_generation();
        related
    }

    /// Stores a diagnosis.
    pub(super) fn insert(&self, path: &Path, diagnosis: CachedDiagnosis) {
        self.0.insert(path.to_owned(), diagnosis);
    }

    /// Drops documents that the workspace no longer has.
    pub(super) fn keep_only(&self, snapshot: &Snapshot) {
        self.0.retain(|path, _| snapshot.note(path).is_some());
    }
}
