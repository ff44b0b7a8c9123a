//! Loading: finding notes, sources, actors file and configuration on disk, and reading them.
//!
//! Nothing here touches a [`super::Workspace`]: a [`Plan`] goes in, a [`Loaded`] comes out, on whatever thread.

use super::bibliography::{Bibliography, Keys};
use super::cache::{self, Cache};
use super::config::{ACTORS_FILE, CORPUS_FOLDERS, FILE};
use super::people::{self, Known};
use super::stock::{self, Files, Stocktaking};
use super::{
    Config, Folder, Limits, NoteEntry, Problem, Settings, Snapshot, Workspace, bounds, paths,
};
use crate::actor::{Actors, Document, KnownActors};
use crate::corpus::{Corpus, Source};
use crate::text::{Span, Text};
use globset::{GlobSet, GlobSetBuilder};
use std::collections::{BTreeSet, HashMap};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// File name extensions of sources.
pub const SOURCE_EXTENSIONS: &[&str] = &["txt", "text", "md", "markdown"];

/// File name extensions of notes.
pub const NOTE_EXTENSIONS: &[&str] = &["md", "markdown"];

/// The largest file that is read, in bytes. Ten times the longest book; larger files are data, not documents.
pub const MAX_BYTES: u64 = 32 << 20;

/// What is to be read.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The folders of the workspace, absolute.
    pub roots: Vec<PathBuf>,
    /// What the editor or the command line sets.
    pub settings: Settings,
    /// Documents that the editor holds: their text beats the disk.
    pub buffers: HashMap<PathBuf, Text>,
}

impl Plan {
    /// When a corpus is large, and how its index is cut: `indexFrom` and `segmentSize` of the settings, in bytes.
    pub fn limits(&self) -> Limits {
        let set = |key| self.settings.0.get(key).and_then(serde_json::Value::as_u64);
        let (mut limits, chosen) = (Limits::default(), cache::chosen());
        limits.large = set("indexFrom").or(chosen.index_from).unwrap_or(limits.large);
        let segment = set("segmentSize").map(|size| size as usize);
        limits.segment = segment.or(chosen.segment_size).unwrap_or(limits.segment);
        limits.rest = limits.rest.min(limits.segment);
        limits
    }

    /// The cache of the corpus in these folders: below `cacheDir` of the settings, else where the command line says, else
    /// in the user's cache folder.
    pub fn cache(&self, corpora: &[PathBuf]) -> Option<Cache> {
        let set = self.settings.0.get("cacheDir").and_then(serde_json::Value::as_str);
        let chosen = set.map(PathBuf::from).or(cache::chosen().folder);
        Cache::of(&self.roots, corpora, chosen.as_deref())
    }
}

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
    /// What a log should say: an index that had to be made anew, or could not be written.
    pub notices: Vec<String>,
}

impl Loaded {
    /// What was read, with the actors of the corpus linked.
    pub fn of(
        folders: Vec<Folder>,
        notes: HashMap<PathBuf, Arc<NoteEntry>>,
        corpus: Corpus,
        known: &KnownActors,
        problems: Vec<Problem>,
    ) -> Self {
        let actors = Actors::of(&actor_documents(&corpus), known);
        Self { folders, notes, corpus, actors, problems, notices: Vec::new() }
    }
}

/// Why a file was left out.
#[derive(Debug)]
pub enum Unreadable {
    /// The system said no.
    Io(std::io::Error),
    /// Not UTF-8: the offset in bytes of the first wrong byte.
    NotUtf8(usize),
    /// Holds a NUL byte: not a text.
    Binary,
    /// A folder, a device, a pipe or the like, which may never end.
    NoFile,
    /// Named by a file of the workspace, and outside it: see [`bounds`].
    Outside,
    /// Larger than [`MAX_BYTES`]: its size in bytes.
    TooLarge(u64),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::Io(e) => write!(f, "cannot be read: {e}"),
            Unreadable::NotUtf8(at) => {
                write!(f, "is not UTF-8 (the first wrong byte is number {at}): save it as UTF-8")
            }
            Unreadable::Binary => f.write_str("is binary, not a text"),
            Unreadable::NoFile => f.write_str("is no file: only files are read"),
            Unreadable::Outside => f.write_str(bounds::OUTSIDE),
            Unreadable::TooLarge(size) => {
                write!(
                    f,
                    "is {} MB large; files over {} MB are not read",
                    size >> 20,
                    MAX_BYTES >> 20
                )
            }
        }
    }
}

