//! Loading: finding notes, sources, actors file and configuration on disk, and reading them.
//!
//! Nothing here touches a [`super::Workspace`]: a [`Plan`] goes in, a [`Loaded`] comes out, on whatever thread.

use super::config::{ACTORS_FILE, CORPUS_FOLDERS, FILE};
use super::{Config, Folder, NoteEntry, Problem, Settings, Snapshot, Workspace, paths};
use crate::actor::{Actors, Document, Facts, KnownActors};
use crate::corpus::{Corpus, Source};
use crate::text::{DocumentId, Span, Text};
use globset::{GlobSet, GlobSetBuilder};
use std::collections::{BTreeSet, HashMap};
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
        Self { folders, notes, corpus, actors, problems }
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
    let size = std::fs::metadata(path).map_err(Unreadable::Io)?.len();
    if size > MAX_BYTES {
        return Err(Unreadable::TooLarge(size));
    }
    let bytes = std::fs::read(path).map_err(Unreadable::Io)?;
    if bytes.contains(&0) {
        return Err(Unreadable::Binary);
    }
    String::from_utf8(bytes).map_err(|e| Unreadable::NotUtf8(e.utf8_error().valid_up_to()))
}

/// All text files at or below `paths`, in the order of their paths, respecting `.gitignore` and `.onrecordignore`;
/// hidden files and links are left out. `extensions` are compared without case; a path that names a file counts whatever
/// its extension.
pub fn files(paths: &[PathBuf], extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    for root in paths {
        let mut walk = ignore::WalkBuilder::new(root);
        walk.add_custom_ignore_filename(".onrecordignore").follow_links(false);
        for entry in walk.build().filter_map(Result::ok) {
            let path = entry.path();
            let is_file = entry.file_type().is_some_and(|t| t.is_file());
            if is_file && (path == root || has_extension(path, extensions)) {
                found.insert(entry.into_path());
            }
        }
    }
    found.into_iter().collect()
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
    let (mut folders, mut problems) = (Vec::new(), Vec::new());
    let mut known = KnownActors::default();
    let mut source_files = BTreeSet::new();
    let mut note_files = BTreeSet::new();
    for root in &plan.roots {
        let (folder, wrong) = read_folder(root, plan);
        problems.extend(wrong);
        let corpus = corpus_folders(&folder);
        source_files.extend(files(&corpus, SOURCE_EXTENSIONS));
        let wanted = NoteFilter::new(&folder, &corpus);
        note_files.extend(
            files(std::slice::from_ref(root), NOTE_EXTENSIONS)
                .into_iter()
                .filter(|p| wanted.holds(p)),
        );
        read_known_actors(&folder, plan, &mut known, &mut problems);
        folders.push(folder);
    }
    note_files.retain(|path| !source_files.contains(path));

    let total = source_files.len() + note_files.len();
    let mut sources = Vec::with_capacity(source_files.len());
    let mut notes = HashMap::default();
    for (done, path) in source_files.into_iter().chain(note_files.iter().cloned()).enumerate() {
        if progress(Progress { done, total }).is_break() {
            return None;
        }
        match buffer_or_disk(plan, &path) {
            Err(why) => problems.push(unreadable(&path, &why)),
            Ok(text) if note_files.contains(&path) => {
                notes.insert(path, Arc::new(NoteEntry::read(text, None)));
            }
            Ok(text) => sources.push(Arc::new(read_source(&path, text))),
        }
    }
    Some(Loaded::of(folders, notes, Corpus::new(sources), &known, problems))
}

