//! Who owns a cache folder: what others could have put there is neither trusted nor overwritten.
//!
//! A cache may be configured where others can write, in `/tmp` for example, and its name is predictable.

use std::fs;
use std::io;
#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;

/// Makes a folder that only the user can read and write, or restricts an existing one. It will contain the texts of the
/// corpus.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder)?;
    is_own(folder)?;
    #[cfg(unix)]
    if fs::metadata(folder)?.permissions().mode() & 0o077 != 0 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Whether only the user can have written into a folder. A missing one counts as empty.
pub(super) fn is_private(folder: &Path) -> io::Result<()> {
    if !folder.is_symlink() && !folder.exists() {
        return Ok(());
    }
    is_own(folder)?;
    #[cfg(unix)]
    if fs::metadata(folder)?.permissions().mode() & 0o022 != 0 {
        return Err(io::Error::other("other users may write there"));
    }
    Ok(())
}

fn is_own(folder: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(folder)?;
    if !metadata.is_dir() {
        return Err(io::Error::other("it is a link or not a folder"));
    }
    #[cfg(unix)]
    if metadata.uid() != user()? {
        return Err(io::Error::other("it belongs to another user"));
    }
    Ok(())
}

/// Whether an open file is still the one at a path.
pub(super) fn is_at(file: &fs::File, path: &Path) -> bool {
    let (Ok(held), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    #[cfg(unix)]
    return (held.dev(), held.ino()) == (there.dev(), there.ino());
    #[cfg(not(unix))]
    return held.len() == there.len();
}

/// The user id of this process: the owner of a file it has just created.
#[cfg(unix)]
fn user() -> io::Result<u32> {
    static USER: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    if let Some(user) = USER.get() {
        return Ok(*user);
    }
    let user = tempfile::tempfile()?.metadata()?.uid();
    Ok(*USER.get_or_init(|| user))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn only_the_owner_has_access() {
        let base = tempfile::tempdir().unwrap();
        let folder = base.path().join("a/b");
        make_private(&folder).unwrap();
        assert_eq!((mode(&folder), mode(&base.path().join("a"))), (0o700, 0o700));
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(is_private(&folder).unwrap_err().to_string().contains("other users may write"));
        make_private(&folder).unwrap();
        assert_eq!(mode(&folder), 0o700);
        is_private(&folder).unwrap();
        is_private(&base.path().join("none")).unwrap();
    }

    #[test]
    fn a_link_is_not_followed() {
        let (base, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let link = base.path().join("link");
        symlink(other.path(), &link).unwrap();
        assert!(make_private(&link).is_err());
        assert!(is_private(&link).is_err());
        symlink(other.path().join("none"), base.path().join("dangling")).unwrap();
        assert!(make_private(&base.path().join("dangling")).is_err());
    }
}
