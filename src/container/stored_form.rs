//! For tests: what a kind of file contains does not change unless its version does.

use super::{FileKind, Image};

/// Checks that a file with fixed content is stored as recorded: `version` is that of its kind, `id` the file's
/// [id](Image::id), which covers every byte of its sections.
///
/// # Panics
/// If the file is stored in another form, saying what to do.
#[track_caller]
pub(crate) fn check_stored_form<K: FileKind>(image: &Image<'_>, (version, id): (u32, u64)) {
    let (kind, found) = (String::from_utf8_lossy(&K::TAG).into_owned(), image.id());
    assert!(
        K::VERSION == version,
        "version {0} of `{kind}` files is new: record ({0}, {found:#018x})",
        K::VERSION
    );
    assert!(
        found == id,
        "`{kind}` files are stored in another form ({found:#018x}), which programs take for the old one: raise VERSION \
         to {} where `{kind}` is, run this test again, and record what it says",
        version + 1
    );
}
