//! A place on the command line: `FILE:LINE:COLUMN` or `FILE:LINE`, both numbers from 1, columns in characters.

use super::document::LoadedDocument;
use crate::text::{Encoding, Position};
use std::path::PathBuf;
use std::str::FromStr;

/// A file and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceArgument {
    pub(super) path: PathBuf,
    /// From 1.
    pub(super) line: u32,
    /// From 1, in characters; `None` for the first thing on the line.
    pub(super) column: Option<u32>,
}

impl FromStr for PlaceArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong =
            || format!("`{text}` is not a place: write FILE:LINE:COLUMN, as in notes/a.md:3:14");
        let number = |part: &str| {
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse::<u32>().unwrap_or(u32::MAX))
        };
        // From the right, so that the colon of a Windows drive and colons in file names stay in the path. grep and
        // compilers leave a colon at the end.
        let trimmed = text.strip_suffix(':').unwrap_or(text);
        let (rest, last) = trimmed.rsplit_once(':').ok_or_else(wrong)?;
        let last = number(last).ok_or_else(wrong)?;
        let before = rest.rsplit_once(':').and_then(|(path, line)| Some((path, number(line)?)));
        let (path, line, column) = match before {
            Some((path, line)) => (path, line, Some(last)),
            None => (rest, last, None),
        };
        if path.is_empty() {
            return Err(wrong());
        }
        if line == 0 || column == Some(0) {
            return Err(format!("`{text}` is not a place: lines and columns count from 1"));
        }
        Ok(Self { path: PathBuf::from(path), line, column })
    }
}

impl PlaceArgument {
    /// The byte offsets to ask about, in order: one, or every character of the line without a column. Empty if there is
    /// no such line.
    pub(super) fn offsets(&self, document: &LoadedDocument) -> Vec<usize> {
        let line = self.line - 1;
        if line as usize >= document.lines.line_count() {
            return Vec::new();
        }
        match self.column {
            Some(column) => {
                vec![document.lines.offset(Position::new(line, column - 1), Encoding::Utf32)]
            }
            None => {
                let span = document.lines.line(line as usize);
                let text = span.of(&document.text);
                text.char_indices().map(|(at, _)| span.start + at).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, path: &str, line: u32, column: Option<u32>) {
        let place = PlaceArgument { path: path.into(), line, column };
        assert_eq!(text.parse(), Ok(place), "{text}");
    }

    #[test]
    fn reads_places() {
        check("a.md:3:14", "a.md", 3, Some(14));
        check("a.md:3", "a.md", 3, None);
        check("a.md:3:14:", "a.md", 3, Some(14));
        check(r"C:\notes\a.md:3:14", r"C:\notes\a.md", 3, Some(14));
        check("C:a.md:3", "C:a.md", 3, None);
        check("a:b:3", "a:b", 3, None);
        check("2013:5:7", "2013", 5, Some(7));
        check("a.md:99999999999:1", "a.md", u32::MAX, Some(1));
    }

    #[test]
    fn says_what_a_place_looks_like() {
        for text in ["", "a.md", "a.md:", "a.md:x", ":3:4", r"C:\a.md", "a.md:-1", "a.md:3:+4"] {
            let error = text.parse::<PlaceArgument>().unwrap_err();
            assert!(error.contains("FILE:LINE:COLUMN"), "{text}: {error}");
        }
        assert!("a.md:0:1".parse::<PlaceArgument>().unwrap_err().contains("count from 1"));
    }

    #[test]
    fn finds_the_offset() {
        let document = LoadedDocument::new("a.md".into(), "a\r\n𝒜“b”\n".into());
        let at = |place: &str| place.parse::<PlaceArgument>().unwrap().offsets(&document);
        assert_eq!(at("a.md:2:3"), [10]);
        assert_eq!(at("a.md:2:99"), [14]);
        assert_eq!(at("a.md:2"), [3, 7, 10, 11]);
        assert!(at("a.md:9:1").is_empty());
    }
}
