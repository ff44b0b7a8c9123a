//! Loading: what the files of a workspace say, and reading again what changed.
//!
//! Nothing here touches a [`super::Workspace`]: a [`Plan`] goes in, a [`Loaded`] comes out, on whatever thread.

pub use super::files::{encoded, extraction, files, text};
pub use super::folder::{
    DocumentKind, actors_path, corpus_folders, is_aside, is_beside_sources, is_read_aside, kind_of,
    may_touch,
};
pub use super::folder_reading::{actors_file, known_actors, sources_beside};
pub use super::plan::Plan;
pub use super::root::root_of;
pub use super::unreadable::{MAX_BYTES, Unreadable};

use super::bounds;
use super::cache::Cache;
use super::entry::NoteEntry;
use super::files::walk;
use super::folder::{Folder, NoteFilter, corpora, is_markdown};
use super::folder_reading::{read_known_actors, read_place};
use super::people::{self, Known};
use super::plan::{self, extracted};
use super::problem::Problem;
use super::root::{home_of, places};
use super::snapshot::Snapshot;
use super::stock::{self, Files, Stocktaking};
use super::unread::{Unread, UnreadFiles};
use super::unreadable::unreadable;
use crate::actor::{ActorEntries, Actors, ReadDocument};
use crate::corpus::{Corpus, Source};
use crate::format::{self, Charset, Extraction};
use crate::text::Span;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The folders with their configuration.
    pub folders: Vec<Folder>,
    /// All notes on disk.
    pub notes: HashMap<PathBuf, Arc<NoteEntry>>,
    /// All sources.
    pub corpus: Corpus,
    /// All actors.
    pub actors: Actors,
    /// What could not be read, and what is wrong with configurations.
    pub problems: Vec<Problem>,
    /// Files of the source folders that are no sources.
    pub unread: UnreadFiles,
    /// What a log should say: an index that had to be made anew, or could not be written.
    pub notices: Vec<String>,
}

impl Loaded {
    /// What was read, with the actors of the corpus linked.
    pub fn of(
        folders: Vec<Folder>,
        notes: HashMap<PathBuf, Arc<NoteEntry>>,
        corpus: Corpus,
        known: &ActorEntries,
        problems: Vec<Problem>,
    ) -> Self {
        let actors = Actors::of(&actor_documents(&corpus), known);
        Self { folders, notes, corpus, actors, problems, ..Self::default() }
    }
}

/// How far reading is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Documents read.
    pub done: usize,
    /// Documents found.
    pub total: usize,
}

