//! `onrecord references`: where else the thing at a place appears, in sources and notes.

use super::destination::Destination;
use super::format::Format;
use super::hover::Args;
use super::{ask, terminal};
use crate::analysis;
use std::io;
use std::process::ExitCode;

/// Prints the places, sources first. Exit codes: 0 there are some, 1 there are none, 2 could not run.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let question = |snapshot: &_, path: &_, offset| {
        let found = analysis::references(snapshot, path, offset, true);
        (!found.is_empty()).then_some(found)
    };
    let asked = match ask::ask(args.place(), question)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    let found = asked.answer.iter();
    let places = found.filter_map(|place| Destination::new(&asked, &place.path, place.span));
    match args.format() {
        Format::Text => {
            let width = terminal::width();
            terminal::print(&places.map(|place| place.on_one_row(width)).collect::<String>())?;
        }
        Format::Jsonl => {
            let rows: Result<String, _> = places.map(|place| place.json()).collect();
            terminal::print_json(&rows?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
