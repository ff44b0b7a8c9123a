//! `onrecord hover`: what the editor shows for a place.

use super::document::{portable, shown};
use super::format::Format;
use super::place::PlaceArgument;
use super::{ask, card, terminal};
use crate::{analysis, server};
use std::io;
use std::process::ExitCode;

/// Arguments of `onrecord hover`, `definition` and `references`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where: FILE:LINE:COLUMN, both from 1, columns in characters; or FILE:LINE for the first thing on the line
    place: PlaceArgument,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What programs get; `start` and `end` are bytes of the document.
#[derive(serde::Serialize)]
struct Row {
    path: String,
    start: usize,
    end: usize,
    markdown: String,
}

impl Args {
    pub(super) fn place(&self) -> &PlaceArgument {
        &self.place
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }
}

/// Prints the hover. Exit codes: 0 there is one, 1 there is nothing at the place, 2 could not run.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    // People have no editor that shows the findings beside the card; programs have `check`.
    let question = match args.format {
        Format::Text => analysis::hover_or_findings,
        Format::Jsonl => analysis::hover,
    };
    let asked = match ask::ask(&args.place, question)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    let hover = &asked.answer;
    match args.format {
        Format::Text => terminal::print(&card::text(&hover.card, terminal::width()))?,
        Format::Jsonl => {
            let path = portable(&shown(&asked.document.path, &asked.from));
            let (start, end) = (hover.span.start, hover.span.end);
            let row = Row { path, start, end, markdown: server::markdown(&hover.card) };
            terminal::print_json(&(serde_json::to_string(&row)? + "\n"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
