//! Documents of word processors: which format a file has, by its bytes. Their names are often those of another.

use super::archive::{Archive, is_archive};
use super::extraction::{Extraction, Format, Input};
use super::illegible::Illegible;
use super::{docx, odt, rtf};
use super::{epub, html};
use memchr::memmem;

/// Word’s format since 2007.
pub const WORD: Format =
    Format { name: "Word", extensions: &["docx", "docm", "dotx", "dotm"], converts: true, extract };

/// Word’s format before 2007, which is read only if it is in truth another.
pub const OLD_WORD: Format =
    Format { name: "Word 97", extensions: &["doc", "dot"], converts: true, extract };

/// OpenDocument texts: LibreOffice’s format.
pub const OPEN_DOCUMENT: Format =
    Format { name: "OpenDocument", extensions: &["odt", "ott", "fodt"], converts: true, extract };

/// Rich Text Format.
pub const RTF: Format = Format { name: "RTF", extensions: &["rtf"], converts: true, extract };

/// The formats of word processors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A ZIP archive: Word’s or OpenDocument’s.
    Archive,
    /// A file of compound documents: the old Word’s, or an encrypted package of the new one.
    Compound,
    Rtf,
    /// OpenDocument in one file of XML.
    Flat,
    /// A web page: what programs have always written under Word’s extension.
    Html,
}

/// How a compound file begins, and the name of the stream in it that has an encrypted package.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// How many bytes at the beginning of a text say what markup it has.
const HEAD: usize = 1 << 10;

impl Kind {
    fn of(bytes: &[u8]) -> Option<Self> {
        if is_archive(bytes) {
            return Some(Self::Archive);
        }
        if bytes.starts_with(COMPOUND) {
            return Some(Self::Compound);
        }
        if rtf::is_rtf(bytes) {
            return Some(Self::Rtf);
        }
        let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
        let has = |mark: &str| memmem::find(&head, mark.as_bytes()).is_some();
        if has("<office:document") {
            return Some(Self::Flat);
        }
        (has("<html") || has("<!doctype html")).then_some(Self::Html)
    }
}

fn extract(input: Input<'_>) -> Result<Extraction<'_>, Illegible> {
    let bytes = input.bytes();
    match Kind::of(bytes) {
        Some(Kind::Rtf) => rtf::read(bytes),
        Some(Kind::Flat) => odt::read_flat(bytes),
        Some(Kind::Html) => (html::HTML.extract)(input),
        Some(Kind::Archive) => archived(bytes),
        Some(Kind::Compound) if memmem::find(bytes, ENCRYPTED).is_some() => {
            Err(Illegible::Encrypted)
        }
        Some(Kind::Compound) => Err(Illegible::Outdated("Word", "save it as .docx")),
        None => Err(Illegible::Damaged("is no document of a word processor")),
    }
}

/// The document in an archive.
fn archived(bytes: &[u8]) -> Result<Extraction<'static>, Illegible> {
    let archive = Archive::open(bytes)?;
    if archive.is_encrypted() {
        return Err(Illegible::Encrypted);
    }
    if epub::is_book(&archive) {
        return epub::read(&archive);
    }
    let read = docx::read(&archive).or_else(|| odt::read(&archive));
    read.unwrap_or(Err(Illegible::Damaged("has no document in its archive")))
}
