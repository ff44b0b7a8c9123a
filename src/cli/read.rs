//! `onrecord read`: prints a file as onrecord reads it.

use super::document::Point;
use super::terminal::{self, Format};
use crate::corpus::Source;
use crate::format::{self, Charset};
use crate::prose::{Block, BlockKind, PartialDate};
use crate::text::{Span, Text};
use crate::workspace::{load, locating};
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `onrecord read`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Output format: the text, or its facts and its blocks, one JSON object a line
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The file
    file: PathBuf,
}

/// The first line of `--format jsonl`: what is known about the document.
#[derive(Serialize)]
struct DocumentRow<'a> {
    path: &'a Path,
    /// The name of its format: `HTML`.
    format: &'static str,
    encoding: Charset,
    title: Option<&'a str>,
    author: Option<&'a str>,
    publisher: Option<&'a str>,
    date: Option<PartialDate>,
    address: Option<&'a str>,
}

/// A block; `start` and `end` are bytes of the text that `--format text` prints.
#[derive(Serialize)]
struct BlockRow<'a> {
    #[serde(flatten)]
    span: Span,
    #[serde(flatten)]
    point: Point,
    kind: BlockKind,
    /// How people cite it: `¶3`, `00:12:03`.
    locator: Option<String>,
    text: &'a str,
}

/// Runs it. Exit codes: 0 done, 2 the file cannot be read.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let source = read(&args.file)?;
    let mut out = terminal::writer(args.format == Format::Text);
    match args.format {
        Format::Text => {
            for line in printed(&source).lines() {
                writeln!(out, "{}", terminal::printable(line))?;
            }
        }
        Format::Jsonl => write_json(&mut out, &args.file, &source)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The source that a file would be.
fn read(file: &Path) -> io::Result<Source> {
    let name = file.display();
    if file.is_dir() {
        return Err(io::Error::other(format!("{name} is a folder: name a file in it")));
    }
    let (source, problems) = load::source_at(file)
        .map_err(|why| io::Error::other(format!("{name} {}", why.message())))?;
    problems.iter().for_each(|problem| terminal::complain(&problem.message));
    Ok(source)
}

/// What is printed of the text: without the empty lines around it.
fn printed(source: &Source) -> &str {
    source.text.trim_matches(['\n', '\r'])
}

fn write_json(out: &mut impl Write, path: &Path, source: &Source) -> io::Result<()> {
    let metadata = &source.metadata;
    let row = DocumentRow {
        path,
        format: format::of(path).map_or("plain text", |format| format.name),
        encoding: metadata.charset,
        title: metadata.title.as_deref(),
        author: metadata.author.as_deref(),
        publisher: metadata.publisher.as_deref(),
        date: metadata.date,
        address: metadata.address.as_deref(),
    };
    terminal::write_row(out, &row)?;
    let before = source.text.len() - source.text.trim_start_matches(['\n', '\r']).len();
    let lines = Text::new(printed(source));
    for Block { span, kind, .. } in &source.blocks {
        let start = span.start.saturating_sub(before);
        let row = BlockRow {
            span: Span::new(start, span.end.saturating_sub(before)),
            point: Point::of(&lines, start),
            kind: *kind,
            locator: locating::locator(source, span.start),
            text: span.of(&source.text),
        };
        terminal::write_row(out, &row)?;
    }
    Ok(())
}
