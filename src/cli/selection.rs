//! Selects the notes that a command works on: those named, and those below the folders named.

use super::document::readable;
use super::{loading, terminal};
use crate::workspace::{Settings, Workspace, load};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// The selected notes, by workspace.
#[derive(Debug)]
pub(super) struct Selection {
    /// The current directory.
    pub(super) from: PathBuf,
    pub(super) groups: Vec<Group>,
    /// Whether something requested could not be done: a missing path, an unreadable note, a folder without notes. The
    /// reason was already reported on standard error.
    pub(super) failed: bool,
}

/// The selected notes of one workspace, ordered by path.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) workspace: Workspace,
    pub(super) notes: BTreeSet<PathBuf>,
    /// The named paths, absolute.
    pub(super) named: Vec<PathBuf>,
}

/// Reads the workspaces around these paths and selects notes; no path means the current directory.
pub(super) fn select(paths: &[PathBuf], settings: &Settings) -> io::Result<Selection> {
    let from = std::env::current_dir()?;
    let mut selection = Selection { from, groups: Vec::new(), failed: false };
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut existing = Vec::new();
    for path in paths {
        if path.exists() {
            existing.push(loading::absolute(path)?);
        } else {
            selection.fail(&format!("{} does not exist", path.display()));
        }
    }
    for (root, named) in by_root(existing) {
        let workspace = loading::workspace(root, settings.clone());
        let mut group = Group { workspace, notes: BTreeSet::new(), named };
        for path in group.named.clone() {
            match path.is_dir() {
                true => selection.add_folder(&mut group, &path),
                false => selection.add_file(&mut group, &path),
            }
        }
        selection.groups.push(group);
    }
    Ok(selection)
}

/// Paths by the root of their workspace, in order; usually there is one.
fn by_root(named: Vec<PathBuf>) -> Vec<(PathBuf, Vec<PathBuf>)> {
    let mut by_root: Vec<(PathBuf, Vec<PathBuf>)> = Vec::new();
    for path in named {
        let root = load::root_of(&path);
        match by_root.iter_mut().find(|(known, _)| *known == root) {
            Some((_, paths)) => paths.push(path),
            None => by_root.push((root, vec![path])),
        }
    }
    by_root
}

impl Selection {
    fn add_folder(&mut self, group: &mut Group, folder: &Path) {
        let snapshot = group.workspace.snapshot();
        let below = snapshot.notes.iter().map(|(note, _)| note.to_owned());
        let below: Vec<PathBuf> = below.filter(|note| note.starts_with(folder)).collect();
        if below.is_empty() {
            let folder = self.shown(folder);
            self.fail(&format!("there are no notes in {folder}: notes are Markdown files, *.md"));
        }
        group.notes.extend(below);
    }

    fn add_file(&mut self, group: &mut Group, file: &Path) {
        let snapshot = group.workspace.snapshot();
        if snapshot.folders.iter().any(|folder| folder.config_path == *file) {
            // A configuration file is checked with every workspace, named or not.
            return;
        }
        if snapshot.source_at(file).is_some() {
            let source = self.shown(file);
            let what = "is a source of the corpus, not a note: left out";
            return terminal::complain(&format!("{source} {what}"));
        }
        match loading::document(&mut group.workspace, file) {
            Ok(_) => {
                group.notes.insert(file.to_owned());
            }
            // If the file is one of its notes, the workspace already has the problem with its reason.
            Err(_) if snapshot.problems.iter().any(|problem| problem.path == file) => {
                self.failed = true;
            }
            Err(why) => {
                let file = self.shown(file);
                self.fail(&format!("{file} {why}"));
            }
        }
    }

    /// Reports what could not be done.
    pub(super) fn fail(&mut self, message: &str) {
        self.failed = true;
        terminal::complain(message);
    }

    /// A path for people.
    pub(super) fn shown(&self, path: &Path) -> String {
        readable(path, &self.from)
    }
}
