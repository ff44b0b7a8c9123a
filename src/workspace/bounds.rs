//! The bounds of a workspace: files named in it must be in its folders or its corpus, with links followed, or are not
//! touched.
//!
//! A folder may come from a stranger and contain an `onrecord.toml` and links. Paths in the user's own settings may be
//! anywhere; so may the corpus, which is only read.

use std::path::{Path, PathBuf};

/// The message about a file outside that a configuration or a link names.
pub(super) const OUTSIDE: &str = "is outside the workspace and its corpus and is not used: \
                                  only your editor's settings may name it";
/// The message about a path on another machine named in the workspace.
pub(super) const REMOTE: &str =
    "is on another machine and is not used: only your editor's settings may name it";
/// The message about a corpus folder that is a link.
pub(super) const LEADS_AWAY: &str =
    "is a link to a place outside the workspace and is not read: name its target as `corpus`";

/// Whether the file at `path`, or the target of a link there, is below one of these folders. A missing file counts as
/// where it would be created; a dangling link is nowhere.
pub(super) fn inside<'a>(path: &Path, folders: impl IntoIterator<Item = &'a Path>) -> bool {
    let Some(real) = real(path) else { return false };
    folders.into_iter().filter_map(self::real).any(|folder| real.starts_with(folder))
}

/// Whether there is a link between one of these folders and `path`, which walking the folder would not follow.
pub(super) fn behind_link<'a>(path: &Path, folders: impl IntoIterator<Item = &'a Path>) -> bool {
    let holding = folders.into_iter().filter(|folder| path.starts_with(folder));
    let Some(folder) = holding.max_by_key(|folder| folder.as_os_str().len()) else { return false };
    path.ancestors().take_while(|at| *at != folder).any(Path::is_symlink)
}

/// Whether a path names another machine: `\\host\share`, `//host/share`. Even looking for it would tell that machine
/// who the user is.
pub(super) fn remote(written: &Path) -> bool {
    let start: Vec<u8> = written.as_os_str().as_encoded_bytes().iter().copied().take(2).collect();
    matches!(start.as_slice(), [b'/' | b'\\', b'/' | b'\\'])
}

/// A path with all links followed; `None` when it does not exist.
fn real(path: &Path) -> Option<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Some(real);
    }
    if path.is_symlink() {
        return None;
    }
    Some(real(path.parent()?)?.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_on_other_machines_are_recognised() {
        for written in ["//host/share/a.toml", r"\\host\share", r"\\?\UNC\host\share", r"/\host"] {
            assert!(remote(Path::new(written)), "{written}");
        }
        for written in ["/srv/share", "../share", "share", "", "/", r"C:\share"] {
            assert!(!remote(Path::new(written)), "{written}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_count_as_their_targets() {
        use std::os::unix::fs::symlink;
        let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = dir.path();
        std::fs::create_dir(root.join("deep")).unwrap();
        std::fs::write(root.join("deep/a.toml"), "").unwrap();
        symlink(root.join("deep"), root.join("near")).unwrap();
        symlink(other.path(), root.join("far")).unwrap();
        symlink(other.path().join("none.toml"), root.join("none.toml")).unwrap();
        for (path, expected, linked) in [
            ("deep/a.toml", true, false),
            ("deep/new/b.toml", true, false),
            ("near/a.toml", true, true),
            ("far/c.toml", false, true),
            ("none.toml", false, true),
            ("../c.toml", false, false),
        ] {
            let path = super::super::paths::clean(root, Path::new(path));
            assert_eq!(inside(&path, [root]), expected, "{path:?}");
            assert_eq!(behind_link(&path, [root]), linked, "{path:?}");
        }
    }
}
