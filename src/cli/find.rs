//! `onrecord find`: where words stand in a corpus.

use super::Format;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `onrecord find`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Files and folders
    paths: Vec<PathBuf>,
}

/// Runs it.
pub(super) fn run(args: &Args) -> io::Result<ExitCode> {
    let _ = (args.format, &args.paths);
    Ok(ExitCode::SUCCESS)
}
