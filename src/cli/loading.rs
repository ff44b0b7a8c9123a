//! From the paths on the command line to workspaces: which folder each path belongs to, and its documents.

use super::document::LoadedDocument;
use super::progress::Progress;
use super::terminal;
use crate::text::DocumentId;
use crate::workspace::{Settings, Snapshot, Workspace, load, paths};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A workspace and the paths that were named in it, absolute.
#[derive(Debug)]
pub(super) struct NamedWorkspace {
    pub(super) workspace: Workspace,
    pub(super) named: Vec<PathBuf>,
}

/// A path as the workspace keeps it.
pub(super) fn absolute(path: &Path) -> io::Result<PathBuf> {
    Ok(paths::clean(&std::env::current_dir()?, path))
}

/// Reads the workspaces that these absolute paths lie in, in the order of the paths; most often there is one.
pub(super) fn workspaces(named: Vec<PathBuf>, settings: &Settings) -> Vec<NamedWorkspace> {
    let mut by_root: Vec<(PathBuf, Vec<PathBuf>)> = Vec::new();
    for path in named {
        let root = load::root_of(&path);
        match by_root.iter_mut().find(|(known, _)| *known == root) {
            Some((_, paths)) => paths.push(path),
            None => by_root.push((root, vec![path])),
        }
    }
    let mut progress = Progress::begin();
    let read = |(root, named)| NamedWorkspace {
        workspace: workspace(root, settings, &mut progress),
        named,
    };
    by_root.into_iter().map(read).collect()
}

fn workspace(root: PathBuf, settings: &Settings, progress: &mut Progress) -> Workspace {
    let mut workspace = Workspace::new(vec![root], settings.clone());
    let read = load::read(&workspace.plan(), &mut |so_far| {
        progress.tell("reading", so_far.done, so_far.total);
        ControlFlow::Continue(())
    });
    if let Some(read) = read {
        workspace.install(read);
    }
    workspace
}

/// Whether the index of a workspace turned out to be damaged: then everything was read again, and whoever asked must ask
/// again. To be called before an answer that a damaged index may cause: that something stands nowhere.
pub(super) fn mended(workspace: &mut Workspace) -> bool {
    if workspace.snapshot().corpus.stored().next().is_none() {
        return false;
    }
    let damage = load::verify(&workspace.plan());
    damage.iter().for_each(|line| terminal::complain(line));
    if damage.is_empty() {
        return false;
    }
    let read = load::read(&workspace.plan(), &mut |_| ControlFlow::Continue(()));
    read.is_some_and(|read| {
        workspace.install(read);
        true
    })
}

/// The document at a path of the workspace. A file that is neither note nor source is opened as a note, like an editor
/// would open it.
pub(super) fn document(
    workspace: &mut Workspace,
    path: &Path,
) -> Result<LoadedDocument, load::Unreadable> {
    if let Some(document) = known(&workspace.snapshot(), path) {
        return Ok(document);
    }
    let (text, charset) = load::encoded(path)?;
    let _ = workspace.open_encoded(path, &text, charset, 0);
    Ok(LoadedDocument::new(path.to_owned(), text))
}

/// The note or source at a path.
pub(super) fn known(snapshot: &Snapshot, path: &Path) -> Option<LoadedDocument> {
    if let Some(entry) = snapshot.note(path) {
        let (text, lines) = (entry.note.text.clone(), entry.lines.clone());
        return Some(LoadedDocument { path: path.to_owned(), text, lines });
    }
    source(snapshot, snapshot.source_at(path)?)
}

fn source(snapshot: &Snapshot, id: DocumentId) -> Option<LoadedDocument> {
    let source = snapshot.corpus.source(id)?;
    let (text, lines) = (source.text.clone(), source.lines().clone());
    Some(LoadedDocument { path: source.path.clone(), text, lines })
}
