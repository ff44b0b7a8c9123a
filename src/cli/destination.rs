//! Places that an answer leads to, as people and programs get them.

use super::ask::Asked;
use super::document::{LoadedDocument, Point, portable, shown};
use super::excerpt::{columns, excerpt};
use super::format::Format;
use super::terminal::{self, printable};
use super::{loading, report};
use crate::text::Span;
use anstyle::Style;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const BOLD: Style = Style::new().bold();
/// Columns for the words of a place, however long its path is.
const LEAST: usize = 40;

/// Prints the places of an answer: `shown` writes one for people, in so many columns.
pub(super) fn print<T>(
    asked: &Asked<T>,
    places: impl IntoIterator<Item = (impl AsRef<Path>, Span)>,
    format: Format,
    shown: impl Fn(&Destination, usize) -> String,
) -> io::Result<ExitCode> {
    let places = places.into_iter();
    let places = places.filter_map(|(path, span)| Destination::new(asked, path.as_ref(), span));
    match format {
        Format::Text => {
            let width = terminal::width();
            terminal::print(&places.map(|place| shown(&place, width)).collect::<String>())?;
        }
        Format::Jsonl => {
            let rows: Result<String, _> = places.map(|place| place.json()).collect();
            terminal::print_json(&rows?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A place in a document that is known to be there.
pub(super) struct Destination {
    document: LoadedDocument,
    /// Its path from the current directory.
    path: PathBuf,
    /// Bytes, inside the text.
    span: Span,
    point: Point,
}

/// A place as programs get it; `start` and `end` are bytes, `line` and `column` count from 1 in characters.
#[derive(serde::Serialize)]
struct Row<'a> {
    path: String,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
}

impl Destination {
    /// The place of a span in a document of the workspace that was asked; `None` when it has no such document.
    fn new<T>(asked: &Asked<T>, path: &Path, span: Span) -> Option<Self> {
        let document = loading::known(&asked.snapshot, path)?;
        let span = document.clamp(span);
        let point = document.point(span.start);
        Some(Self { path: shown(path, &asked.from), document, span, point })
    }

    /// `path:line:column`, which editors and terminals open, then the lines with the words underlined.
    pub(super) fn with_lines(&self, width: usize) -> String {
        format!(
            "{}\n{}\n",
            self.place(),
            report::text::underlined(&self.document, self.span, width)
        )
    }

    /// `path:line:column: ` and the words in their line, on one row.
    pub(super) fn on_one_row(&self, width: usize) -> String {
        let place = self.place();
        let room = width.saturating_sub(columns(&place) + 2).max(LEAST);
        let excerpt = excerpt(&self.document, self.span, room);
        let row = excerpt.text.lines().next().unwrap_or_default();
        let mark = excerpt.marks.first().cloned().unwrap_or_default();
        let mark = mark.start.min(row.len())..mark.end.min(row.len());
        let part = |range: std::ops::Range<usize>| printable(row.get(range).unwrap_or_default());
        let (before, words, after) =
            (part(0..mark.start), part(mark.clone()), part(mark.end..row.len()));
        format!("{place}: {}{BOLD}{words}{BOLD:#}{}\n", before.trim_start(), after.trim_end())
    }

    /// One JSON object on a line.
    fn json(&self) -> serde_json::Result<String> {
        let row = Row {
            path: portable(&self.path),
            start: self.span.start,
            end: self.span.end,
            line: self.point.line,
            column: self.point.column,
            text: self.span.of(&self.document.text),
        };
        Ok(serde_json::to_string(&row)? + "\n")
    }

    fn place(&self) -> String {
        format!(
            "{}:{}:{}",
            printable(&self.path.to_string_lossy()),
            self.point.line,
            self.point.column
        )
    }
}
