//! `onrecord references`: where else the thing at a place appears, in sources and notes.

use super::hover::Args;
use super::{ask, destination};
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
    let places = asked.answer.iter().map(|place| (&place.path, place.span));
    destination::print(&asked, places, args.format(), |place, width| place.on_one_row(width))
}
