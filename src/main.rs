//! The `onrecord` binary: reads its arguments and hands over.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    onrecord::cli::run(onrecord::cli::Cli::parse())
}
