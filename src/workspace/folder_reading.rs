//! Reads a folder's own files: configuration, actors and bibliographies.

use super::bibliography::Bibliography;
use super::config::{CORPUS_FOLDERS, Config, FILE};
use super::folder::{Folder, actors_path, corpora, corpus_folders, leads_away, may_touch};
use super::plan::{Plan, buffer_or_disk};
use super::problem::Problem;
use super::problem::{Unreadable, unreadable};
use super::root::{RootFolder, is_bare, root_of};
use super::{bounds, files, paths};
use crate::actor::ActorEntries;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Reads the files of a workspace folder; its notes are where `place` says.
pub(super) fn read_place(place: &RootFolder, plan: &Plan) -> (Folder, Vec<Problem>) {
    let (mut folder, problems) = read_folder(&place.root, plan);
    let whole = place.notes.contains(&place.root);
    folder.notes_in = (!whole).then(|| place.notes.clone());
    (folder, problems)
}

fn read_folder(root: &Path, plan: &Plan) -> (Folder, Vec<Problem>) {
    let config_path = root.join(FILE);
    let text = match bounds::inside(&config_path, roots(plan, root)) {
        true => buffer_or_disk(plan, &config_path),
        false => Err(Unreadable::Outside),
    };
    let (text, problem) = match text {
        Ok(text) => (text, None),
        Err(Unreadable::Io(e)) if e.kind() == std::io::ErrorKind::NotFound => (String::new(), None),
        Err(why) => (String::new(), Some(unreadable(&config_path, &why))),
    };
    let (config, mut problems) = Config::read(&config_path, &text, &plan.settings);
    let mut folder = Folder { root: root.to_owned(), config_path, config, ..Folder::default() };
    if problem.is_some() {
        problems.extend(problem);
        return (folder, problems);
    }
    folder.bare = is_bare(root) && folder.config.corpus.is_empty();
    let spans = folder.config.path_spans.clone();
    let mut wrong = Vec::new();
    let mut refuse = |key: &str, written: &Path, why: &str| {
        let written = written.display().to_string();
        let what = match key {
            "corpus" => "corpus folder",
            "actors" => "actors file",
            other => other,
        };
        let (path, message) = (folder.config_path.clone(), format!("the {what} `{written}` {why}"));
        let span = spans.get(&(key.to_owned(), written)).copied().unwrap_or_default();
        wrong.push(Problem { path, span, message });
    };
    let by_user = folder.config.set_by_user.clone();
    let remote = |key: &str, path: &Path| bounds::remote(path) && !by_user.contains(key);
    folder.config.corpus.retain(|written| {
        let path = paths::clean(root, written);
        if remote("corpus", written) {
            refuse("corpus", written, bounds::REMOTE);
            return false;
        }
        if !path.is_dir() {
            let why = format!("does not exist: looked for {}", path.display());
            refuse("corpus", written, &why);
        }
        true
    });
    if folder.config.corpus.is_empty() {
        for name in CORPUS_FOLDERS.iter().filter(|name| leads_away(root, name)) {
            refuse("corpus", Path::new(name), bounds::LEADS_AWAY);
        }
    }
    let corpora = corpus_folders(&folder);
    let places = || roots(plan, root).chain(corpora.iter().map(PathBuf::as_path));
    let mut reached = |key: &str, written: &PathBuf| {
        let near = || bounds::inside(&paths::clean(root, written), places());
        let reached = by_user.contains(key) || (!bounds::remote(written) && near());
        if !reached {
            refuse(key, written, bounds::OUTSIDE);
        } else if let Some(missing) = missing(plan, &paths::clean(root, written)) {
            refuse(key, written, &missing);
        }
        reached
    };
    folder.config.bibliography.retain(|written| reached("bibliography", written));
    if let Some(actors) = &folder.config.actors {
        reached("actors", actors);
    }
    problems.extend(wrong);
    folder.bibliographies = read_bibliographies(&folder, plan, &mut problems);
    folder.corpora = corpus_folders(&folder);
    (folder, problems)
}

/// The message about a configured file that does not exist.
fn missing(plan: &Plan, path: &Path) -> Option<String> {
    let there = plan.buffers.contains_key(path) || path.symlink_metadata().is_ok();
    (!there).then(|| format!("does not exist: looked for {}", path.display()))
}