/// Reads everything. `progress` is told after each document and may stop the reading, which then returns `None`.
pub fn read(plan: &Plan, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Option<Loaded> {
    read_over(plan, &Snapshot::default(), progress)
}

/// Reads everything, but for what a snapshot has already of a large corpus.
pub fn read_over(
    plan: &Plan,
    before: &Snapshot,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Option<Loaded> {
    read_early(plan, before, progress, &mut |_| {})
}

/// Reads everything like [`read_over`]. `early` is given a large corpus of which nothing was known as soon as its texts
/// can be searched, without notes and actors.
pub fn read_early(
    plan: &Plan,
    before: &Snapshot,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    early: &mut dyn FnMut(Loaded),
) -> Option<Loaded> {
    let (mut folders, mut problems) = (Vec::new(), Vec::new());
    let mut known = ActorEntries::default();
    let mut source_files = Files::new();
    let mut others = Vec::new();
    let mut note_files = BTreeSet::new();
    for place in places(plan) {
        let (folder, wrong) = read_place(&place, plan);
        problems.extend(wrong);
        let corpus = corpus_folders(&folder);
        let mut found = Vec::new();
        problems.extend(walk(&corpus, &|_| true, &[], &mut |path, entry| {
            if !is_source(&path, &corpus) {
                others.push(path);
                return;
            }
            let stamp = entry.metadata().map(|m| stock::stamp(&m)).unwrap_or_default();
            found.push((path, stamp));
        }));
        // All at once: they are in order nearly always, and are then not compared with each other again and again.
        source_files.append(&mut Files::from_iter(found));
        let wanted = NoteFilter::new(&folder, &corpus);
        // A corpus inside the workspace was walked through, and holds no notes.
        let closed = walk(&place.notes, &is_markdown, &corpus, &mut |path, _| {
            if wanted.holds(&path) {
                note_files.insert(path);
            }
        });
        let closed: Vec<_> = closed.into_iter().filter(|p| !problems.contains(p)).collect();
        problems.extend(closed);
        read_known_actors(&folder, plan, &mut known, &mut problems);
        folders.push(folder);
    }
    note_files.retain(|path| !source_files.contains_key(path));

    let known = Known::of(known);
    let total = source_files.len() + note_files.len();
    let (mut notices, mut unread) = (Vec::new(), Vec::new());
    let size: u64 = source_files.values().map(|stamp| stamp.size).sum();
    let cache = plan.cache(&corpora(&folders)).filter(|_| size >= plan.limits().large);
    let mut stored = None;
    if let Some(cache) = &cache {
        let taken = Stocktaking {
            plan,
            cache,
            before: &before.corpus,
            known: &known,
            problems: &mut problems,
            unread: &mut unread,
            notices: &mut notices,
            progress: &mut |done| progress(Progress { done, total }),
            early: &mut |corpus| {
                let (folders, actors) = (folders.clone(), Actors::of_file(known.names.clone()));
                early(Loaded { folders, corpus, actors, ..Loaded::default() });
            },
        }
        .take(&source_files);
        match taken {
            Ok(Some(corpus)) => stored = Some(corpus),
            Ok(None) => return None,
            Err(error) => notices.push(format!(
                "the index in {} cannot be written, so everything is held in memory: {error}",
                cache.folder().display()
            )),
        }
    }
    let corpus = match stored {
        Some(corpus) => corpus,
        None => {
            let mut sources = Vec::with_capacity(source_files.len());
            for (done, path) in source_files.into_keys().enumerate() {
                if progress(Progress { done, total }).is_break() {
                    return None;
                }
                match extracted(plan, &path) {
                    Err(why) => {
                        problems.push(unreadable(&path, &why));
                        unread.push(Unread::because(path.clone(), key_of(&path), &why));
                    }
                    Ok(read) => {
                        problems.extend(faults(&path, &read));
                        sources.push(Arc::new(source(&path, read)));
                    }
                }
            }
            Corpus::new(sources)
        }
    };
    let others =
        others.into_iter().map(|path: PathBuf| Unread::by_kind(path.clone(), key_of(&path)));
    unread.extend(others);
    let unread = UnreadFiles::of(unread, |path| corpus.at(path).is_some());
    let mut notes = HashMap::default();
    for (done, path) in (total - note_files.len()..).zip(note_files) {
        if progress(Progress { done, total }).is_break() {
            return None;
        }
        match plan::encoded(plan, &path) {
            Err(why) => problems.push(unreadable(&path, &why)),
            Ok((text, charset)) => drop(notes.insert(path, Arc::new(note(text, charset)))),
        }
    }
    let actors = match &cache {
        Some(cache) => people::of_large(&before.actors, &corpus, &known, cache, &mut notices),
        None => Actors::of(&actor_documents(&corpus), &known.actors),
    };
    Some(Loaded { folders, notes, corpus, actors, problems, unread, notices })
}

/// The sources at or below some paths, in the order of their paths, outside any workspace; and what lies there and is none.
pub fn sources(paths: &[PathBuf]) -> (Vec<Source>, UnreadFiles) {
    let (mut sources, mut unread) = (Vec::new(), Vec::new());
    let mut found = BTreeSet::new();
    walk(paths, &|_| true, &[], &mut |path, _| {
        found.insert(path);
    });
    for path in found {
        let key = key_of(&path);
        if !is_source(&path, paths) {
            unread.push(Unread::by_kind(path, key));
            continue;
        }
        match extraction(&path) {
            Ok(read) => sources.push(Source::of(key, path, read)),
            Err(why) => unread.push(Unread::because(path, key, &why)),
        }
    }
    let known: BTreeSet<PathBuf> = sources.iter().map(|source| source.path.clone()).collect();
    (sources, UnreadFiles::of(unread, |path| known.contains(path)))
}

/// Whether a file of these source folders is a source, if it can be read: by its extension, or because it is named itself.
fn is_source(path: &Path, corpus: &[PathBuf]) -> bool {
    format::of(path).is_some() || corpus.iter().any(|named| named == path)
}

fn note(text: String, charset: Charset) -> NoteEntry {
    NoteEntry { charset, ..NoteEntry::read(text, None) }
}

/// Gives back the memory that holds what was read of indexes. What is asked again is read again.
pub fn release() {
    Cache::release();
}

/// Compares the whole cache of a corpus with its checksums. What is damaged no longer counts, and is named: the corpus must
/// be read again.
pub fn verify(plan: &Plan) -> Vec<String> {
    // By now all that is kept of each document was gone through.
    Cache::release();
    let mut wrong = Vec::new();
    let Some(cache) = cache(plan) else { return wrong };
    let segments = cache.segments(&mut |line| wrong.push(line));
    let (whole, damaged): (Vec<_>, Vec<_>) =
        segments.into_iter().partition(|kept| cache.is_whole(kept));
    wrong.extend(damaged.iter().map(|kept| {
        format!("the segment {:016x} of the index is damaged: it is made anew", kept.stored.print())
    }));
    if !damaged.is_empty()
        && let Err(error) = cache.write().and_then(|writing| cache.keep(&writing, &whole))
    {
        wrong.push(format!("the index cannot be mended: {error}"));
    }
    if people::remove_unusable(&cache) {
        wrong.push("the actors in the index are damaged: they are made anew".to_owned());
    }
    wrong
}

/// The cache of a plan's corpus, whether or not there is anything in it.
pub fn cache(plan: &Plan) -> Option<Cache> {
    let folders: Vec<Folder> = places(plan).iter().map(|place| read_place(place, plan).0).collect();
    plan.cache(&corpora(&folders))
}

/// What the cache has of a large corpus, without a look at the sources or the notes: in no time, whatever the size. `None`
/// when there is nothing whole. What changed since is found by [`read`], which must follow.
pub fn kept(plan: &Plan) -> Option<Loaded> {
    let mut known = ActorEntries::default();
    let mut problems = Vec::new();
    let mut folders = Vec::new();
    for place in places(plan) {
        let (folder, wrong) = read_place(&place, plan);
        problems.extend(wrong);
        read_known_actors(&folder, plan, &mut known, &mut problems);
        folders.push(folder);
    }
    let cache = plan.cache(&corpora(&folders))?;
    let corpus = stock::kept(&cache)?;
    let actors = people::stored(&corpus, &Known::of(known), &cache).ok()??;
    Some(Loaded { folders, corpus, actors, problems, ..Loaded::default() })
}

/// Reads again what changed: only the documents at `changed`, with everything else as `before` has it. A change of a
/// configuration file, an actors file or a folder reads everything.
pub fn update(plan: &Plan, before: &Snapshot, changed: &[PathBuf]) -> Option<Loaded> {
    let concerns_all = |path: &PathBuf| {
        path.is_dir()
            || before.folders.iter().any(|f| *path == f.config_path || *path == actors_path(f))
            || before.bibliographies().any(|bibliography| bibliography.path == *path)
            || is_lone(plan, &before.folders, path)
            // A path without extension that is gone may have been a folder.
            || (path.extension().is_none() && !path.exists())
    };
    if changed.iter().any(concerns_all) {
        return read_over(plan, before, &mut |_| ControlFlow::Continue(()));
    }
    let mut problems: Vec<Problem> =
        before.problems.iter().filter(|p| !changed.contains(&p.path)).cloned().collect();
    let mut notes = (*before.notes.disk).clone();
    let (mut gone, mut sources) = (Vec::new(), Vec::new());
    let mut unread: Vec<Unread> =
        before.unread.all().iter().filter(|file| !changed.contains(&file.path)).cloned().collect();
    let walked: Vec<PathBuf> = plan.roots.iter().cloned().chain(corpora(&before.folders)).collect();
    for path in changed {
        notes.remove(path);
        let known = before.corpus.at(path);
        let Some(kind) = kind_of(&before.folders, path) else {
            if is_beside_sources(&before.folders, path) && path.is_file() {
                unread.push(Unread::by_kind(path.clone(), key_of(path)));
            }
            continue;
        };
        let read = match may_walk(plan, &walked, path) {
            false => Err(Unreadable::Outside),
            true if kind == DocumentKind::Note => {
                plan::encoded(plan, path).map(|(text, charset)| {
                    notes.insert(path.clone(), Arc::new(note(text, charset)));
                })
            }
            true => extracted(plan, path).map(|read| {
                if known.and_then(|id| before.corpus.text(id)) != Some(&*read.text) {
                    problems.extend(faults(path, &read));
                    sources.push(Arc::new(source(path, read)));
                }
            }),
        };
        match read {
            Ok(()) => {}
            Err(why) => {
                if known.is_some() {
                    gone.push(path.clone());
                }
                if path.exists() && !matches!(why, Unreadable::Outside) {
                    problems.push(unreadable(path, &why));
                    if kind == DocumentKind::Source {
                        unread.push(Unread::because(path.clone(), key_of(path), &why));
                    }
                }
            }
        }
    }
    let notes =
        notes.into_iter().map(|(path, entry)| (path, Arc::new(entry.without_results()))).collect();
    let corpus = before.corpus.changed(&gone, sources);
    let mut known = ActorEntries::default();
    for folder in before.folders.iter() {
        // Its problems are among those of before already.
        read_known_actors(folder, plan, &mut known, &mut Vec::new());
    }
    let actors = people::updated(before, &corpus, &Known::of(known));
    let folders = before.folders.to_vec();
    let unread = UnreadFiles::of(unread, |path| corpus.at(path).is_some());
    Some(Loaded { folders, notes, corpus, actors, problems, unread, notices: Vec::new() })
}

/// Whether the editor holds a note that lies in no folder read so far, and in a workspace by what is above it.
fn is_lone(plan: &Plan, folders: &[Folder], path: &Path) -> bool {
    let holds = |folder: &Folder| path.starts_with(&folder.root) && !folder.bare;
    plan.buffers.contains_key(path)
        && !folders.iter().any(holds)
        && home_of(path).is_some_and(|root| folders.iter().all(|folder| folder.root != root))
}

/// Puts the actors of a large corpus on the disk that were joined in memory because sources changed, and gives them back as
/// they lie there: joined they take a gigabyte of memory for a gigabyte of texts. `None` when there is nothing to put away.
///
/// # Errors
/// When the cache cannot be written.
pub fn put_away(plan: &Plan, snapshot: &Snapshot) -> std::io::Result<Option<Actors>> {
    let cache = plan.cache(&corpora(&snapshot.folders)).filter(|_| snapshot.is_to_be_put_away());
    let Some(cache) = cache else { return Ok(None) };
    let known = Known::of(snapshot.actors.entry_index().entries().clone());
    people::put_away(&snapshot.actors, &snapshot.corpus, &known, &cache)
}

/// The corpus as the actors' room sees it.
fn actor_documents(corpus: &Corpus) -> Vec<ReadDocument<'_>> {
    corpus
        .sources()
        .map(|(id, source)| ReadDocument {
            id,
            text: &source.text,
            reading: &source.reading,
            date: source.metadata.date,
        })
        .collect()
}

/// Whether a file is read that changed: what the editor does not hold and lies behind a link is not, as walking through these
/// folders leaves it out too.
fn may_walk(plan: &Plan, folders: &[PathBuf], path: &Path) -> bool {
    plan.buffers.contains_key(path)
        || !bounds::behind_link(path, folders.iter().map(PathBuf::as_path))
}

/// The source at a path, of what the reader of its format made of it.
pub(super) fn source(path: &Path, read: Extraction<'_>) -> Source {
    Source::of(key_of(path), path.to_owned(), read)
}

/// What is wrong with a source that could be read.
fn faults(path: &Path, read: &Extraction<'_>) -> Vec<Problem> {
    let fault = |fault: &String| {
        let message = format!("{} {fault}", path.display());
        Problem { path: path.to_owned(), span: Span::default(), message }
    };
    read.problems.iter().map(fault).collect()
}

/// The key of the source at a path that no bibliography gives: the name of its file.
pub(super) fn key_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
