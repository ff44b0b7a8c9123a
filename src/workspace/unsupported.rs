//! Files in source folders that are not sources: of an unsupported kind, or unreadable. A note that cites one gets a
//! finding.

use super::problem::Unreadable;
use crate::format::{self, has_extension};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file in a source folder that is not a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsupportedFile {
    /// Its absolute path.
    pub path: PathBuf,
    /// Its name when such files are counted: `PDF`, `binary`.
    pub kind: &'static str,
    /// What is wrong with it, with a verb: “is binary, not a text”. `None` when its kind says it all.
    pub why: Option<String>,
    /// What to do about it.
    pub advice: &'static str,
    /// Whether it may be meant as a source, and should be reported: not a picture, and not a document that is also
    /// there as text.
    pub reported: bool,
}

/// A kind of file: its name, what to do about it, its extensions.
type Kind = (&'static str, &'static str, &'static [&'static str]);

const AS_TEXT: &str = "turn it into text";
const SAVE: &str = "save it as plain text (.txt)";

/// Documents of kinds that are not read.
const DOCUMENTS: &[Kind] = &[
    ("web archive", AS_TEXT, &["webarchive"]),
    ("PDF", "turn it into text (`pdftotext` does)", &["pdf", "ps", "djvu"]),
    ("word processor", SAVE, &["wpd", "pages", "wps"]),
    ("e-book", AS_TEXT, &["mobi", "azw", "azw3", "fb2"]),
    ("e-mail", "save it as .eml", &["msg", "pst", "ost", "dbx"]),
    ("subtitles", AS_TEXT, &["ass", "ssa", "sub", "ttml"]),
    ("table", AS_TEXT, &["xls", "xlsx", "xlsm", "ods", "numbers"]),
    ("slides", AS_TEXT, &["ppt", "pptx", "odp", "key"]),
    ("data", AS_TEXT, &["sqlite", "db"]),
];

/// Files beside sources that are not meant as sources. Reported only when a note cites one.
const OTHERS: &[Kind] = &[
    (
        "picture",
        "write its words into a text file",
        &[
            "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "svg", "heic", "heif",
            "avif", "ico", "psd", "ai", "eps", "raw", "cr2", "nef", "dng", "jxl", "jp2",
        ],
    ),
    (
        "recording",
        "write its words into a text file",
        &[
            "mp3", "wav", "ogg", "oga", "opus", "flac", "m4a", "aac", "wma", "aiff", "aif", "amr",
            "mid",
        ],
    ),
    (
        "video",
        "write its words into a text file",
        &[
            "mp4", "mov", "mkv", "avi", "webm", "wmv", "m4v", "mpg", "mpeg", "flv", "3gp", "ogv",
            "ts",
        ],
    ),
    ("font", AS_TEXT, &["ttf", "otf", "woff", "woff2", "eot", "ttc"]),
    (
        "archive",
        "unpack it, and turn what is in it into text",
        &["zip", "tar", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "jar", "iso", "dmg", "lz4"],
    ),
    // What onrecord, reference managers, editors and systems keep there.
    (
        "file beside the sources",
        AS_TEXT,
        &["toml", "bib", "ris", "csl", "nbib", "enl", "bak", "tmp", "swp", "lock", "part"],
    ),
];

/// Files that systems create in folders.
const LITTER: &[&str] = &["Thumbs.db", "desktop.ini", "Icon\r"];

/// Whether the file at a path is a source, judging by its name, if it can be read: it has a format, or none that is known,
/// and may be text. Its bytes decide then.
pub(super) fn may_be_source(path: &Path) -> bool {
    let known = |kinds: &[Kind]| kinds.iter().any(|(.., e)| has_extension(path, e));
    !is_litter(path) && (format::of(path).is_some() || !known(DOCUMENTS) && !known(OTHERS))
}

/// Whether a system or an editor put a file there: `~$name.docx` is Word’s, while a document is open; `name~` a backup.
fn is_litter(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    LITTER.contains(&&*name) || name.starts_with("~$") || name.ends_with('~')
}