/// Reads one text file.
pub fn text(path: &Path) -> Result<String, Unreadable> {
    let mut buffer = Vec::new();
    text_into(path, &mut buffer).map(str::to_owned)
}

/// Reads one text file into a buffer, which is made larger where it must be: for those who read many.
pub(super) fn text_into<'a>(path: &Path, buffer: &'a mut Vec<u8>) -> Result<&'a str, Unreadable> {
    let metadata = std::fs::metadata(path).map_err(Unreadable::Io)?;
    // Before it is opened: opening a pipe waits for somebody who writes.
    if !metadata.is_file() {
        return Err(Unreadable::NoFile);
    }
    let too_large = |size| if size > MAX_BYTES { Err(Unreadable::TooLarge(size)) } else { Ok(()) };
    too_large(metadata.len())?;
    // With room for one byte more, so that one reading tells that there is none.
    let room = metadata.len() as usize + 1;
    if buffer.len() < room {
        buffer.resize(room, 0);
    }
    let mut file = std::fs::File::open(path).map_err(Unreadable::Io)?;
    let mut len = 0;
    loop {
        let rest = buffer.get_mut(len..).unwrap_or_default();
        let wanted = rest.len();
        match file.read(rest) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Unreadable::Io(error)),
        }
        too_large(len as u64)?;
        if len == buffer.len() {
            // It grew since.
            buffer.resize(2 * len, 0);
        } else if len + 1 == room && wanted >= room {
            break;
        }
    }
    let bytes = buffer.get(..len).unwrap_or_default();
    if memchr::memchr(0, bytes).is_some() {
        return Err(Unreadable::Binary);
    }
    std::str::from_utf8(bytes).map_err(|error| Unreadable::NotUtf8(error.valid_up_to()))
}

/// All text files at or below `paths`, in the order of their paths, respecting `.gitignore` and `.onrecordignore`;
/// hidden files and links are left out. `extensions` are compared without case; a path that names a file counts whatever
/// its extension.
pub fn files(paths: &[PathBuf], extensions: &[&str]) -> Vec<PathBuf> {
    let (found, _) = files_and_problems(paths, extensions);
    found.into_iter().collect()
}

/// The files of [`files`], and which folders could not be looked into.
fn files_and_problems(paths: &[PathBuf], extensions: &[&str]) -> (BTreeSet<PathBuf>, Vec<Problem>) {
    let mut found = BTreeSet::new();
    let problems = walk(paths, extensions, &mut |path, _| {
        found.insert(path);
    });
    (found, problems)
}

/// Goes through the files of [`files`], in no order; returns which folders could not be looked into.
fn walk(
    paths: &[PathBuf],
    extensions: &[&str],
    found: &mut dyn FnMut(PathBuf, &ignore::DirEntry),
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for root in paths {
        let mut walk = ignore::WalkBuilder::new(root);
        walk.add_custom_ignore_filename(".onrecordignore").follow_links(false);
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    problems.extend(closed(root, &error));
                    continue;
                }
            };
            let path = entry.path();
            let is_file = entry.file_type().is_some_and(|t| t.is_file());
            if is_file && (path == root || has_extension(path, extensions)) {
                found(path.to_owned(), &entry);
            }
        }
    }
    problems
}

