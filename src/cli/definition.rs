//! `onrecord definition`: where the thing at a place comes from.

use super::hover::Args;
use super::{ask, destination};
use crate::analysis;
use std::io;
use std::process::ExitCode;

/// Prints the destinations, best first. Exit codes: 0 there is one, 1 there is none, 2 could not run.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let asked = match ask::ask(args.place(), analysis::definition)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    let targets = asked.answer.targets.iter().map(|target| (&target.path, target.span));
    destination::print(&asked, targets, args.format(), |place, width| place.with_lines(width))
}
