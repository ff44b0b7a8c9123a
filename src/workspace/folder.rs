//! A folder of a workspace: which of its files are notes, which sources, and which others it uses.

use super::bibliography::Bibliography;
use super::config::{ACTORS_FILE, CORPUS_FOLDERS, Config, FILE};
use super::unsupported::may_be_source;
use super::{bounds, paths};
use crate::format::{MARKDOWN, has_extension};
use globset::{GlobSet, GlobSetBuilder};
use std::path::{Path, PathBuf};

/// A folder of the workspace, and its configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folder {
    /// The folder, absolute.
    pub root: PathBuf,
    /// Its configuration file, whether or not it exists.
    pub config_path: PathBuf,
    /// The configuration.
    pub config: Config,
    /// Its bibliographies, in the order they are configured.
    pub bibliographies: Vec<Bibliography>,
    /// Where to look for notes in it, if not everywhere: it was found above the opened folder or note.
    pub notes_in: Option<Vec<PathBuf>>,
    /// Whether nothing says where its sources are: it has no configuration and no default folder.
    pub bare: bool,
    /// The folders of its corpus, absolute, as found.
    pub corpora: Vec<PathBuf>,
}

/// The corpus folders of these folders.
pub(super) fn corpora(folders: &[Folder]) -> Vec<PathBuf> {
    folders.iter().flat_map(corpus_folders).collect()
}

/// What a document is in the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// A document of the corpus.
    Source,
    /// A note.
    Note,
}

/// What the document at `path` is, by its location and name only; `None` when it is neither note nor source.
pub fn kind_of(folders: &[Folder], path: &Path) -> Option<DocumentKind> {
    let in_corpus =
        |folder: &Folder| corpus_folders(folder).iter().any(|corpus| path.starts_with(corpus));
    if folders.iter().any(in_corpus) {
        let source =
            may_be_source(path) && !is_hidden(folders, path) && !is_read_aside(folders, path);
        return source.then_some(DocumentKind::Source);
    }
    let is_note = |folder: &Folder| {
        let within = |root: &PathBuf| path.starts_with(root);
        folder.notes_in.as_ref().map_or(path.starts_with(&folder.root), |n| n.iter().any(within))
            && is_markdown(path)
            && NoteFilter::new(folder, &[]).holds(path)
    };
    folders.iter().any(is_note).then_some(DocumentKind::Note)
}

/// Whether a file is Markdown by its name, as notes are.
pub(super) fn is_markdown(path: &Path) -> bool {
    has_extension(path, MARKDOWN.extensions)
}

/// Whether a file is in a source folder but not a source by its name. Hidden files never are.
pub fn is_beside_sources(folders: &[Folder], path: &Path) -> bool {
    let within = corpora(folders).iter().any(|corpus| path.starts_with(corpus));
    within && !may_be_source(path) && !is_hidden(folders, path)
}

/// Whether a file in source folders is hidden in each of them.
fn is_hidden(folders: &[Folder], path: &Path) -> bool {
    let hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
    let corpora = corpora(folders);
    let mut inside = corpora.iter().filter_map(|corpus| path.strip_prefix(corpus).ok());
    inside.all(|rest| rest.iter().any(hidden))
}

/// The corpus folders, absolute: those configured, or the default ones that exist, except links that lead out of the
/// workspace.
pub fn corpus_folders(folder: &Folder) -> Vec<PathBuf> {
    if folder.config.corpus.is_empty() {
        let root = &folder.root;
        let customary = CORPUS_FOLDERS.iter().filter(|name| !leads_away(root, name));
        return customary.map(|name| root.join(name)).filter(|path| path.is_dir()).collect();
    }
    folder.config.corpus.iter().map(|path| paths::clean(&folder.root, path)).collect()
}

/// Selects the Markdown files of a folder that are notes.
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

/// Whether a default corpus folder is a link that leads out of the workspace.
pub(super) fn leads_away(root: &Path, name: &str) -> bool {
    let path = root.join(name);
    path.is_symlink() && path.is_dir() && !bounds::inside(&path, [root])
}

/// Whether an auxiliary file (configuration, actors) may be read and written: it is, links followed, in one of these
/// folders or in a corpus, or is named in the user's own settings.
pub fn may_touch(folders: &[Folder], path: &Path) -> bool {
    let by_user = |folder: &Folder| {
        folder.config.set_by_user.contains("actors") && actors_path(folder) == path
    };
    let corpora = corpora(folders);
    let roots = folders.iter().map(|folder| folder.root.as_path());
    folders.iter().any(by_user)
        || bounds::inside(path, roots.chain(corpora.iter().map(PathBuf::as_path)))
}

/// Whether a file is an auxiliary one that is read: a configuration, an actors file, a bibliography.
pub fn is_read_aside(folders: &[Folder], path: &Path) -> bool {
    let named = |folder: &Folder| {
        actors_path(folder) == path || folder.bibliographies.iter().any(|b| b.path == path)
    };
    path.file_name().is_some_and(|name| name == FILE) || folders.iter().any(named)
}

/// Whether a file is auxiliary, read or not: TOML and BibTeX are no prose.
pub fn is_aside(folders: &[Folder], path: &Path) -> bool {
    has_extension(path, &["toml", "bib"]) || is_read_aside(folders, path)
}

/// Where the actors file of a folder is, or would be.
pub fn actors_path(folder: &Folder) -> PathBuf {
    paths::clean(&folder.root, folder.config.actors.as_deref().unwrap_or(Path::new(ACTORS_FILE)))
}
