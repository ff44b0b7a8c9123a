//! Rereads what changed.

use super::loaded::Loaded;
use super::loader::read_early;
use crate::actor::ActorEntries;
use crate::format;
use crate::workspace::actors::{self, UserActors};
use crate::workspace::bounds;
use crate::workspace::entry::NoteEntry;
use crate::workspace::folder::{
    DocumentKind, Folder, actors_path, corpora, is_beside_sources, kind_of,
};
use crate::workspace::folder_reading::read_known_actors;
use crate::workspace::plan::{Plan, encoded, extracted};
use crate::workspace::problem::Problem;
use crate::workspace::problem::{Unreadable, unreadable};
use crate::workspace::root::home_of;
use crate::workspace::snapshot::Snapshot;
use crate::workspace::source_file::faults;
use crate::workspace::unsupported::{UnsupportedFile, UnsupportedFiles};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rereads only the documents at `changed`, and takes everything else from `before`. A change of a configuration file,
/// an actors file or a folder reads everything.
pub fn update(plan: &Plan, before: &Snapshot, changed: &[PathBuf]) -> Option<Loaded> {
    let concerns_all = |path: &PathBuf| {
        path.is_dir()
            || before.folders.iter().any(|f| *path == f.config_path || *path == actors_path(f))
            || before.bibliographies().any(|bibliography| bibliography.path == *path)
            || is_lone(plan, &before.folders, path)
            // A deleted path without extension may have been a folder.
            || (path.extension().is_none() && !path.exists())
    };
    if changed.iter().any(concerns_all) {
        return read_early(plan, before, &mut |_| ControlFlow::Continue(()), &mut |_| {});
    }
    let mut problems: Vec<Problem> =
        before.problems.iter().filter(|p| !changed.contains(&p.path)).cloned().collect();
    let mut notes = (*before.notes.disk).clone();
    let mut known = ActorEntries::default();
    for folder in before.folders.iter() {
        // Its problems are already among those of before.
        read_known_actors(folder, plan, &mut known, &mut Vec::new());
    }
    let user = UserActors::of(known);
    let (mut gone, mut sources, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let mut unsupported: Vec<UnsupportedFile> = before
        .unsupported
        .all()
        .iter()
        .filter(|file| !changed.contains(&file.path))
        .cloned()
        .collect();
    let walked: Vec<PathBuf> = plan.roots.iter().cloned().chain(corpora(&before.folders)).collect();
    for path in changed {
        notes.remove(path);
        let known = before.corpus.at(path);
        let Some(kind) = kind_of(&before.folders, path) else {
            if is_beside_sources(&before.folders, path) && path.is_file() {
                unsupported.push(UnsupportedFile::by_kind(path.clone()));
            }
            continue;
        };
        let read = match may_walk(plan, &walked, path) {
            false => Err(Unreadable::Outside),
            true if kind == DocumentKind::Note => encoded(plan, path).map(|(text, charset)| {
                notes.insert(
                    path.clone(),
                    Arc::new(NoteEntry { charset, ..NoteEntry::read(text, None) }),
                );
            }),
            true => extracted(plan, path).map(|read| {
                problems.extend(faults(path, &read));
                if known.and_then(|id| before.corpus.text(id)) != Some(&*read.text) {
                    let (source, named) = user.read(path, read);
                    sources.push(Arc::new(source));
                    names.push((path, named));
                }
            }),
        };
        if let Err(why) = read {
            if known.is_some() {
                gone.push(path.clone());
            }
            if path.exists() && !matches!(why, Unreadable::Outside) {
                if format::of(path).is_some() || !why.is_about_content() {
                    problems.push(unreadable(path, &why));
                }
                if kind == DocumentKind::Source {
                    unsupported.push(UnsupportedFile::because(path, &why));
                }
            }
        }
    }
    let notes =
        notes.into_iter().map(|(path, entry)| (path, Arc::new(entry.without_results()))).collect();
    let corpus = before.corpus.changed(&gone, sources);
    let numbered = |(path, named): (&PathBuf, _)| Some((corpus.at(path)?, named));
    let names = names.into_iter().filter_map(numbered).collect();
    let actors = actors::updated(before, &corpus, &user, names);
    let folders = before.folders.to_vec();
    let unsupported = UnsupportedFiles::of(unsupported, |path| corpus.at(path).is_some());
    Some(Loaded { folders, notes, corpus, actors, problems, unsupported, notices: Vec::new() })
}

/// Whether an open note is in no folder read so far, but in a workspace above it.
fn is_lone(plan: &Plan, folders: &[Folder], path: &Path) -> bool {
    let holds = |folder: &Folder| path.starts_with(&folder.root) && !folder.bare;
    plan.buffers.contains_key(path)
        && !folders.iter().any(holds)
        && home_of(path).is_some_and(|root| folders.iter().all(|folder| folder.root != root))
}

/// Whether a changed file is read: unless it is open, not if it is behind a link, which walking these folders skips
/// too.
fn may_walk(plan: &Plan, folders: &[PathBuf], path: &Path) -> bool {
    plan.buffers.contains_key(path)
        || !bounds::behind_link(path, folders.iter().map(PathBuf::as_path))
}
