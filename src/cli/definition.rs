//! `onrecord definition`: where the thing at a place comes from.

use super::destination::Destination;
use super::format::Format;
use super::hover::Args;
use super::{ask, terminal};
use crate::analysis;
use std::io;
use std::process::ExitCode;

/// Prints the destinations, best first. Exit codes: 0 there is one, 1 there is none, 2 could not run.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let asked = match ask::ask(args.place(), analysis::definition)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    let targets = asked.answer.targets.iter();
    let places = targets.filter_map(|target| Destination::new(&asked, &target.path, target.span));
    match args.format() {
        Format::Text => {
            let width = terminal::width();
            terminal::print(&places.map(|place| place.with_lines(width)).collect::<String>())?;
        }
        Format::Jsonl => {
            let rows: Result<String, _> = places.map(|place| place.json()).collect();
            terminal::print_json(&rows?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
