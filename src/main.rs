//! The `onrecord` binary: reads its arguments and hands over.

use clap::Parser;
use std::process::ExitCode;

/// Returns unused memory to the system: of the gigabyte used to join actors, the system's own allocator keeps all.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    onrecord::cli::run(onrecord::cli::Cli::parse())
}