/// What is wrong with a folder that could not be looked into. What vanished meanwhile is no problem.
fn closed(root: &Path, error: &ignore::Error) -> Option<Problem> {
    let kind = error.io_error().map(std::io::Error::kind)?;
    let path = match error {
        ignore::Error::WithDepth { err, .. } => match &**err {
            ignore::Error::WithPath { path, .. } => path,
            _ => root,
        },
        ignore::Error::WithPath { path, .. } => path,
        _ => root,
    };
    let why = Unreadable::Io(kind.into());
    (kind != std::io::ErrorKind::NotFound).then(|| unreadable(path, &why))
}

/// The workspace that holds `start`, found upwards by a configuration file, a corpus folder or a repository; read whole.
pub fn workspace(start: &Path, settings: Settings) -> Workspace {
    let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
    let mut workspace =
        Workspace::new(vec![root_of(&paths::clean(Path::new(""), &start))], settings);
    let nobody = &mut |_: Progress| ControlFlow::Continue(());
    if let Some(loaded) = read(&workspace.plan(), nobody) {
        workspace.install(loaded);
    }
    workspace
}

/// The root of the workspace that holds `start`: the nearest folder upwards with a configuration file or a corpus folder,
/// else with a repository, else `start` itself or the folder it lies in.
pub fn root_of(start: &Path) -> PathBuf {
    let folder = if start.is_dir() { start } else { start.parent().unwrap_or(start) };
    let has_corpus = |at: &&Path| {
        at.join(FILE).is_file() || CORPUS_FOLDERS.iter().any(|name| at.join(name).is_dir())
    };
    let has_repository = |at: &&Path| at.join(".git").exists();
    let found =
        folder.ancestors().find(has_corpus).or_else(|| folder.ancestors().find(has_repository));
    found.unwrap_or(folder).to_owned()
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
    let mut known = KnownActors::default();
    let mut source_files = Files::new();
    let mut note_files = BTreeSet::new();
    for root in &plan.roots {
        let (folder, wrong) = read_folder(root, plan);
        problems.extend(wrong);
        let corpus = corpus_folders(&folder);
        problems.extend(walk(&corpus, SOURCE_EXTENSIONS, &mut |path, entry| {
            let stamp = entry.metadata().map(|m| stock::stamp(&m)).unwrap_or_default();
            source_files.insert(path, stamp);
        }));
        let wanted = NoteFilter::new(&folder, &corpus);
        let (found, closed) = files_and_problems(std::slice::from_ref(root), NOTE_EXTENSIONS);
        note_files.extend(found.into_iter().filter(|path| wanted.holds(path)));
        // A corpus inside the workspace was walked through before.
        let closed: Vec<_> = closed.into_iter().filter(|p| !problems.contains(p)).collect();
        problems.extend(closed);
        read_known_actors(&folder, plan, &mut known, &mut problems);
        folders.push(folder);
    }
    note_files.retain(|path| !source_files.contains_key(path));

    let keys = Keys::of(folders.iter().flat_map(|folder| &folder.bibliographies));
    let known = Known::of(known);
    let total = source_files.len() + note_files.len();
    let mut notices = Vec::new();
    let size: u64 = source_files.values().map(|stamp| stamp.size).sum();
    let cache = plan.cache(&corpora(&folders)).filter(|_| size >= plan.limits().large);
    let mut stored = None;
    if let Some(cache) = &cache {
        let taken = Stocktaking {
            plan,
            cache,
            before: &before.corpus,
            known: &known,
            keys: &keys,
            problems: &mut problems,
            notices: &mut notices,
            progress: &mut |done| progress(Progress { done, total }),
            early: &mut |corpus| {
                let (folders, actors) = (folders.clone(), Actors::knowing(known.names.clone()));
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
                match buffer_or_disk(plan, &path) {
                    Err(why) => problems.push(unreadable(&path, &why)),
                    Ok(text) => sources.push(Arc::new(read_source(&path, text, &keys))),
                }
            }
            Corpus::new(sources)
        }
    };
    let mut notes = HashMap::default();
    for (done, path) in (total - note_files.len()..).zip(note_files) {
        if progress(Progress { done, total }).is_break() {
            return None;
        }
        match buffer_or_disk(plan, &path) {
            Err(why) => problems.push(unreadable(&path, &why)),
            Ok(text) => drop(notes.insert(path, Arc::new(NoteEntry::read(text, None)))),
        }
    }
    let actors = match &cache {
        Some(cache) => people::of_large(&before.actors, &corpus, &known, cache, &mut notices),
        None => Actors::of(&actor_documents(&corpus), &known.actors),
    };
    Some(Loaded { folders, notes, corpus, actors, problems, notices })
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
    if people::remove_damaged(&cache) {
        wrong.push("the actors in the index are damaged: they are made anew".to_owned());
    }
    wrong
}

