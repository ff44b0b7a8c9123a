//! How far a workspace reaches: what its own files name lies in its folders or its corpus, links followed, or is not touched.
//!
//! A folder may come from a stranger, with an `onrecord.toml` and links in it. What the user's own settings name may lie
//! anywhere; so may the corpus, which is only ever read.

use std::path::{Path, PathBuf};

/// What is said of a file that a configuration or a link names and that lies outside.
pub(super) const OUTSIDE: &str = "lies outside the workspace and its corpus, and is not touched: \
                                  only the settings of your editor may name it";
/// What is said of a path of another machine that a file of the workspace names.
pub(super) const REMOTE: &str =
    "lies on another machine, and is not touched: only the settings of your editor may name it";
/// What is said of a folder called like a corpus that is a link.
pub(super) const LEADS_AWAY: &str =
    "is a link that leads out of the workspace, and is not read: name where it leads as `corpus`";

/// Whether the file at `path`, or what it is a link to, lies below one of these folders. One that does not exist yet lies
/// where it would be made; a link to something that does not exist lies nowhere.
pub(super) fn inside<'a>(path: &Path, folders: impl IntoIterator<Item = &'a Path>) -> bool {
    let Some(real) = real(path) else { return false };
    folders.into_iter().filter_map(self::real).any(|folder| real.starts_with(folder))
}

/// Whether a link lies on the way from one of these folders to `path`, which walking through the folder would not follow.
pub(super) fn behind_link<'a>(path: &Path, folders: impl IntoIterator<Item = &'a Path>) -> bool {
    let holding = folders.into_iter().filter(|folder| path.starts_with(folder));
    let Some(folder) = holding.max_by_key(|folder| folder.as_os_str().len()) else { return false };
    path.ancestors().take_while(|at| *at != folder).any(Path::is_symlink)
}

/// Whether a path, as it is written, names another machine: `\\host\share`, `//host/share`. Only to look for it would tell
/// that machine who the user is.
pub(super) fn remote(written: &Path) -> bool {
    let start: Vec<u8> = written.as_os_str().as_encoded_bytes().iter().copied().take(2).collect();
    matches!(start.as_slice(), [b'/' | b'\\', b'/' | b'\\'])
}

/// A path with all links in it followed; `None` where that leads nowhere.
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
    fn paths_of_other_machines_are_known_by_their_letters() {
        for written in ["//host/share/a.toml", r"\\host\share", r"\\?\UNC\host\share", r"/\host"] {
            assert!(remote(Path::new(written)), "{written}");
        }
        for written in ["/srv/share", "../share", "share", "", "/", r"C:\share"] {
            assert!(!remote(Path::new(written)), "{written}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_count_as_what_they_lead_to() {
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
