//! The supported formats, and which of them a file has.

use super::extraction::{Extraction, Format, Input};
use super::illegible::Illegible;
use super::{
    EPUB, HTML, MAIL, MAILBOX, MARKDOWN, MHTML, OLD_WORD, OPEN_DOCUMENT, PLAIN_TEXT, RTF,
    SUBTITLES, WORD,
};
use std::path::Path;

/// All formats.
const ALL: &[Format] = &[
    PLAIN_TEXT,
    MARKDOWN,
    HTML,
    MHTML,
    WORD,
    OLD_WORD,
    OPEN_DOCUMENT,
    RTF,
    EPUB,
    MAIL,
    MAILBOX,
    SUBTITLES,
];

/// The format of a file, by its extension; `None` if no format has it.
pub fn of(path: &Path) -> Option<&'static Format> {
    ALL.iter().find(|format| has_extension(path, format.extensions))
}

/// Whether the text of a file is a rendering with places of its own, by its extension.
pub fn converts(path: &Path) -> bool {
    of(path).is_some_and(|format| format.converts)
}

/// The extensions of all formats, without the dot.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    ALL.iter().flat_map(|format| format.extensions).copied()
}

/// Extracts the file at a path, in the format of its extension, else as plain text.
///
/// # Errors
/// Why it cannot be read.
pub fn extract<'a>(path: &Path, input: Input<'a>) -> Result<Extraction<'a>, Illegible> {
    (of(path).unwrap_or(&PLAIN_TEXT).extract)(input)
}

/// Whether a file name has one of these extensions, ignoring case.
pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|e| extensions.iter().any(|known| known.eq_ignore_ascii_case(e)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;
    use std::collections::HashSet;

    #[test]
    fn each_format_has_a_name_and_extensions_of_its_own() {
        let (mut names, mut seen) = (HashSet::new(), HashSet::new());
        for format in ALL {
            assert!(!format.name.is_empty() && names.insert(format.name), "{}", format.name);
            assert!(!format.extensions.is_empty(), "{} has no extension", format.name);
            for extension in format.extensions {
                let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
                assert!(extension.bytes().all(plain), "{extension}");
                assert!(seen.insert(extension), "two formats have the extension {extension}");
                let path = Path::new("a").with_extension(extension.to_uppercase());
                assert_eq!(of(&path).map(|found| found.name), Some(format.name));
            }
        }
    }

    #[test]
    fn each_reader_takes_any_bytes_and_keeps_its_promises() {
        let text = "Ruiz said “never”.\n\nAnd left — twice.\n";
        let cut = text.as_bytes().get(..14).unwrap();
        for format in ALL {
            for input in [b"".as_slice(), text.as_bytes(), b"\xff\xfe", b"\0\0\0", cut] {
                let Ok(read) = (format.extract)(Input::Bytes(input)) else { continue };
                let blocks = read.blocks.unwrap_or_default();
                assert!(blocks.is_sorted_by_key(|block| block.span.start), "{}", format.name);
                assert!(read.milestones.is_sorted_by_key(|milestone| milestone.at));
                assert!(!format.converts || read.text.starts_with("\n\n"), "{}", format.name);
                for block in blocks {
                    assert!(read.text.get(block.span.start..block.span.end).is_some());
                }
            }
        }
    }

    #[test]
    fn what_no_format_claims_is_text_if_its_bytes_are() {
        assert!(of(Path::new("notes")).is_none() && of(Path::new("a.xyz")).is_none());
        let read = |bytes| extract(Path::new("notes"), Input::Bytes(bytes));
        let found = read(b"caf\xe9 au lait").unwrap();
        let charset = found.charset.to_string();
        assert_eq!((&*found.text, charset.as_str()), ("café au lait", "Windows-1252"));
        assert!(!found.is_text_only(), "its encoding would be lost");
        assert_eq!(read(b"a\0b").unwrap_err(), Illegible::Binary);
    }

    #[test]
    fn what_an_editor_holds_is_read_as_its_file_is() {
        let text = "1\n00:00:01,000 --> 00:00:03,000\nOpen it.\n\n2\n00:00:04,000 --> 00:00:06,000\nNever.\n";
        let path = Path::new("a.txt");
        let held = extract(path, Input::Text(Cow::Borrowed(text))).unwrap();
        assert_eq!(held.text, extract(path, Input::Bytes(text.as_bytes())).unwrap().text);
        assert!(!held.text.contains("-->") && held.text.len() == text.len());
    }
}
