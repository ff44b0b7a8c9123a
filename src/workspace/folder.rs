//! A folder of a workspace: which of its files are notes, which sources, and which lie beside them.

use super::bibliography::Bibliography;
use super::config::{ACTORS_FILE, CORPUS_FOLDERS, Config, FILE};
use super::{bounds, paths};
use crate::format::{self, MARKDOWN, has_extension};
use globset::{GlobSet, GlobSetBuilder};
use std::path::{Path, PathBuf};

/// A folder of the workspace and the configuration in force there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folder {
    /// The folder, absolute.
    pub root: PathBuf,
    /// Its configuration file, whether or not it exists.
    pub config_path: PathBuf,
    /// What is configured.
    pub config: Config,
    /// Its bibliographies, in the order in which they are named.
    pub bibliographies: Vec<Bibliography>,
    /// Where in it notes are looked for, when not everywhere: it was found above the folder or the note that is open.
    pub notes_in: Option<Vec<PathBuf>>,
    /// Whether nothing says where its sources are: no configuration, no customary folder.
    pub bare: bool,
    /// The folders of its corpus, absolute, as they were found.
    pub corpora: Vec<PathBuf>,
}

/// The folders of the corpora of some folders.
pub(super) fn corpora(folders: &[Folder]) -> Vec<PathBuf> {
    folders.iter().flat_map(corpus_folders).collect()
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
        return format::of(path).is_some().then_some(DocumentKind::Source);
    }
    let is_note = |folder: &Folder| {
        let within = |root: &PathBuf| path.starts_with(root);
        folder.notes_in.as_ref().map_or(path.starts_with(&folder.root), |n| n.iter().any(within))
            && is_markdown(path)
            && NoteFilter::new(folder, &[]).holds(path)
    };
    folders.iter().any(is_note).then_some(DocumentKind::Note)
}

/// Whether the name of a file says that it is Markdown, as notes are.
pub(super) fn is_markdown(path: &Path) -> bool {
    has_extension(path, MARKDOWN.extensions)
}

/// Whether a file lies in a source folder and is no source by its extension. What is hidden lies nowhere.
pub fn is_beside_sources(folders: &[Folder], path: &Path) -> bool {
    let hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
    let corpora = corpora(folders);
    let mut inside = corpora.iter().filter_map(|corpus| path.strip_prefix(corpus).ok());
    format::of(path).is_none() && inside.any(|rest| !rest.iter().any(hidden))
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

/// Which Markdown files of a folder are notes.
pub(super) struct NoteFilter<'a> {
    root: &'a Path,
    corpus: &'a [PathBuf],
    globs: Option<GlobSet>,
}

impl<'a> NoteFilter<'a> {
    pub(super) fn new(folder: &'a Folder, corpus: &'a [PathBuf]) -> Self {
        let mut globs = GlobSetBuilder::new();
        for glob in folder.config.notes.iter().filter_map(|glob| globset::Glob::new(glob).ok()) {
            globs.add(glob);
        }
        let globs = if folder.config.notes.is_empty() { None } else { globs.build().ok() };
        Self { root: &folder.root, corpus, globs }
    }

    pub(super) fn holds(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(self.root).unwrap_or(path);
        self.globs.as_ref().is_none_or(|globs| globs.is_match(inside))
            && !self.corpus.iter().any(|corpus| path.starts_with(corpus))
    }
}

/// Whether a customary folder of the corpus is a link that leads out of the workspace.
pub(super) fn leads_away(root: &Path, name: &str) -> bool {
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