/// The cache of a plan's corpus, whether or not there is anything in it.
pub fn cache(plan: &Plan) -> Option<Cache> {
    let folders: Vec<Folder> = plan.roots.iter().map(|root| read_folder(root, plan).0).collect();
    plan.cache(&corpora(&folders))
}

fn corpora(folders: &[Folder]) -> Vec<PathBuf> {
    folders.iter().flat_map(corpus_folders).collect()
}

/// What the cache has of a large corpus, without a look at the sources or the notes: in no time, whatever the size. `None`
/// when there is nothing whole. What changed since is found by [`read`], which must follow.
pub fn kept(plan: &Plan) -> Option<Loaded> {
    let mut known = KnownActors::default();
    let mut problems = Vec::new();
    let mut folders = Vec::new();
    for root in &plan.roots {
        let (folder, wrong) = read_folder(root, plan);
        problems.extend(wrong);
        read_known_actors(&folder, plan, &mut known, &mut problems);
        folders.push(folder);
    }
    let cache = plan.cache(&corpora(&folders))?;
    let corpus = stock::kept(&cache)?;
    let actors = people::stored(&corpus, &Known::of(known), &cache)?;
    Some(Loaded { folders, corpus, actors, problems, ..Loaded::default() })
}

/// Reads again what changed: only the documents at `changed`, with everything else as `before` has it. A change of a
/// configuration file, an actors file or a folder reads everything.
pub fn update(plan: &Plan, before: &Snapshot, changed: &[PathBuf]) -> Option<Loaded> {
    let concerns_all = |path: &PathBuf| {
        path.is_dir()
            || before.folders.iter().any(|f| *path == f.config_path || *path == actors_path(f))
            || before.bibliographies().any(|bibliography| bibliography.path == *path)
            // A path without extension that is gone may have been a folder.
            || (path.extension().is_none() && !path.exists())
    };
    if changed.iter().any(concerns_all) {
        return read_over(plan, before, &mut |_| ControlFlow::Continue(()));
    }
    let mut problems: Vec<Problem> =
        before.problems.iter().filter(|p| !changed.contains(&p.path)).cloned().collect();
    let keys = Keys::of(before.bibliographies());
    let mut notes = (*before.notes.disk).clone();
    let (mut gone, mut sources) = (Vec::new(), Vec::new());
    let walked: Vec<PathBuf> = plan.roots.iter().cloned().chain(corpora(&before.folders)).collect();
    for path in changed {
        notes.remove(path);
        let known = before.corpus.at(path);
        let Some(kind) = kind_of(&before.folders, path) else { continue };
        match buffer_or_walked(plan, &walked, path) {
            Ok(text) if kind == DocumentKind::Note => {
                notes.insert(path.clone(), Arc::new(NoteEntry::read(text, None)));
            }
            Ok(text) => {
                let same = known.and_then(|id| before.corpus.reading(id));
                if same.is_none_or(|(known, ..)| known != text) {
                    sources.push(Arc::new(read_source(path, text, &keys)));
                }
            }
            Err(why) => {
                if known.is_some() {
                    gone.push(path.clone());
                }
                if path.exists() && !matches!(why, Unreadable::Outside) {
                    problems.push(unreadable(path, &why));
                }
            }
        }
    }
    let notes = notes.into_iter().map(|(path, entry)| (path, Arc::new(entry.unjudged()))).collect();
    let corpus = before.corpus.changed(&gone, sources);
    let mut known = KnownActors::default();
    for folder in before.folders.iter() {
        // Its problems are among those of before already.
        read_known_actors(folder, plan, &mut known, &mut Vec::new());
    }
    let actors = people::updated(before, &corpus, &Known::of(known));
    let folders = before.folders.to_vec();
    Some(Loaded { folders, notes, corpus, actors, problems, notices: Vec::new() })
}