/// The folders of a plan, and one more, which may be among them.
fn roots<'a>(plan: &'a Plan, root: &'a Path) -> impl Iterator<Item = &'a Path> {
    plan.roots.iter().map(PathBuf::as_path).chain([root])
}

/// The bibliographies of a folder. A missing one has no entries, and is read once it exists.
fn read_bibliographies(
    folder: &Folder,
    plan: &Plan,
    problems: &mut Vec<Problem>,
) -> Vec<Bibliography> {
    let mut found = Vec::new();
    let named = folder.config.bibliography.iter();
    for path in named.map(|path| paths::clean(&folder.root, path)) {
        let text = buffer_or_disk(plan, &path).unwrap_or_else(|why| {
            // A missing one is a configuration error, reported there.
            if missing(plan, &path).is_none() {
                problems.push(unreadable(&path, &why));
            }
            String::new()
        });
        let empty = text.is_empty();
        let (bibliography, wrong) = Bibliography::read(&path, text);
        if let Some(message) = wrong.filter(|_| !empty) {
            problems.push(Problem::of_file(&path, message));
        }
        found.push(bibliography);
    }
    found
}

/// The actors file of the workspace that contains `start`, whether or not it exists. The error says why it must not be
/// touched.
pub fn actors_file(start: &Path) -> Result<PathBuf, String> {
    let folder = folder_of(start, &mut Vec::new());
    let path = actors_path(&folder);
    match may_touch(&[folder], &path) {
        true => Ok(path),
        false => Err(format!("{} {}", path.display(), Unreadable::Outside)),
    }
}

/// The actors that the workspaces of these documents already know, and the problems of their files.
pub fn known_actors(paths: &[PathBuf]) -> (ActorEntries, Vec<Problem>) {
    let (mut known, mut problems) = (ActorEntries::default(), Vec::new());
    let mut read = BTreeSet::new();
    for path in paths {
        let folder = folder_of(path, &mut problems);
        if read.insert(folder.root.clone()) {
            read_known_actors(&folder, &Plan::default(), &mut known, &mut problems);
        }
    }
    (known, problems)
}

/// The source files of the workspaces around some paths, absolute; none for a workspace with more than `most` bytes of
/// them.
pub fn sources_beside(paths: &[PathBuf], most: u64) -> Vec<PathBuf> {
    let folders = paths.iter().map(|path| folder_of(path, &mut Vec::new()));
    let folders: BTreeMap<PathBuf, Folder> = folders.map(|it| (it.root.clone(), it)).collect();
    let of = |folder: &Folder| {
        let files = files::files(&corpora(std::slice::from_ref(folder)));
        let size = |path: &PathBuf| std::fs::metadata(path).map(|m| m.len()).unwrap_or_default();
        let small = files.iter().map(size).sum::<u64>() <= most;
        if small { files } else { Vec::new() }
    };
    folders.values().flat_map(of).collect()
}

fn folder_of(start: &Path, problems: &mut Vec<Problem>) -> Folder {
    let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
    let root = root_of(&paths::clean(Path::new(""), &start));
    let (folder, wrong) = read_folder(&root, &Plan::default());
    problems.extend(wrong);
    folder
}

pub(super) fn read_known_actors(
    folder: &Folder,
    plan: &Plan,
    known: &mut ActorEntries,
    problems: &mut Vec<Problem>,
) {
    let path = actors_path(folder);
    let near = may_touch(std::slice::from_ref(folder), &path)
        || bounds::inside(&path, roots(plan, &folder.root));
    if !near {
        // What the configuration names was refused along with it.
        if folder.config.actors.is_none() {
            problems.push(unreadable(&path, &Unreadable::Outside));
        }
        return;
    }
    match buffer_or_disk(plan, &path) {
        Ok(text) => {
            let (read, wrong) = ActorEntries::read(&text);
            known.add(read);
            problems.extend(wrong.into_iter().map(|problem| Problem {
                path: path.clone(),
                span: problem.span,
                message: problem.message,
            }));
        }
        // A configured file that is missing was reported with the configuration.
        Err(Unreadable::Io(_)) if missing(plan, &path).is_some() => {}
        Err(why) => problems.push(unreadable(&path, &why)),
    }
}
