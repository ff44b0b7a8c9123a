//! Readable documents: the text of a source that no editor shows as text, such as a web page, or that editors decode
//! wrongly, as a document of its own.
//!
//! A client that asks for contents gets it under the scheme `onrecord`; for others it is a read-only file in the user's
//! cache folder, below the path of the source. The first line of a converted text, which is empty in the source's text,
//! says what it is, so that lines and columns are those of the text.

use super::protocol::{Url, request};
use crate::corpus::Corpus;
use crate::format;
use crate::workspace::Snapshot;
use dashmap::DashMap;
use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock, Weak};

/// The scheme of readable documents whose content the client asks for.
pub(super) const SCHEME: &str = "onrecord";
/// The extension of readable documents, after that of the source.
const EXTENSION: &str = "txt";

/// The readable documents in the cache folder, by source, and the corpus whose text each has.
#[derive(Debug, Default)]
pub(super) struct ReadableFiles(DashMap<PathBuf, Weak<Corpus>>);

impl ReadableFiles {
    /// The address of a source's readable document. Writes the file if the corpus is another than before. `None` if it
    /// cannot be written.
    pub(super) fn url(&self, snapshot: &Snapshot, source: &Path) -> Option<Url> {
        let file = file_of(folder()?, source)?;
        let is_written =
            |known: &Weak<Corpus>| std::ptr::eq(known.as_ptr(), Arc::as_ptr(&snapshot.corpus));
        if !self.0.get(source).is_some_and(|known| is_written(&known)) {
            write(&file, &content(snapshot, source)?).ok()?;
            self.0.insert(source.to_owned(), Arc::downgrade(&snapshot.corpus));
        }
        Url::from_file_path(file).ok()
    }
}

/// `TextDocumentContentRefreshParams`.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct ContentRefreshParams {
    pub(super) uri: Url,
}

/// `workspace/textDocumentContent/refresh`: the content of an open readable document has changed.
pub(super) enum ContentRefresh {}

impl request::Request for ContentRefresh {
    type Params = ContentRefreshParams;
    type Result = ();
    const METHOD: &'static str = "workspace/textDocumentContent/refresh";
}

/// The address of a source's readable document for a client that asks for its content.
pub(super) fn virtual_url(source: &Path) -> Option<Url> {
    let file = Url::from_file_path(with_extension(source)).ok()?;
    Url::parse(&file.as_str().replacen("file", SCHEME, 1)).ok()
}

/// The source of a readable document, by its address; `None` for other documents.
pub(super) fn source_of(url: &Url) -> Option<PathBuf> {
    if url.scheme() == SCHEME {
        let file = Url::parse(&url.as_str().replacen(SCHEME, "file", 1)).ok()?;
        return without_extension(&file.to_file_path().ok()?);
    }
    let path = url.to_file_path().ok()?;
    source_in(folder()?, &path)
}

/// Whether a document is the file of a source that has a readable document: its lines are not those of the text.
/// `path` is the document’s path.
pub(super) fn is_original(url: &Url, path: &Path) -> bool {
    format::converts(path) && source_of(url).is_none()
}

/// Whether a source has a readable document: it is converted, or in an encoding that editors take for UTF-8 (VS Code) or
/// count bytes of (Neovim).
pub(super) fn is_needed(snapshot: &Snapshot, path: &Path) -> bool {
    let source = || snapshot.corpus.known(snapshot.source_at(path)?);
    format::converts(path) || source().is_some_and(|source| !source.metadata.charset.is_unicode())
}

/// The text of a readable document; `None` if there is no such source.
pub(super) fn content(snapshot: &Snapshot, source: &Path) -> Option<String> {
    let text = snapshot.corpus.text(snapshot.source_at(source)?)?;
    if !format::converts(source) {
        return Some(text.to_owned());
    }
    let name = source.file_name()?.to_string_lossy();
    let original = Url::from_file_path(source).ok()?;
    Some(format!("{name} as text. The original: {original}{text}"))
}

/// The folder of the readable documents in the user's cache.
fn folder() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let cache = etcetera::choose_base_strategy().ok()?.cache_dir();
        Some(cache.join("onrecord").join("readable"))
    };
    FOLDER.get_or_init(find).as_deref()
}

/// The file of a source's readable document: below the folder, at the path of the source.
fn file_of(folder: &Path, source: &Path) -> Option<PathBuf> {
    let mut file = folder.to_owned();
    for part in source.components() {
        match part {
            Component::Normal(name) => file.push(name),
            // A drive becomes a folder.
            Component::Prefix(drive) => {
                file.push(drive.as_os_str().to_string_lossy().replace(':', ""));
            }
            Component::RootDir => {}
            Component::CurDir | Component::ParentDir => return None,
        }
    }
    Some(with_extension(&file))
}

/// The inverse of [`file_of`].
fn source_in(folder: &Path, file: &Path) -> Option<PathBuf> {
    let inside = without_extension(file.strip_prefix(folder).ok()?)?;
    if cfg!(windows) {
        let mut parts = inside.components();
        let drive = parts.next()?.as_os_str().to_string_lossy().into_owned();
        return Some(Path::new(&format!("{drive}:\\")).join(parts.as_path()));
    }
    Some(Path::new("/").join(inside))
}

fn with_extension(source: &Path) -> PathBuf {
    let mut path = source.as_os_str().to_owned();
    path.push(".");
    path.push(EXTENSION);
    PathBuf::from(path)
}

fn without_extension(path: &Path) -> Option<PathBuf> {
    path.extension().filter(|extension| *extension == EXTENSION)?;
    Some(path.with_extension(""))
}

/// Writes a file for reading only, unless it is there already.
fn write(file: &Path, text: &str) -> io::Result<()> {
    if std::fs::read(file).is_ok_and(|known| known == text.as_bytes()) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder)?;
    // Another server may be writing the same document: each renames a complete one into place.
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(text.as_bytes())?;
    let mut permissions = draft.as_file().metadata()?.permissions();
    permissions.set_readonly(true);
    draft.as_file().set_permissions(permissions)?;
    draft.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_survive_the_way_there_and_back() {
        for name in ["/w/sources/a b.html", "/w/100% (1).docx", "/w/ä/文.epub", "/w/a#b?c.vtt"] {
            let source = Path::new(name);
            let address = virtual_url(source).unwrap();
            assert_eq!(address.scheme(), SCHEME);
            assert_eq!(source_of(&address).as_deref(), Some(source), "{address}");
            let folder = Path::new("/cache/readable");
            let file = file_of(folder, source).unwrap();
            assert!(file.starts_with(folder), "{file:?}");
            assert_eq!(source_in(folder, &file).as_deref(), Some(source), "{file:?}");
        }
        for other in ["file:///w/a.txt", "onrecord:///w/a.html", "untitled:a.txt", "onrecord:x"] {
            assert_eq!(source_of(&Url::parse(other).unwrap()), None, "{other}");
        }
    }

    #[test]
    fn a_document_is_written_once_and_for_reading_only() {
        let cache = tempfile::tempdir().unwrap();
        let file = cache.path().join("w/sources/a.html.txt");
        for text in ["one", "one", "two"] {
            write(&file, text).unwrap();
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
            assert!(std::fs::metadata(&file).unwrap().permissions().readonly());
        }
    }
}