impl UnsupportedFile {
    /// A file of an unsupported kind, judging by its name.
    pub(super) fn by_kind(path: PathBuf) -> Self {
        let find = |kinds: &'static [Kind]| kinds.iter().find(|(.., e)| has_extension(&path, e));
        let litter = is_litter(&path);
        let (found, reported) = match find(DOCUMENTS) {
            Some(kind) => (Some(kind), !litter),
            None => (find(OTHERS), find(OTHERS).is_none() && !litter),
        };
        let (kind, advice) = match found {
            Some((kind, advice, _)) => (*kind, *advice),
            None => ("of other kinds", SAVE),
        };
        Self { path, kind, why: None, advice, reported }
    }

    /// A source that cannot be read. If its name only says that it may be text, it is of an unsupported kind.
    pub(super) fn because(path: &Path, why: &Unreadable) -> Self {
        if format::of(path).is_none() && why.is_about_content() {
            return Self::by_kind(path.to_owned());
        }
        let (kind, advice) = why.kind_and_advice();
        let (path, why) = (path.to_owned(), Some(why.to_string()));
        Self { path, kind, why, advice, reported: true }
    }

    /// What is wrong and what to do when it is cited, following “@a is”; `shown` is its path for people:
    /// `sources/a.pdf, which onrecord cannot read: turn it into text`.
    pub fn cited(&self, shown: &str) -> String {
        match &self.why {
            Some(why) if why.ends_with(self.advice) => {
                format!("{shown}, which onrecord cannot read: it {why}")
            }
            Some(why) => format!("{shown}, which onrecord cannot read: it {why}; {}", self.advice),
            None => format!("{shown}, which onrecord cannot read: {}", self.advice),
        }
    }

    /// What is wrong and what to do, following the path: `is PDF: turn it into text`.
    pub fn message(&self) -> String {
        let is = match (&self.why, self.kind) {
            (Some(why), _) if why.ends_with(self.advice) => return why.clone(),
            (Some(why), _) => why.clone(),
            (None, "PDF" | "e-mail" | "data" | "subtitles" | "slides") => {
                format!("is {}", self.kind)
            }
            (None, "word processor") => "is a word processor’s document".to_owned(),
            (None, "e-book" | "archive") => format!("is an {}", self.kind),
            (None, "of other kinds") => "is of a kind that is not read".to_owned(),
            (None, kind) => format!("is a {kind}"),
        };
        format!("{is}: {}", self.advice)
    }
}

/// The files in source folders that are not sources.
#[derive(Clone, Debug, Default)]
pub struct UnsupportedFiles {
    /// Ordered by path.
    files: Vec<UnsupportedFile>,
    /// Indexes of files by name, with and without extension.
    by_key: BTreeMap<String, Vec<usize>>,
}

