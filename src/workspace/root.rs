//! Finds the folder a document belongs to, upwards from it, for the command line and editors alike, and never beyond
//! what belongs to the user.

use super::config::{CORPUS_FOLDERS, FILE};
use super::plan::Plan;
use std::path::{Path, PathBuf};

/// A folder to read, and where in it to look for notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RootFolder {
    /// The folder with the configuration and the sources.
    pub(super) root: PathBuf,
    /// The folders in it whose notes belong to the workspace: itself, or those opened in the editor. Open documents
    /// belong to it in any case.
    pub(super) notes: Vec<PathBuf>,
}

/// The root of the workspace that contains `start`: the nearest folder upwards with a configuration file or a corpus
/// folder, else with a repository, else `start` itself or its folder. The user's home folder and the root of the file
/// system count only with a configuration file, unless `start` is directly in them. Nothing above the home folder
/// counts, nor a folder that all users share, like `/tmp`, nor anything above that.
pub fn root_of(start: &Path) -> PathBuf {
    let folder = if start.is_dir() { start } else { start.parent().unwrap_or(start) };
    let repository = || reachable(folder).find(|at| at.join(".git").exists());
    let found = marked(folder).or_else(|| repository().map(Path::to_owned));
    found.unwrap_or_else(|| folder.to_owned())
}

/// The nearest folder upwards that is marked as a workspace by a configuration file or a corpus folder. Bounded like
/// [`root_of`].
pub(super) fn marked(folder: &Path) -> Option<PathBuf> {
    let home = etcetera::home_dir().ok();
    let broad = |at: &Path| at.parent().is_none() || Some(at) == home.as_deref();
    let is_marked =
        |at: &&Path| at.join(FILE).is_file() || (has_corpus(at) && (*at == folder || !broad(at)));
    reachable(folder).find(is_marked).map(Path::to_owned)
}

/// Whether a folder has neither a configuration file nor a corpus folder.
pub(super) fn is_bare(folder: &Path) -> bool {
    !folder.join(FILE).is_file() && !has_corpus(folder)
}

fn has_corpus(folder: &Path) -> bool {
    CORPUS_FOLDERS.iter().any(|name| folder.join(name).is_dir())
}

/// The folders upwards from one, including it, as far as they belong to the user.
fn reachable(folder: &Path) -> impl Iterator<Item = &Path> {
    let home = etcetera::home_dir().ok().filter(|home| folder.starts_with(home));
    let outside = move |at: &Path| home.as_ref().is_some_and(|home| !at.starts_with(home));
    folder.ancestors().take_while(move |at| !outside(at) && !is_shared(at))
}

/// Whether everyone may create files in a folder and nobody may delete another's, as in `/tmp`. Its content cannot be
/// trusted for its names.
#[cfg(unix)]
fn is_shared(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    const STICKY_AND_OPEN: u32 = 0o1002;
    let mode = |metadata: std::fs::Metadata| metadata.permissions().mode();
    std::fs::metadata(folder).map(mode).is_ok_and(|mode| mode & STICKY_AND_OPEN == STICKY_AND_OPEN)
}

#[cfg(not(unix))]
fn is_shared(_: &Path) -> bool {
    false
}

/// The folders of a plan. One without sources of its own belongs to the workspace above it, if any; so does an open
/// note outside all folders.
pub(super) fn places(plan: &Plan) -> Vec<RootFolder> {
    let mut places: Vec<RootFolder> = Vec::new();
    // Sources set in the editor say where they are.
    let set = plan.settings.0.get("corpus").is_some_and(|corpus| !corpus.is_null());
    let mut add = |root: PathBuf, notes: Option<&PathBuf>| {
        let known = places.iter().position(|place| place.root == root);
        let at = known.unwrap_or_else(|| {
            places.push(RootFolder { root, notes: Vec::new() });
            places.len() - 1
        });
        if let Some((place, notes)) = places.get_mut(at).zip(notes) {
            place.notes.push(notes.clone());
        }
    };
    for root in &plan.roots {
        let above = if set || !is_bare(root) { None } else { marked(root) };
        add(above.unwrap_or_else(|| root.clone()), Some(root));
    }
    let mut paths: Vec<&PathBuf> = plan.buffers.keys().filter(|path| path.is_absolute()).collect();
    paths.sort();
    for path in paths {
        let folder = plan.roots.iter().filter(|root| path.starts_with(root));
        let folder = folder.max_by_key(|root| root.as_os_str().len());
        if folder.is_some_and(|root| set || !is_bare(root)) {
            continue;
        }
        if let Some(root) = home_of(path) {
            add(root, None);
        }
    }
    places
}

/// The workspace that a note belongs to, searching upwards.
pub(super) fn home_of(note: &Path) -> Option<PathBuf> {
    note.parent().and_then(marked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_nearest_folder_with_sources_or_a_configuration_counts() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        for folder in ["a/sources", "a/desk/deep", "a/own/corpus", "b/desk", "c"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        fs::write(root.join("b/onrecord.toml"), "").unwrap();
        let check = |start: &str, expected: Option<&str>| {
            assert_eq!(marked(&root.join(start)), expected.map(|at| root.join(at)), "{start}");
            assert_eq!(root_of(&root.join(start)), root.join(expected.unwrap_or(start)), "{start}");
        };
        check("a/desk/deep", Some("a"));
        check("a/own", Some("a/own"));
        check("b/desk", Some("b"));
        check("c", None);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_in_or_above_a_shared_folder_counts() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let shared = dir.path().join("tmp");
        fs::create_dir_all(shared.join("mine")).unwrap();
        fs::create_dir(dir.path().join("sources")).unwrap();
        fs::write(shared.join("onrecord.toml"), "").unwrap();
        assert_eq!(marked(&shared.join("mine")), Some(shared.clone()));
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o1777)).unwrap();
        assert_eq!(marked(&shared.join("mine")), None);
        assert_eq!(root_of(&shared.join("mine")), shared.join("mine"));
    }

    #[test]
    fn a_folder_name_does_not_make_the_file_system_root_a_workspace() {
        for at in Path::new("/usr/share").ancestors() {
            assert!(marked(at).is_none_or(|root| root.parent().is_some()));
        }
    }
}
