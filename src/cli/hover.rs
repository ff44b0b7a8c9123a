//! `onrecord hover`: what the editor shows for a place; and asking about a place, shared with `definition` and
//! `references`.

use super::document::{LoadedDocument, portable, shown};
use super::place::PlaceArgument;
use super::terminal::{self, Format};
use super::{card, loading, sources};
use crate::text::Span;
use crate::workspace::{Settings, Snapshot, load};
use crate::{analysis, server};
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use url::Url;

/// Arguments of `onrecord hover`, `definition` and `references`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The place: FILE:LINE:COLUMN, both from 1, columns in characters; or FILE:LINE for the first thing on the line
    pub(super) place: PlaceArgument,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// A card for programs.
#[derive(Serialize)]
struct Row {
    path: String,
    #[serde(flatten)]
    span: Span,
    markdown: String,
}

/// Prints the hover. Exit codes: 0 found, 1 nothing at the place, 2 could not run.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    // People have no editor that shows the findings beside the card; programs have `check`.
    let question = match args.format {
        Format::Text => analysis::hover_or_findings,
        Format::Jsonl => analysis::hover,
    };
    ask(&args.place, question, |asked| {
        let hover = &asked.answer;
        match args.format {
            Format::Text => terminal::print(&card::text(&hover.card, terminal::width())),
            Format::Jsonl => {
                let path = portable(&shown(&asked.document.path, &asked.from));
                let markdown =
                    server::markdown(&hover.card, &|path| Url::from_file_path(path).ok());
                terminal::print_rows([Row { path, span: hover.span, markdown }])
            }
        }
    })
}

/// An answer with what it takes to print it.
#[derive(Debug)]
pub(super) struct Asked<T> {
    pub(super) answer: T,
    pub(super) document: LoadedDocument,
    pub(super) snapshot: Arc<Snapshot>,
    /// The current directory.
    pub(super) from: PathBuf,
}

/// Asks about a place and prints the answer, or the reason for having none on standard error. Exit codes: 0 printed, 1
/// nothing there, 2 the document cannot be read, or there are no sources.
pub(super) fn ask<T>(
    place: &PlaceArgument,
    question: impl Fn(&Snapshot, &Path, usize) -> Option<T>,
    print: impl FnOnce(Asked<T>) -> io::Result<()>,
) -> io::Result<ExitCode> {
    let path = loading::absolute(&place.path)?;
    let written = place.path.display();
    if !path.is_file() {
        return Err(io::Error::other(format!("{written} is not a file")));
    }
    let mut workspace = loading::workspace(load::root_of(&path), Settings::default());
    let document = loading::document(&mut workspace, &path)
        .map_err(|why| io::Error::other(format!("{written} {why}")))?;
    // An empty answer may be due to a damaged index.
    loading::repair(&mut workspace);
    let snapshot = workspace.snapshot();
    let from = std::env::current_dir()?;
    let mut offsets = place.offsets(&document).into_iter();
    if let Some(answer) = offsets.find_map(|offset| question(&snapshot, &path, offset)) {
        print(Asked { answer, document, snapshot, from })?;
        return Ok(ExitCode::SUCCESS);
    }
    if snapshot.corpus.is_empty() {
        sources::complain_of_none(&snapshot, &from);
        return Ok(ExitCode::from(2));
    }
    let column = place.column.map(|column| format!(":{column}")).unwrap_or_default();
    terminal::complain(&format!("nothing at {written}:{}{column}", place.line));
    Ok(ExitCode::from(1))
}
