//! A ZIP archive in memory: the parts of an office document or an e-book, inflated while they are read.
//!
//! Only what such documents need: stored and deflated parts. Sizes that the archive declares are never trusted; the
//! bytes of all parts together are capped. An archive that is cut off is read as far as it goes.

use super::extraction::Extraction;
use super::illegible::Illegible;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use memchr::memmem;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Read};

/// The most bytes that are inflated of one archive: more than ten times the markup of the longest book.
const MAX_INFLATED: usize = 128 << 20;

/// The most parts that an archive may have.
const MAX_PARTS: usize = 1 << 16;

/// What is wrong with a document of which a part is damaged, following its path.
const LACKING: &str = "is damaged, and may lack words";

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

/// The length of the end record without its comment, and of the longest comment.
const END_LEN: usize = 22;
const MAX_COMMENT: usize = 1 << 16;

/// A ZIP archive.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    /// By name in lower case, since programs do not always refer to a part with the same capitals.
    parts: BTreeMap<String, Entry<'a>>,
    /// How many bytes may yet be inflated.
    left: Cell<usize>,
    /// Whether it ends before its directory does.
    is_cut: bool,
    /// Whether a part could not be inflated, or is not what was packed.
    is_damaged: Cell<bool>,
}

/// A part as it is packed.
#[derive(Clone, Copy, Debug)]
struct Entry<'a> {
    packed: &'a [u8],
    is_deflated: bool,
    is_encrypted: bool,
    /// The checksum of its bytes, if known.
    crc: Option<u32>,
}

/// Whether the bytes of a file begin as a ZIP archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(&LOCAL)
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    /// If it has no part that can be found.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Illegible> {
        let end = end(bytes);
        let directory = end.and_then(|end| directory(bytes, end));
        let is_damaged = Cell::new(directory.is_none());
        let parts = directory.unwrap_or_else(|| by_local_headers(bytes));
        if parts.is_empty() {
            return Err(Illegible::Damaged(match is_archive(bytes) {
                true => "ends in the middle of its archive",
                false => "is no archive",
            }));
        }
        Ok(Self { parts, left: Cell::new(MAX_INFLATED), is_cut: end.is_none(), is_damaged })
    }

    /// Whether it has a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// Whether a part is protected by a password.
    pub(super) fn is_encrypted(&self) -> bool {
        self.parts.values().any(|entry| entry.is_encrypted)
    }

    /// Reads a part.
    pub(super) fn part(&self, name: &str) -> Option<Part<'_, 'a>> {
        let entry = *self.parts.get(&name.to_lowercase())?;
        let data = match entry.is_deflated {
            true => Data::Deflated(DeflateDecoder::new(entry.packed)),
            false => Data::Stored(entry.packed),
        };
        Some(Part { archive: self, data, read: Crc::new(), expected: entry.crc })
    }

    /// The beginning of a part, at most this many bytes, as far as it can be read.
    pub(super) fn bytes(&self, name: &str, limit: u64) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        // What was read before an error is kept, and the archive knows of it.
        let _ = self.part(name)?.take(limit).read_to_end(&mut bytes);
        Some(bytes)
    }

    /// Whether more was in it than is inflated.
    pub(super) fn is_too_large(&self) -> bool {
        self.left.get() == 0
    }

    /// What was wrong with the parts read so far, following the path.
    pub(super) fn problems(&self) -> Vec<String> {
        match (self.is_cut, self.is_damaged.get()) {
            (true, _) => vec!["ends in the middle of its archive".to_owned()],
            (_, true) => vec![LACKING.to_owned()],
            _ => Vec::new(),
        }
    }
}

impl Archive<'_> {
    /// The document read from the archive, with what was wrong with its parts; `is_whole` is whether their markup was.
    ///
    /// # Errors
    /// Those of reading it, and if more was in the archive than is inflated.
    pub(super) fn finish(
        &self,
        is_whole: bool,
        read: impl FnOnce() -> Result<Extraction<'static>, Illegible>,
    ) -> Result<Extraction<'static>, Illegible> {
        if self.is_too_large() {
            return Err(Illegible::TooMuchText);
        }
        let mut read = read()?;
        read.problems = self.problems();
        if !is_whole && read.problems.is_empty() {
            read.problems.push(LACKING.to_owned());
        }
        Ok(read)
    }
}

/// A part being read.
#[derive(Debug)]
pub(super) struct Part<'r, 'a> {
    archive: &'r Archive<'a>,
    data: Data<'a>,
    read: Crc,
    expected: Option<u32>,
}

