//! `onrecord hover`: what the editor shows for a place.

use super::ask::ask;
use super::card;
use super::document::{portable, shown};
use super::place::PlaceArgument;
use super::terminal::{self, Format};
use crate::text::Span;
use crate::{analysis, server};
use serde::Serialize;
use std::io;
use std::process::ExitCode;

/// Arguments of `onrecord hover`, `definition` and `references`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where: FILE:LINE:COLUMN, both from 1, columns in characters; or FILE:LINE for the first thing on the line
    pub(super) place: PlaceArgument,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// A card as programs get it.
#[derive(Serialize)]
struct Row {
    path: String,
    #[serde(flatten)]
    span: Span,
    markdown: String,
}

/// Prints the hover. Exit codes: 0 there is one, 1 there is nothing at the place, 2 could not run.
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
                let markdown = server::markdown(&hover.card);
                terminal::print_rows([Row { path, span: hover.span, markdown }])
            }
        }
    })
}
