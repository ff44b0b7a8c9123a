//! A document for display: its path from here, its text, its lines and columns.

use crate::text::{Encoding, Span, Text};
use serde::Serialize;
use std::path::{Component, Path, PathBuf};

/// A document with what it takes to show a place in it.
#[derive(Clone, Debug)]
pub(super) struct LoadedDocument {
    /// Where it is, absolute.
    pub(super) path: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// The same by lines.
    pub(super) lines: Text,
}

/// Line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Point {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Point {
    /// The place of a byte offset in a text; clamps to the end.
    pub(super) fn of(lines: &Text, offset: usize) -> Self {
        let position = lines.position(offset, Encoding::Utf32);
        Self { line: position.line as usize + 1, column: position.column as usize + 1 }
    }
}

/// A stretch of a document for programs: `start` and `end` in bytes, and the words.
#[derive(Debug, Serialize)]
pub(super) struct Stretch<'t> {
    #[serde(flatten)]
    pub(super) span: Span,
    pub(super) text: &'t str,
}

impl<'t> Stretch<'t> {
    pub(super) fn of(text: &'t str, span: Span) -> Self {
        Self { span, text: span.of(text) }
    }
}

impl LoadedDocument {
    /// A document without its lines counted yet.
    pub(super) fn new(path: PathBuf, text: String) -> Self {
        let lines = Text::new(&text);
        Self { path, text, lines }
    }

    /// The place of a byte offset; clamps to the end.
    pub(super) fn point(&self, offset: usize) -> Point {
        Point::of(&self.lines, offset)
    }

    /// The span clamped to the text and to character boundaries, since the document may have been read again after the
    /// finding.
    pub(super) fn clamp(&self, span: Span) -> Span {
        let floor = |offset: usize| self.text.floor_char_boundary(offset.min(self.text.len()));
        Span::new(floor(span.start), floor(span.end))
    }
}

/// A path relative to the folder `from`, both absolute, if they share more than the root.
pub(super) fn shown(path: &Path, from: &Path) -> PathBuf {
    let (mut here, mut there) = (from.components().peekable(), path.components().peekable());
    let mut common = false;
    while let (Some(a), Some(b)) = (here.peek(), there.peek()) {
        if a != b {
            break;
        }
        common |= matches!(a, Component::Normal(_));
        here.next();
        there.next();
    }
    if !common {
        return path.to_owned();
    }
    let relative: PathBuf = here.map(|_| Component::ParentDir).chain(there).collect();
    if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative }
}

/// The same for people.
pub(super) fn readable(path: &Path, from: &Path) -> String {
    shown(path, from).display().to_string()
}

/// A path with forward slashes, for programs.
pub(super) fn portable(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_paths_from_here() {
        let check = |path: &str, from: &str, expected: &str| {
            assert_eq!(shown(Path::new(path), Path::new(from)), PathBuf::from(expected));
        };
        check("/w/notes/a.md", "/w", "notes/a.md");
        check("/w/seeds/a.txt", "/w/notes", "../seeds/a.txt");
        check("/w", "/w", ".");
        check("/etc/a.md", "/w", "/etc/a.md");
    }

    #[test]
    fn counts_columns_in_characters() {
        let document = LoadedDocument::new("a.md".into(), "eins\r\n𝒜e\u{301} “zwei”".into());
        let offset = document.text.find('“').unwrap();
        assert_eq!(document.point(offset), Point { line: 2, column: 5 });
        assert_eq!(document.point(9_999), Point { line: 2, column: 11 });
    }

    #[test]
    fn clamps_spans_to_the_text() {
        let document = LoadedDocument::new("a.md".into(), "“a”".into());
        assert_eq!(document.clamp(Span::new(1, 99)), Span::new(0, 7));
    }
}