#[derive(Debug)]
enum Data<'a> {
    Stored(&'a [u8]),
    Deflated(DeflateDecoder<&'a [u8]>),
}

impl Read for Part<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.archive.left.get();
        let wanted = left.min(buffer.len());
        let Some(buffer) = buffer.get_mut(..wanted).filter(|_| left > 0) else {
            return Err(io::ErrorKind::FileTooLarge.into());
        };
        let count = match &mut self.data {
            Data::Stored(data) => data.read(buffer),
            Data::Deflated(data) => data.read(buffer),
        };
        let count = count.inspect_err(|_| self.archive.is_damaged.set(true))?;
        self.archive.left.set(left - count);
        self.read.update(buffer.get(..count).unwrap_or_default());
        let is_end = count == 0 && wanted > 0;
        if is_end && self.expected.is_some_and(|expected| expected != self.read.sum()) {
            self.archive.is_damaged.set(true);
        }
        Ok(count)
    }
}

/// Little-endian numbers of a record.
fn short(record: &[u8], at: usize) -> Option<usize> {
    let bytes = record.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(bytes)))
}

fn long(record: &[u8], at: usize) -> Option<usize> {
    let bytes = record.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

/// Where the record begins that ends an archive.
fn end(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.len().saturating_sub(END_LEN + MAX_COMMENT);
    Some(tail + memmem::rfind(bytes.get(tail..)?, &END)?)
}

/// The parts that the directory before the end of an archive lists; `None` if it cannot be read.
fn directory(bytes: &[u8], end: usize) -> Option<BTreeMap<String, Entry<'_>>> {
    let record = bytes.get(end..end + END_LEN)?;
    let (size, offset) = (long(record, 12)?, long(record, 16)?);
    let begins = |at: &usize| bytes.get(*at..).is_some_and(|rest| rest.starts_with(&CENTRAL));
    // Right before its end; what precedes the archive, as in a file that unpacks itself, then shifts all offsets.
    let start = end.checked_sub(size).filter(begins).or(Some(offset).filter(begins))?;
    let shift = start.saturating_sub(offset);
    let mut parts = BTreeMap::new();
    let mut rest = bytes.get(start..end)?;
    while rest.starts_with(&CENTRAL) && parts.len() < MAX_PARTS {
        let name_len = short(rest, 28)?;
        let len = 46 + name_len + short(rest, 30)? + short(rest, 32)?;
        let name = rest.get(46..46 + name_len)?;
        let at = long(rest, 42)?.saturating_add(shift);
        let data = bytes.get(at..).and_then(local).map(|(_, data)| data);
        if let (Some(data), Some(entry)) = (data, entry(rest.get(2..)?)) {
            let crc = long(rest, 16).and_then(|crc| crc.try_into().ok());
            let packed = data.get(..long(rest, 20)?).unwrap_or(data);
            parts.entry(named(name)).or_insert(Entry { packed, crc, ..entry });
        }
        rest = rest.get(len..)?;
    }
    (!parts.is_empty()).then_some(parts)
}

/// The parts that can be found without a directory.
fn by_local_headers(bytes: &[u8]) -> BTreeMap<String, Entry<'_>> {
    let mut parts = BTreeMap::new();
    let mut rest = bytes;
    while let Some((name, data)) = local(rest).filter(|_| parts.len() < MAX_PARTS) {
        // Its size follows it if it was not known before: then the next header ends it.
        let known = long(rest, 18).filter(|size| *size > 0);
        let len =
            known.or_else(|| memmem::find(data, &LOCAL)).unwrap_or(data.len()).min(data.len());
        let (packed, next) = data.split_at(len);
        if let Some(entry) = entry(rest) {
            parts.entry(named(name)).or_insert(Entry { packed, ..entry });
        }
        rest = memmem::find(next, &LOCAL).and_then(|at| next.get(at..)).unwrap_or_default();
    }
    parts
}

/// How a part is packed, if in a known way: from the fields that its two records share.
fn entry(record: &[u8]) -> Option<Entry<'static>> {
    const STORED: usize = 0;
    const DEFLATED: usize = 8;
    let (flags, method) = (short(record, 6)?, short(record, 8)?);
    let is_encrypted = flags & 1 == 1;
    let is_deflated = method == DEFLATED;
    let is_known = is_deflated || method == STORED || is_encrypted;
    is_known.then_some(Entry { packed: &[], is_deflated, is_encrypted, crc: None })
}

/// The name of a part, and what follows its header, which the bytes begin with.
fn local(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (name, extra) = (short(bytes, 26)?, short(bytes, 28)?);
    let is_header = bytes.starts_with(&LOCAL);
    let name_and_data = bytes.get(30..).filter(|_| is_header)?;
    Some((name_and_data.get(..name)?, name_and_data.get(name + extra..)?))
}

fn named(name: &[u8]) -> String {
    String::from_utf8_lossy(name).replace('\\', "/").to_lowercase()
}

