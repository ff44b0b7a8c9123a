//! Reads a whole workspace, or sources outside any.

use super::loaded::{Loaded, Progress};
use crate::actor::{ActorEntries, Actors, DocumentNames};
use crate::corpus::{Corpus, Source};
use crate::format::Extraction;
use crate::workspace::actors::{self, UserActors};
use crate::workspace::cache::Cache;
use crate::workspace::entry::NoteEntry;
use crate::workspace::files::{extraction, walk};
use crate::workspace::folder::{
    Folder, NoteFilter, corpora, corpus_folders, is_markdown, is_read_aside,
};
use crate::workspace::folder_reading::{read_known_actors, read_place};
use crate::workspace::indexing::{Indexer, Interrupted, SourceFiles, stamp};
use crate::workspace::plan::{Plan, encoded, extracted};
use crate::workspace::problem::{Problem, unreadable};
use crate::workspace::root::{RootFolder, places};
use crate::workspace::snapshot::Snapshot;
use crate::workspace::source_file::{Report, faults, source};
use crate::workspace::unsupported::{UnsupportedFile, UnsupportedFiles, may_be_source};
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads everything. `progress` is called after each document and may stop the reading, which then returns `None`.
pub fn read(plan: &Plan, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Option<Loaded> {
    read_early(plan, &Snapshot::default(), progress, &mut |_| {})
}

/// Reads everything, except what a snapshot already has of a large corpus. `early` gets a corpus not known before as
/// soon as its texts can be searched, without notes and actors.
pub fn read_early(
    plan: &Plan,
    before: &Snapshot,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    early: &mut dyn FnMut(Loaded),
) -> Option<Loaded> {
    let mut resolved = ResolvedPlan::of(plan);
    let problems = std::mem::take(&mut resolved.problems);
    let report = Report { problems, ..Report::default() };
    Loader { resolved, before, found: Found::default(), report, progress, early }.load()
}

/// Reading in progress.
struct Loader<'a> {
    resolved: ResolvedPlan<'a>,
    /// What this has of a large corpus is not read again.
    before: &'a Snapshot,
    found: Found,
    report: Report,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    early: &'a mut dyn FnMut(Loaded),
}

/// A plan with the files of its folders read.
pub(super) struct ResolvedPlan<'p> {
    pub(super) plan: &'p Plan,
    pub(super) places: Vec<RootFolder>,
    /// The folder for each place.
    pub(super) folders: Vec<Folder>,
    pub(super) actors: UserActors,
    /// The problems of these files.
    pub(super) problems: Vec<Problem>,
    /// The cache of the corpus, whether or not it contains anything.
    pub(super) cache: Option<Cache>,
}

impl<'p> ResolvedPlan<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let places = places(plan);
        let (mut folders, mut problems) = (Vec::new(), Vec::new());
        let mut actors = ActorEntries::default();
        for place in &places {
            let (folder, wrong) = read_place(place, plan);
            problems.extend(wrong);
            read_known_actors(&folder, plan, &mut actors, &mut problems);
            folders.push(folder);
        }
        let cache = plan.cache(&corpora(&folders));
        Self { plan, places, folders, actors: UserActors::of(actors), problems, cache }
    }
}

/// The files of a workspace.
#[derive(Default)]
struct Found {
    sources: SourceFiles,
    notes: BTreeSet<PathBuf>,
    /// Files in source folders that are of unsupported kinds.
    others: Vec<PathBuf>,
}

impl Found {
    fn total(&self) -> usize {
        self.sources.len() + self.notes.len()
    }
}

