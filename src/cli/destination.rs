//! `onrecord definition` and `onrecord references`: the places that an answer leads to.

use super::document::{LoadedDocument, Point, portable, shown};
use super::excerpt::{columns, excerpt, split};
use super::hover::{Args, Asked, ask};
use super::terminal::{self, Format, printable};
use super::{loading, report};
use crate::analysis;
use crate::text::Span;
use anstyle::Style;
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const BOLD: Style = Style::new().bold();
/// The columns for the words of a place, however long its path.
const LEAST: usize = 40;

/// Prints where the thing at a place comes from, best first. Exit codes: 0 found, 1 not found, 2 could not run.
pub(super) fn definition(args: &Args) -> io::Result<ExitCode> {
    ask(&args.place, analysis::definition, |asked| {
        let targets = asked.answer.targets.iter().map(|target| (&target.path, target.span));
        print(&asked, targets, args.format, Destination::with_lines)
    })
}

/// Prints where else the thing at a place appears, sources first. Exit codes as for [`definition`].
pub(super) fn references(args: &Args) -> io::Result<ExitCode> {
    let question = |snapshot: &_, path: &_, offset| {
        let found = analysis::references(snapshot, path, offset, true);
        (!found.is_empty()).then_some(found)
    };
    ask(&args.place, question, |asked| {
        let places = asked.answer.iter().map(|place| (&place.path, place.span));
        print(&asked, places, args.format, Destination::on_one_row)
    })
}

/// Prints the places of an answer; `shown` formats one for people, in the given columns.
fn print<T>(
    asked: &Asked<T>,
    places: impl IntoIterator<Item = (impl AsRef<Path>, Span)>,
    format: Format,
    shown: impl Fn(&Destination, usize) -> String,
) -> io::Result<()> {
    let places = places.into_iter();
    let places = places.filter_map(|(path, span)| Destination::new(asked, path.as_ref(), span));
    match format {
        Format::Text => {
            let width = terminal::width();
            terminal::print(&places.map(|place| shown(&place, width)).collect::<String>())
        }
        Format::Jsonl => terminal::print_rows(places.map(|place| place.row())),
    }
}

/// A place in a document that exists.
struct Destination {
    document: LoadedDocument,
    /// Its path relative to the current directory.
    path: PathBuf,
    /// Bytes, inside the text.
    span: Span,
    point: Point,
}

/// A place for programs.
#[derive(Serialize)]
struct Row {
    path: String,
    #[serde(flatten)]
    span: Span,
    #[serde(flatten)]
    point: Point,
    text: String,
}

impl Destination {
    /// The place of a span in a document of the workspace; `None` if it has no such document.
    fn new<T>(asked: &Asked<T>, path: &Path, span: Span) -> Option<Self> {
        let document = loading::known(&asked.snapshot, path)?;
        let span = document.clamp(span);
        let point = document.point(span.start);
        Some(Self { path: shown(path, &asked.from), document, span, point })
    }

    /// `path:line:column`, which editors and terminals open, then the lines with the words underlined.
    fn with_lines(&self, width: usize) -> String {
        let lines = report::text::underlined(&self.document, self.span, width);
        format!("{}\n{lines}\n", self.place())
    }

    /// `path:line:column: ` and the words in their line, on one row.
    fn on_one_row(&self, width: usize) -> String {
        let place = self.place();
        let room = width.saturating_sub(columns(&place) + 2).max(LEAST);
        let excerpt = excerpt(&self.document, self.span, room);
        let row = excerpt.text.lines().next().unwrap_or_default();
        let mark = excerpt.marks.first().cloned().unwrap_or_default();
        let [before, words, after] = split(row, &mark).map(printable);
        format!("{place}: {}{BOLD}{words}{BOLD:#}{}\n", before.trim_start(), after.trim_end())
    }

    fn row(&self) -> Row {
        let text = self.span.of(&self.document.text).to_owned();
        Row { path: portable(&self.path), span: self.span, point: self.point, text }
    }

    fn place(&self) -> String {
        let Point { line, column } = self.point;
        format!("{}:{line}:{column}", printable(&self.path.to_string_lossy()))
    }
}