/// What a document is to the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// A document of the corpus.
    Source,
    /// A note.
    Note,
}

/// What the document at `path` is, by place and extension alone; `None` when it is neither note nor source.
pub fn kind_of(folders: &[Folder], path: &Path) -> Option<DocumentKind> {
    let in_corpus =
        |folder: &Folder| corpus_folders(folder).iter().any(|corpus| path.starts_with(corpus));
    if folders.iter().any(in_corpus) {
        return has_extension(path, SOURCE_EXTENSIONS).then_some(DocumentKind::Source);
    }
    let is_note = |folder: &Folder| {
        path.starts_with(&folder.root)
            && has_extension(path, NOTE_EXTENSIONS)
            && NoteFilter::new(folder, &[]).holds(path)
    };
    folders.iter().any(is_note).then_some(DocumentKind::Note)
}

/// The folders of the corpus, absolute: those configured, or the customary ones that exist, but for links that
/// lead out of the workspace.
pub fn corpus_folders(folder: &Folder) -> Vec<PathBuf> {
    if folder.config.corpus.is_empty() {
        let root = &folder.root;
        let customary = CORPUS_FOLDERS.iter().filter(|name| !leads_away(root, name));
        return customary.map(|name| root.join(name)).filter(|path| path.is_dir()).collect();
    }
    folder.config.corpus.iter().map(|path| paths::clean(&folder.root, path)).collect()
}

/// The corpus as the actors' room sees it.
fn actor_documents(corpus: &Corpus) -> Vec<Document<'_>> {
    corpus
        .sources()
        .map(|(id, source)| Document {
            id,
            text: &source.text,
            reading: &source.reading,
            date: source.metadata.date,
        })
        .collect()
}

/// Which Markdown files of a folder are notes.
struct NoteFilter<'a> {
    root: &'a Path,
    corpus: &'a [PathBuf],
    globs: Option<GlobSet>,
}

impl<'a> NoteFilter<'a> {
    fn new(folder: &'a Folder, corpus: &'a [PathBuf]) -> Self {
        let mut globs = GlobSetBuilder::new();
        for glob in folder.config.notes.iter().filter_map(|glob| globset::Glob::new(glob).ok()) {
            globs.add(glob);
        }
        let globs = if folder.config.notes.is_empty() { None } else { globs.build().ok() };
        Self { root: &folder.root, corpus, globs }
    }

    fn holds(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(self.root).unwrap_or(path);
        self.globs.as_ref().is_none_or(|globs| globs.is_match(inside))
            && !self.corpus.iter().any(|corpus| path.starts_with(corpus))
    }
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|e| e.to_str());
    extension.is_some_and(|e| extensions.iter().any(|x| x.eq_ignore_ascii_case(e)))
}

pub(super) fn buffer_or_disk(plan: &Plan, path: &Path) -> Result<String, Unreadable> {
    match plan.buffers.get(path) {
        Some(buffer) => Ok(buffer.to_string()),
        None => text(path),
    }
}

/// Like [`buffer_or_disk`], but for what lies behind a link, as walking through these folders leaves it out too.
fn buffer_or_walked(plan: &Plan, folders: &[PathBuf], path: &Path) -> Result<String, Unreadable> {
    let linked = bounds::behind_link(path, folders.iter().map(PathBuf::as_path));
    if linked && !plan.buffers.contains_key(path) {
        return Err(Unreadable::Outside);
    }
    buffer_or_disk(plan, path)
}

