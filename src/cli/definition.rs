//! `onrecord definition`: where the thing at a place comes from.

use super::document::{Document, portable, shown};
use super::hover::Args;
use super::{Format, ask, loading, report, terminal};
use crate::analysis;
use crate::text::Span;
use std::io;
use std::process::ExitCode;

/// A destination as programs get it; `start` and `end` are bytes, `line` and `column` count from 1 in characters.
#[derive(serde::Serialize)]
struct Row<'a> {
    path: String,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
}

/// Prints the destinations, best first. Exit codes: 0 there is one, 1 there is none, 2 could not run.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let asked = match ask::ask(args.place(), analysis::definition)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    let mut out = String::new();
    for target in &asked.answer.targets {
        let known = loading::known(&asked.snapshot, &target.path);
        let Some(document) = known else { continue };
        let path = shown(&document.path, &asked.from);
        match args.format() {
            Format::Text => {
                out.push_str(&text(&path.display().to_string(), &document, target.span))
            }
            Format::Jsonl => {
                let span = document.clamp(target.span);
                let point = document.point(span.start);
                let row = Row {
                    path: portable(&path),
                    start: span.start,
                    end: span.end,
                    line: point.line,
                    column: point.column,
                    text: span.of(&document.text),
                };
                out.push_str(&serde_json::to_string(&row)?);
                out.push('\n');
            }
        }
    }
    match args.format() {
        Format::Text => terminal::print(&out)?,
        Format::Jsonl => terminal::print_raw(&out)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// `path:line:column`, which editors and terminals open, then the line with the words underlined.
fn text(path: &str, document: &Document, span: Span) -> String {
    let point = document.point(document.clamp(span).start);
    let lines = report::text::underlined(document, span, terminal::width());
    format!("{path}:{}:{}\n{lines}\n", point.line, point.column)
}
