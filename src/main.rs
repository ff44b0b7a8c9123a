//! The `onrecord` binary: reads its arguments and hands over.

use clap::Parser;
use std::process::ExitCode;

/// Gives back to the system what is no longer used: of a gigabyte that joining actors took, the system's own keeps all.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    onrecord::cli::run(onrecord::cli::Cli::parse())
}