fn read_folder(root: &Path, plan: &Plan) -> (Folder, Vec<Problem>) {
    let config_path = root.join(FILE);
    let text = if bounds::inside(&config_path, roots(plan, root)) {
        buffer_or_disk(plan, &config_path)
    } else {
        Err(Unreadable::Outside)
    };
    let text = match text {
        Ok(text) => text,
        Err(Unreadable::Io(e)) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(why) => {
            let (config, mut problems) = Config::read(&config_path, "", &plan.settings);
            problems.push(unreadable(&config_path, &why));
            return (
                Folder { root: root.to_owned(), config_path, config, ..Folder::default() },
                problems,
            );
        }
    };
    let (config, mut problems) = Config::read(&config_path, &text, &plan.settings);
    let mut folder = Folder { root: root.to_owned(), config_path, config, ..Folder::default() };
    let mut refuse = |what: &str, written: &Path, why: &str| {
        let written = written.display().to_string();
        let span =
            text.find(&written).map_or(Span::default(), |at| Span::new(at, at + written.len()));
        let (path, message) = (folder.config_path.clone(), format!("the {what} `{written}` {why}"));
        problems.push(Problem { path, span, message });
    };
    let by_user = folder.config.set_by_user.clone();
    let remote = |key: &str, path: &Path| bounds::remote(path) && !by_user.contains(key);
    folder.config.corpus.retain(|written| {
        let path = paths::clean(root, written);
        if remote("corpus", written) {
            refuse("corpus folder", written, bounds::REMOTE);
            return false;
        }
        if !path.is_dir() {
            let why = format!("does not exist: looked for {}", path.display());
            refuse("corpus folder", written, &why);
        }
        true
    });
    if folder.config.corpus.is_empty() {
        for name in CORPUS_FOLDERS.iter().filter(|name| leads_away(root, name)) {
            refuse("corpus folder", Path::new(name), bounds::LEADS_AWAY);
        }
    }
    let corpora = corpus_folders(&folder);
    let places = || roots(plan, root).chain(corpora.iter().map(PathBuf::as_path));
    let mut reached = |key: &str, written: &PathBuf| {
        let near = || bounds::inside(&paths::clean(root, written), places());
        let reached = by_user.contains(key) || (!bounds::remote(written) && near());
        if !reached {
            refuse(if key == "actors" { "actors file" } else { key }, written, bounds::OUTSIDE);
        }
        reached
    };
    folder.config.bibliography.retain(|written| reached("bibliography", written));
    if let Some(actors) = &folder.config.actors {
        reached("actors", actors);
    }
    folder.bibliographies = read_bibliographies(&folder, plan, &mut problems);
    (folder, problems)
}

/// The folders of a plan, and one that may be among them.
fn roots<'a>(plan: &'a Plan, root: &'a Path) -> impl Iterator<Item = &'a Path> {
    plan.roots.iter().map(PathBuf::as_path).chain([root])
}

/// Whether a customary folder of the corpus is a link that leads out of the workspace.
fn leads_away(root: &Path, name: &str) -> bool {
    let path = root.join(name);
    path.is_symlink() && path.is_dir() && !bounds::inside(&path, [root])
}

/// Whether a file beside the notes (configuration, actors) may be read and written: it lies, links followed, in one of
/// these folders or in a corpus, or the user's own settings name it.
pub fn may_touch(folders: &[Folder], path: &Path) -> bool {
    let by_user = |folder: &Folder| {
        folder.config.set_by_user.contains("actors") && actors_path(folder) == path
    };
    let corpora = corpora(folders);
    let roots = folders.iter().map(|folder| folder.root.as_path());
    folders.iter().any(by_user)
        || bounds::inside(path, roots.chain(corpora.iter().map(PathBuf::as_path)))
}