impl Loader<'_> {
    /// Reads everything; `None` when stopped.
    fn load(mut self) -> Option<Loaded> {
        self.find_files();
        let size: u64 = self.found.sources.values().map(|stamp| stamp.size).sum();
        let is_large = size >= self.resolved.plan.limits().large;
        let cache = self.resolved.cache.take().filter(|_| is_large);
        let indexed = match &cache {
            Some(cache) => self.index(cache)?,
            None => None,
        };
        let (corpus, names) = match indexed {
            Some(corpus) => (corpus, Vec::new()),
            None => self.read_into_memory()?,
        };
        let others = std::mem::take(&mut self.found.others).into_iter();
        self.report.unsupported.extend(others.map(UnsupportedFile::by_kind));
        let notes = self.read_notes()?;
        let Self {
            resolved, before, report: Report { problems, unsupported, mut notices }, ..
        } = self;
        let actors = match &cache {
            Some(cache) => {
                let user = &resolved.actors;
                actors::of_indexed(&before.actors, &corpus, user, cache, &mut notices)
            }
            None => actors::of_small(names, &resolved.actors),
        };
        let unsupported = UnsupportedFiles::of(unsupported, |path| corpus.at(path).is_some());
        let folders = resolved.folders;
        Some(Loaded { folders, notes, corpus, actors, problems, unsupported, notices })
    }

    /// Walks the folders.
    fn find_files(&mut self) {
        let Self { resolved, found, report: Report { problems, .. }, .. } = self;
        for (place, folder) in resolved.places.iter().zip(&resolved.folders) {
            let corpus = corpus_folders(folder);
            let mut sources = Vec::new();
            problems.extend(walk(&corpus, &|_| true, &[], &mut |path, entry| {
                if is_read_aside(&resolved.folders, &path) {
                    return;
                }
                if !is_source(&path, &corpus) {
                    found.others.push(path);
                    return;
                }
                sources.push((path, entry.metadata().map(|m| stamp(&m)).unwrap_or_default()));
            }));
            // All at once: they are nearly always sorted, and then cheap to build a map from.
            found.sources.append(&mut SourceFiles::from_iter(sources));
            let wanted = NoteFilter::new(folder, &corpus);
            // A corpus inside the workspace was already walked, and contains no notes.
            let closed = walk(&place.notes, &is_markdown, &corpus, &mut |path, _| {
                if wanted.holds(&path) {
                    found.notes.insert(path);
                }
            });
            let closed: Vec<_> = closed.into_iter().filter(|p| !problems.contains(p)).collect();
            problems.extend(closed);
        }
        found.notes.retain(|path| !found.sources.contains_key(path));
    }

    /// Reads the sources through the index. `None` when stopped; `Some(None)` when the index cannot be written.
    fn index(&mut self, cache: &Cache) -> Option<Option<Corpus>> {
        let (user, folders) = (&self.resolved.actors, &self.resolved.folders);
        let total = self.found.total();
        let progress = &mut |done| (self.progress)(Progress { done, total });
        let early = &mut |corpus| {
            let (folders, actors) = (folders.clone(), Actors::of_file(user.names.clone()));
            (self.early)(Loaded { folders, corpus, actors, ..Loaded::default() });
        };
        let parts = (self.resolved.plan, cache, user);
        let (before, files) = (&self.before.corpus, &self.found.sources);
        let indexer = Indexer::begin(parts, before, files, &mut self.report, progress);
        match indexer.and_then(|indexer| indexer.run(early)) {
            Ok(corpus) => Some(Some(corpus)),
            Err(Interrupted::Stopped) => None,
            Err(Interrupted::Unwritable(error)) => {
                self.report.notices.push(format!(
                    "the index in {} cannot be written, so everything is kept in memory: {error}",
                    cache.folder().display()
                ));
                Some(None)
            }
        }
    }

    /// Reads all sources into memory, with what each says about its actors. `None` when stopped.
    fn read_into_memory(&mut self) -> Option<(Corpus, Vec<DocumentNames>)> {
        let (mut sources, mut names) = (Vec::new(), Vec::new());
        for (done, path) in self.found.sources.keys().enumerate() {
            tell(self.progress, done, self.found.total())?;
            match extracted(self.resolved.plan, path) {
                Err(why) => self.report.leave_out(path, &why),
                Ok(read) => {
                    self.report.problems.extend(faults(path, &read));
                    let (source, named) = self.resolved.actors.read(path, read);
                    sources.push(Arc::new(source));
                    names.push(named);
                }
            }
        }
        Some((Corpus::new(sources), names))
    }

    /// Reads all notes. `None` when stopped.
    fn read_notes(&mut self) -> Option<HashMap<PathBuf, Arc<NoteEntry>>> {
        let mut notes = HashMap::default();
        let total = self.found.total();
        for (done, path) in (self.found.sources.len()..).zip(&self.found.notes) {
            tell(self.progress, done, total)?;
            match encoded(self.resolved.plan, path) {
                Err(why) => self.report.problems.push(unreadable(path, &why)),
                Ok((text, charset)) => {
                    let entry = NoteEntry { charset, ..NoteEntry::read(text, None) };
                    notes.insert(path.clone(), Arc::new(entry));
                }
            }
        }
        Some(notes)
    }
}

/// Reports progress; `None` when reading should stop.
fn tell(
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    done: usize,
    total: usize,
) -> Option<()> {
    progress(Progress { done, total }).is_continue().then_some(())
}

/// Whether a file in these source folders is a source, if it can be read: by its name, or because it is named itself.
fn is_source(path: &Path, corpus: &[PathBuf]) -> bool {
    may_be_source(path) || corpus.iter().any(|named| named == path)
}

/// The source at a path, outside any workspace, and what is wrong with the file.
///
/// # Errors
/// Why it cannot be read.
pub fn source_at(path: &Path) -> Result<(Source, Vec<Problem>), UnsupportedFile> {
    match extraction(path) {
        Ok(read) => {
            let problems = faults(path, &read);
            Ok((source(path, read), problems))
        }
        Err(why) => Err(UnsupportedFile::because(path, &why)),
    }
}

/// The sources at or below some paths, ordered by path, outside any workspace; and the files there that are none.
pub fn sources(paths: &[PathBuf]) -> (Vec<Source>, UnsupportedFiles) {
    read_each(paths, &source)
}

/// Like [`sources`], with their actors.
pub fn sources_and_actors(
    paths: &[PathBuf],
    known: ActorEntries,
) -> (Vec<Source>, Actors, UnsupportedFiles) {
    let user = UserActors::of(known);
    let (read, unsupported) = read_each(paths, &|path, read| user.read(path, read));
    let (sources, names) = read.into_iter().unzip();
    (sources, actors::of_small(names, &user), unsupported)
}

fn read_each<T>(
    paths: &[PathBuf],
    read: &dyn Fn(&Path, Extraction<'static>) -> T,
) -> (Vec<T>, UnsupportedFiles) {
    let (mut sources, mut unsupported, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut found = BTreeSet::new();
    walk(paths, &|_| true, &[], &mut |path, _| {
        found.insert(path);
    });
    for path in found {
        if !is_source(&path, paths) {
            unsupported.push(UnsupportedFile::by_kind(path));
            continue;
        }
        match extraction(&path) {
            Ok(extracted) => {
                sources.push(read(&path, extracted));
                known.insert(path);
            }
            Err(why) => unsupported.push(UnsupportedFile::because(&path, &why)),
        }
    }
    (sources, UnsupportedFiles::of(unsupported, |path| known.contains(path)))
}
