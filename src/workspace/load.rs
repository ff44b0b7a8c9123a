//! Loading: finding notes and sources on disk and reading them.

use std::path::{Path, PathBuf};

/// A file that was read, or why it was not.
#[derive(Debug)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// Its text, or what stands against it.
    pub text: Result<String, Unreadable>,
}

/// Why a file was left out.
#[derive(Debug)]
pub enum Unreadable {
    /// The system said no.
    Io(std::io::Error),
    /// Not UTF-8: the offset in bytes of the first wrong byte.
    NotUtf8(usize),
    /// Holds a NUL byte: not a text.
    Binary,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::Io(e) => write!(f, "cannot be read: {e}"),
            Unreadable::NotUtf8(at) => write!(f, "is not UTF-8 (byte {at})"),
            Unreadable::Binary => f.write_str("is binary"),
        }
    }
}

/// Reads one text file.
pub fn text(path: &Path) -> Result<String, Unreadable> {
    let bytes = std::fs::read(path).map_err(Unreadable::Io)?;
    if bytes.contains(&0) {
        return Err(Unreadable::Binary);
    }
    String::from_utf8(bytes).map_err(|e| Unreadable::NotUtf8(e.utf8_error().valid_up_to()))
}

/// All text files at or below `paths`, in the order of their paths, respecting `.gitignore` and `.onrecordignore`;
/// hidden files and links that lead outside are left out. `extensions` are compared without case.
pub fn files(paths: &[PathBuf], extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for root in paths {
        let mut walk = ignore::WalkBuilder::new(root);
        walk.add_custom_ignore_filename(".onrecordignore").follow_links(false);
        for entry in walk.build().filter_map(Result::ok) {
            let path = entry.path();
            let fits = path
                .extension()
                .and_then(|e| e.to_str())
                .is_some_and(|e| extensions.iter().any(|x| x.eq_ignore_ascii_case(e)));
            if entry.file_type().is_some_and(|t| t.is_file()) && (fits || path == root) {
                found.push(entry.into_path());
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Reads these files.
pub fn documents(files: Vec<PathBuf>) -> impl Iterator<Item = Loaded> {
    files.into_iter().map(|path| Loaded { text: text(&path), path })
}