/// Reads again what changed: only the documents at `changed`, with everything else as `before` has it. A change of a
/// configuration file, an actors file or a folder reads everything.
pub fn update(plan: &Plan, before: &Snapshot, changed: &[PathBuf]) -> Option<Loaded> {
    let concerns_all = |path: &PathBuf| {
        path.is_dir()
            || before.folders.iter().any(|f| *path == f.config_path || *path == actors_path(f))
            // A path without extension that is gone may have been a folder.
            || (path.extension().is_none() && !path.exists())
    };
    if changed.iter().any(concerns_all) {
        return read(plan, &mut |_| ControlFlow::Continue(()));
    }
    let mut problems: Vec<Problem> =
        before.problems.iter().filter(|p| !changed.contains(&p.path)).cloned().collect();
    let mut notes = (*before.notes.disk).clone();
    let mut sources: Vec<Arc<Source>> = before.corpus.sources().map(|(_, s)| s.clone()).collect();
    for path in changed {
        notes.remove(path);
        let slot = sources.iter().position(|s| s.path == *path);
        let Some(kind) = kind_of(&before.folders, path) else { continue };
        match buffer_or_disk(plan, path) {
            Ok(text) if kind == DocumentKind::Note => {
                notes.insert(path.clone(), Arc::new(NoteEntry::read(text, None)));
            }
            Ok(text) => match slot.and_then(|i| sources.get_mut(i)) {
                Some(known) if known.text == text => {}
                Some(known) => *known = Arc::new(read_source(path, text)),
                None => sources.push(Arc::new(read_source(path, text))),
            },
            Err(why) => {
                if let Some(i) = slot {
                    sources.remove(i);
                }
                if path.exists() {
                    problems.push(unreadable(path, &why));
                }
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let notes = notes.into_iter().map(|(path, entry)| (path, Arc::new(entry.unjudged()))).collect();
    let corpus = before.corpus.replaced(sources);
    let actors = updated_actors(before, &corpus);
    Some(Loaded { folders: before.folders.to_vec(), notes, corpus, actors, problems })
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

/// The folders of the corpus, absolute: those configured, or the customary ones that exist.
pub fn corpus_folders(folder: &Folder) -> Vec<PathBuf> {
    if folder.config.corpus.is_empty() {
        let customary = CORPUS_FOLDERS.iter().map(|name| folder.root.join(name));
        return customary.filter(|path| path.is_dir()).collect();
    }
    folder.config.corpus.iter().map(|path| paths::clean(&folder.root, path)).collect()
}

/// The corpus as the actors' room sees it.
fn actor_documents(corpus: &Corpus) -> Vec<Document<'_>> {
    corpus.sources().map(|(id, source)| actor_document(id, source)).collect()
}

fn actor_document(id: DocumentId, source: &Source) -> Document<'_> {
    Document { id, text: &source.text, reading: &source.reading, date: source.metadata.date }
}

/// The actors of a corpus, given those before: what did not change is not read for names again.
fn updated_actors(before: &Snapshot, corpus: &Corpus) -> Actors {
    let actors = &before.actors;
    let known: HashMap<*const Source, DocumentId> =
        before.corpus.sources().map(|(id, source)| (Arc::as_ptr(source), id)).collect();
    let facts = corpus.sources().map(|(id, source)| {
        let kept = known.get(&Arc::as_ptr(source)).and_then(|old| actors.facts(*old)).cloned();
        let read = || Arc::new(Facts::of(&actor_document(id, source), actors.known()));
        (id, kept.unwrap_or_else(read))
    });
    actors.updated(facts.collect())
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

fn buffer_or_disk(plan: &Plan, path: &Path) -> Result<String, Unreadable> {
    match plan.buffers.get(path) {
        Some(buffer) => Ok(buffer.to_string()),
        None => text(path),
    }
}

fn read_folder(root: &Path, plan: &Plan) -> (Folder, Vec<Problem>) {
    let config_path = root.join(FILE);
    let text = match buffer_or_disk(plan, &config_path) {
        Ok(text) => text,
        Err(Unreadable::Io(e)) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(why) => {
            let (config, mut problems) = Config::read(&config_path, "", &plan.settings);
            problems.push(unreadable(&config_path, &why));
            return (Folder { root: root.to_owned(), config_path, config }, problems);
        }
    };
    let (config, mut problems) = Config::read(&config_path, &text, &plan.settings);
    let folder = Folder { root: root.to_owned(), config_path, config };
    for (path, configured) in corpus_folders(&folder).iter().zip(&folder.config.corpus) {
        if !path.is_dir() {
            let written = configured.display().to_string();
            let span =
                text.find(&written).map_or(Span::default(), |at| Span::new(at, at + written.len()));
            let message = format!(
                "the corpus folder `{written}` does not exist: looked for {}",
                path.display()
            );
            problems.push(Problem { path: folder.config_path.clone(), span, message });
        }
    }
    (folder, problems)
}

fn actors_path(folder: &Folder) -> PathBuf {
    paths::clean(&folder.root, folder.config.actors.as_deref().unwrap_or(Path::new(ACTORS_FILE)))
}

fn read_known_actors(
    folder: &Folder,
    plan: &Plan,
    known: &mut KnownActors,
    problems: &mut Vec<Problem>,
) {
    let path = actors_path(folder);
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

fn read_source(path: &Path, text: String) -> Source {
    let key = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    Source::read(key, path.to_owned(), text)
}

fn unreadable(path: &Path, why: &Unreadable) -> Problem {
    Problem {
        path: path.to_owned(),
        span: Span::default(),
        message: format!("{} {why}", path.display()),
    }
}