/// The bibliographies of a folder. One that is not there has no entries, and counts as soon as it is.
fn read_bibliographies(
    folder: &Folder,
    plan: &Plan,
    problems: &mut Vec<Problem>,
) -> Vec<Bibliography> {
    let mut found = Vec::new();
    let named = folder.config.bibliography.iter();
    for path in named.map(|path| paths::clean(&folder.root, path)) {
        let text = buffer_or_disk(plan, &path).unwrap_or_else(|why| {
            problems.push(unreadable(&path, &why));
            String::new()
        });
        let empty = text.is_empty();
        let (bibliography, wrong) = Bibliography::read(&path, text);
        if let Some(message) = wrong.filter(|_| !empty) {
            problems.push(Problem { path, span: Span::default(), message });
        }
        found.push(bibliography);
    }
    found
}

/// Whether a file is one beside the notes that is read: a configuration, an actors file, a bibliography.
pub fn is_read_aside(folders: &[Folder], path: &Path) -> bool {
    let named = |folder: &Folder| {
        actors_path(folder) == path || folder.bibliographies.iter().any(|b| b.path == path)
    };
    path.file_name().is_some_and(|name| name == FILE) || folders.iter().any(named)
}

/// Whether a file is one beside the notes, read or not: what is TOML or BibTeX is no prose.
pub fn is_aside(folders: &[Folder], path: &Path) -> bool {
    has_extension(path, &["toml", "bib"]) || is_read_aside(folders, path)
}

/// Where the actors file of a folder is, or would be.
pub fn actors_path(folder: &Folder) -> PathBuf {
    paths::clean(&folder.root, folder.config.actors.as_deref().unwrap_or(Path::new(ACTORS_FILE)))
}

/// The actors file of the workspace that holds `start`, whether or not it exists. An error says why it is not to be
/// touched.
pub fn actors_file(start: &Path) -> Result<PathBuf, String> {
    let folder = folder_of(start, &mut Vec::new());
    let path = actors_path(&folder);
    match may_touch(&[folder], &path) {
        true => Ok(path),
        false => Err(format!("{} {}", path.display(), Unreadable::Outside)),
    }
}

/// The actors that the workspaces of these documents know already, and what is wrong with their files.
pub fn known_actors(paths: &[PathBuf]) -> (KnownActors, Vec<Problem>) {
    let (mut known, mut problems) = (KnownActors::default(), Vec::new());
    let mut read = BTreeSet::new();
    for path in paths {
        let folder = folder_of(path, &mut problems);
        if read.insert(folder.root.clone()) {
            read_known_actors(&folder, &Plan::default(), &mut known, &mut problems);
        }
    }
    (known, problems)
}

fn folder_of(start: &Path, problems: &mut Vec<Problem>) -> Folder {
    let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
    let root = root_of(&paths::clean(Path::new(""), &start));
    let (folder, wrong) = read_folder(&root, &Plan::default());
    problems.extend(wrong);
    folder
}

fn read_known_actors(
    folder: &Folder,
    plan: &Plan,
    known: &mut KnownActors,
    problems: &mut Vec<Problem>,
) {
    let path = actors_path(folder);
    let near = may_touch(std::slice::from_ref(folder), &path)
        || bounds::inside(&path, roots(plan, &folder.root));
    if !near {
        // What the configuration names was refused with the configuration.
        if folder.config.actors.is_none() {
            problems.push(unreadable(&path, &Unreadable::Outside));
        }
        return;
    }
    match buffer_or_disk(plan, &path) {
        Ok(text) => {
            let (read, wrong) = KnownActors::read(&text);
            known.add(read);
            problems.extend(wrong.into_iter().map(|problem| Problem {
                path: path.clone(),
                span: problem.span,
                message: problem.message,
            }));
        }
        Err(Unreadable::Io(e))
            if e.kind() == std::io::ErrorKind::NotFound && folder.config.actors.is_none() => {}
        Err(why) => problems.push(unreadable(&path, &why)),
    }
}

pub(super) fn read_source(path: &Path, text: String, keys: &Keys) -> Source {
    Source::read(keys.key(path), path.to_owned(), text)
}

pub(super) fn unreadable(path: &Path, why: &Unreadable) -> Problem {
    Problem {
        path: path.to_owned(),
        span: Span::default(),
        message: format!("{} {why}", path.display()),
    }
}