impl UnsupportedFiles {
    /// `is_source` says which paths are sources: a document that is also there as text is not missed.
    pub(super) fn of(mut files: Vec<UnsupportedFile>, is_source: impl Fn(&Path) -> bool) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, file) in files.iter_mut().enumerate() {
            let beside = |extension| is_source(&file.path.with_extension(extension));
            file.reported = file.reported && !format::extensions().any(beside);
            let names = [file.path.file_stem(), file.path.file_name()].into_iter().flatten();
            for name in names.map(|name| name.to_string_lossy().into_owned()) {
                let numbers = by_key.entry(name).or_default();
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
        Self { files, by_key }
    }

    /// The files at these paths, which are of unsupported kinds.
    pub fn lying_at(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self::of(paths.into_iter().map(UnsupportedFile::by_kind).collect(), |_| false)
    }

    /// All of them, ordered by path.
    pub fn all(&self) -> &[UnsupportedFile] {
        &self.files
    }

    /// Those that should be reported.
    pub fn reported(&self) -> impl Iterator<Item = &UnsupportedFile> {
        self.files.iter().filter(|file| file.reported)
    }

    /// The file at a path.
    pub fn at(&self, path: &Path) -> Option<&UnsupportedFile> {
        let at = self.files.binary_search_by(|file| file.path.as_path().cmp(path)).ok()?;
        self.files.get(at)
    }

    /// The file that a key would name if it were a source: by its full key or name, or by a unique prefix that ends
    /// before `_`, `-` or `.`. Among several kinds of one document, the first that should be reported.
    pub fn named(&self, key: &str) -> Option<&UnsupportedFile> {
        let file = |number: &usize| self.files.get(*number);
        if let Some(numbers) = self.by_key.get(key) {
            let mut files = numbers.iter().filter_map(file);
            return files.clone().find(|file| file.reported).or_else(|| files.next());
        }
        if key.is_empty() {
            return None;
        }
        let begins = |known: &str| {
            known.strip_prefix(key).is_some_and(|rest| rest.starts_with(['_', '-', '.']))
        };
        let near = self.by_key.range(key.to_owned()..);
        let near = near.take_while(|(known, _)| known.starts_with(key));
        let fitting = near.filter(|(known, _)| begins(known)).flat_map(|(_, numbers)| numbers);
        let numbers: BTreeSet<&usize> = fitting.collect();
        numbers.first().filter(|_| numbers.len() == 1).and_then(|one| file(one))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Illegible;

    #[test]
    fn no_unsupported_kind_has_the_extension_of_a_format() {
        let kinds = DOCUMENTS.iter().chain(OTHERS);
        for extension in kinds.flat_map(|(.., extensions)| *extensions) {
            assert!(format::extensions().all(|read| read != *extension), "{extension}");
        }
    }

    fn files(names: &[&str]) -> UnsupportedFiles {
        let unsupported =
            |name: &&str| UnsupportedFile::by_kind(Path::new("/w/sources").join(name));
        UnsupportedFiles::of(names.iter().map(unsupported).collect(), |path| {
            path == Path::new("/w/sources/c.txt")
        })
    }

    #[test]
    fn pictures_litter_and_copies_of_texts_are_not_reported() {
        let files = files(&[
            "a.webarchive",
            "b.PDF",
            "c.pdf",
            "d.jpg",
            "e.mp3",
            "f.zip",
            "g.woff2",
            "Thumbs.db",
            "~$h.docx",
            "i.webarchive~",
            "refs.bib",
            "LIESMICH",
            "k.xyz",
        ]);
        let reported: Vec<&str> =
            files.reported().map(|file| file.path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(reported, ["LIESMICH", "a.webarchive", "b.PDF", "k.xyz"]);
    }

    #[test]
    fn a_key_names_a_file_as_it_would_name_a_source() {
        let files = files(&[
            "2013_visit.webarchive",
            "2014-a.pdf",
            "2014-b.pdf",
            "talk.pdf",
            "talk.mobi",
            "photo.jpg",
        ]);
        let named =
            |key| files.named(key).map(|file| file.path.file_name().unwrap().to_str().unwrap());
        assert_eq!(named("2013_visit"), Some("2013_visit.webarchive"));
        assert_eq!(named("2013_visit.webarchive"), Some("2013_visit.webarchive"));
        assert_eq!(named("2013"), Some("2013_visit.webarchive"));
        assert_eq!(named("2014"), None);
        assert_eq!(named("talk"), Some("talk.mobi"));
        assert_eq!(named("photo"), Some("photo.jpg"));
        for key in ["", "2", "201", "visit", "tal"] {
            assert_eq!(named(key), None, "{key}");
        }
    }

    #[test]
    fn messages_say_what_it_is_and_what_to_do() {
        let says = |name: &str| UnsupportedFile::by_kind(PathBuf::from(name)).message();
        assert_eq!(says("a.webarchive"), "is a web archive: turn it into text");
        assert_eq!(says("a.wpd"), "is a word processor’s document: save it as plain text (.txt)");
        assert_eq!(says("a"), "is of a kind that is not read: save it as plain text (.txt)");
        let binary = UnsupportedFile::because(Path::new("a.txt"), &Illegible::Binary.into());
        assert_eq!(binary.message(), "is binary, not a text: turn it into text");
        let wrong = UnsupportedFile::because(Path::new("a.txt"), &Illegible::NotUtf8(3).into());
        assert_eq!(
            wrong.message(),
            "is not UTF-8 (the first wrong byte is number 3): save it as UTF-8"
        );
    }
}