/// The name of the part that another part refers to: `word/document.xml` means `media/a.png` by `../media/a.png`.
pub(super) fn resolve(from: &str, target: &str) -> String {
    let mut folders: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => from.split('/').collect(),
    };
    folders.pop();
    for folder in target.split('/') {
        match folder {
            "" | "." => {}
            ".." => drop(folders.pop()),
            folder => folders.push(folder),
        }
    }
    folders.join("/")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write;

    /// An archive of these parts, deflated.
    pub(in crate::format) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let (mut archive, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in parts {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(content.as_bytes()).unwrap();
            let data = encoder.finish().unwrap();
            let mut crc = Crc::new();
            crc.update(content.as_bytes());
            let mut fields = vec![20, 0, 0, 8, 8, 0, 0, 0, 0, 0];
            for number in [crc.sum(), data.len() as u32, content.len() as u32] {
                fields.extend(number.to_le_bytes());
            }
            fields.extend((name.len() as u32).to_le_bytes());
            directory.extend(CENTRAL.into_iter().chain([20, 0]));
            directory.extend(fields.iter().copied().chain([0; 10]));
            directory.extend((archive.len() as u32).to_le_bytes());
            directory.extend(name.bytes());
            archive.extend(LOCAL.into_iter().chain(fields).chain(name.bytes()).chain(data));
        }
        let start = archive.len() as u32;
        archive.extend(&directory);
        archive.extend(END.into_iter().chain([0; 4]));
        archive.extend([parts.len() as u16; 2].into_iter().flat_map(u16::to_le_bytes));
        archive.extend((directory.len() as u32).to_le_bytes());
        archive.extend(start.to_le_bytes());
        archive.extend([0; 2]);
        archive
    }

    fn text(archive: &Archive<'_>, name: &str) -> Option<String> {
        archive.bytes(name, 1 << 20).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn parts_are_found_by_name() {
        let bytes = packed(&[("a.txt", "Ruiz never left."), ("Word\\B.xml", "<b/>"), ("c", "")]);
        let archive = Archive::open(&bytes).unwrap();
        assert_eq!(text(&archive, "a.txt").as_deref(), Some("Ruiz never left."));
        assert_eq!(text(&archive, "word/b.xml").as_deref(), Some("<b/>"));
        assert_eq!(text(&archive, "c").as_deref(), Some(""));
        assert!(!archive.has("d") && text(&archive, "d").is_none());
        assert!(archive.problems().is_empty() && !archive.is_encrypted());
        let unpacks_itself = [b"MZ program".as_slice(), &bytes].concat();
        let archive = Archive::open(&unpacks_itself).unwrap();
        assert_eq!(text(&archive, "a.txt").as_deref(), Some("Ruiz never left."));
    }

    #[test]
    fn an_archive_that_is_cut_off_is_read_as_far_as_it_goes() {
        let long: String = (0..400).map(|n| format!("{n} ")).collect();
        let bytes = packed(&[("a", "Ruiz never left."), ("b", &long)]);
        for len in 0..bytes.len() {
            let Ok(archive) = Archive::open(bytes.get(..len).unwrap()) else { continue };
            assert!(long.starts_with(&text(&archive, "b").unwrap_or_default()));
            let problems = archive.problems();
            assert!(!problems.is_empty(), "{len}");
        }
        let cut = Archive::open(bytes.get(..400).unwrap()).unwrap();
        assert_eq!(text(&cut, "a").as_deref(), Some("Ruiz never left."));
        assert!(text(&cut, "b").unwrap().starts_with("0 1 2"));
        assert_eq!(cut.problems(), ["ends in the middle of its archive"]);
        assert!(matches!(Archive::open(b"Ruiz"), Err(Illegible::Damaged("is no archive"))));
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let bytes = packed(&[("a", "Ruiz never left.")]);
        for at in 31..40 {
            let mut bytes = bytes.clone();
            *bytes.get_mut(at).unwrap() ^= 1;
            let archive = Archive::open(&bytes).unwrap();
            let _ = archive.bytes("a", 100);
            assert_eq!(archive.problems(), ["is damaged, and may lack words"], "{at}");
        }
    }

    #[test]
    fn what_is_inflated_is_capped() {
        let zeros = "0".repeat(1 << 20);
        let bytes = packed(&[("a", &zeros)]);
        let archive = Archive::open(&bytes).unwrap();
        for _ in 0..MAX_INFLATED >> 20 {
            assert_eq!(archive.bytes("a", 1 << 20).unwrap().len(), 1 << 20);
        }
        assert!(archive.is_too_large() && archive.bytes("a", 1 << 20).unwrap().is_empty());
    }

    #[test]
    fn a_reference_is_resolved_from_the_part_that_has_it() {
        assert_eq!(resolve("word/document.xml", "../media/a.png"), "media/a.png");
        assert_eq!(resolve("OEBPS/a/b.xhtml", "c.xhtml"), "OEBPS/a/c.xhtml");
        assert_eq!(resolve("a/b", "/word/./c.xml"), "word/c.xml");
        assert_eq!(resolve("a", "../../etc"), "etc");
    }
}
