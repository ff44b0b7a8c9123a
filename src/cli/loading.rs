//! Turns paths on the command line into workspaces and documents.

use super::document::LoadedDocument;
use super::progress::Progress;
use super::terminal;
use crate::actor::ActorEntries;
use crate::workspace::{Settings, Snapshot, Workspace, load, paths};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A path in the workspace's form.
pub(super) fn absolute(path: &Path) -> io::Result<PathBuf> {
    Ok(paths::clean(&std::env::current_dir()?, path))
}

/// Reads the workspace of a folder.
pub(super) fn workspace(root: PathBuf, settings: Settings) -> Workspace {
    let mut progress = Progress::begin();
    let mut workspace = Workspace::new(vec![root], settings);
    let read = load::read(&workspace.plan(), &mut |so_far| {
        progress.tell("reading", so_far.done, so_far.total);
        ControlFlow::Continue(())
    });
    read.into_iter().for_each(|read| workspace.install(read));
    workspace
}

/// The user's actors files around some paths; reports their problems on standard error.
pub(super) fn known_actors(paths: &[PathBuf]) -> ActorEntries {
    let (known, problems) = load::known_actors(paths);
    for problem in problems {
        terminal::complain(&format!("{}: {}", problem.path.display(), problem.message));
    }
    known
}

/// Rereads a workspace if its index turns out to be damaged; returns whether it was. Call it before an empty answer,
/// which may be due to the damage.
pub(super) fn repair(workspace: &mut Workspace) -> bool {
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
/// would.
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
    let (text, lines) = if let Some(entry) = snapshot.note(path) {
        (entry.note.text.clone(), entry.lines.clone())
    } else {
        let source = snapshot.corpus.source(snapshot.source_at(path)?)?;
        (source.text.clone(), source.lines().clone())
    };
    Some(LoadedDocument { path: path.to_owned(), text, lines })
}
