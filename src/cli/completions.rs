//! `onrecord completions`: completion scripts for shells, and the manual page.

use super::terminal;
use clap_complete::Shell;
use std::io;
use std::process::ExitCode;

/// Arguments of `onrecord completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// Prints the script for the shell.
pub(super) fn run(args: &Args, mut command: clap::Command) -> io::Result<ExitCode> {
    // Written to memory first: the generator panics when its output is closed early.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "onrecord", &mut script);
    terminal::print_raw(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page.
pub(super) fn man(command: clap::Command) -> io::Result<ExitCode> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    terminal::print_raw(&String::from_utf8_lossy(&page))?;
    Ok(ExitCode::SUCCESS)
}
