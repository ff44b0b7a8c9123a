//! Running the command that the arguments name.

use super::arguments::{Cli, Command};
use super::{
    actors, check, completions, definition, explain, find, fix, hover, index, init, quotes,
    references, terminal,
};
use crate::workspace::cache::{Options, set_options};
use clap::CommandFactory;
use std::io;
use std::process::ExitCode;

/// Runs the command that the arguments name. Exit codes: 0 nothing of weight, 1 findings or nothing found, 2 could not run.
pub fn run(cli: Cli) -> ExitCode {
    set_options(Options {
        folder: cli.cache_dir,
        index_from: cli.index_from,
        segment_size: cli.segment_size,
    });
    let done = match cli.command {
        Command::Lsp { stdio: _ } => return crate::server::run(),
        Command::Check(args) => check::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Hover(args) => hover::run(&args),
        Command::Definition(args) => definition::run(&args),
        Command::References(args) => references::run(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Find(args) => find::run(&args),
        Command::Actors(args) => actors::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Index(args) => index::run(&args),
        Command::Init => init::run(),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Man => completions::man(Cli::command()),
    };
    done.unwrap_or_else(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            // The reader, `head` for one, has seen enough.
            return ExitCode::SUCCESS;
        }
        terminal::complain(&error.to_string());
        ExitCode::from(2)
    })
}
