//! The arguments of the command line, and dispatching to commands; each command's own arguments are in its file.

use super::{
    actors, check, completions, destination, explain, find, fix, hover, index, init, quotes, read,
    terminal,
};
use crate::workspace::cache::{Options, set_options};
use clap::{CommandFactory, Parser, Subcommand};
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  onrecord check notes                  what is wrong in the notes of a folder
  onrecord check --profile release      the same, before publishing
  onrecord hover notes/visit.md:3:14    the card or the source of what is there
  onrecord explain misquote             what a rule reports, why, and how to silence it

Exit codes:
  0  no findings at warning level or above
  1  findings; or what was asked for was not found
  2  could not run: no note, bad configuration, or quotations but no readable source";

/// Who said it, where it is from, and whether the note has it right.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, about, after_help = EXAMPLES)]
pub struct Cli {
    /// Keep the indexes of large corpora below this folder instead of the user's cache folder
    #[arg(long, global = true, value_name = "FOLDER")]
    cache_dir: Option<PathBuf>,
    /// The bytes of text from which a corpus is indexed
    #[arg(long, global = true, hide = true, value_name = "BYTES")]
    index_from: Option<u64>,
    /// The bytes of text in a segment of the index
    #[arg(long, global = true, hide = true, value_name = "BYTES")]
    segment_size: Option<usize>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the language server on standard input and output
    Lsp {
        /// Ignored: standard input and output are always used
        #[arg(long)]
        stdio: bool,
    },
    /// Check notes: quotations, speakers and citations against the corpus
    Check(check::Args),
    /// Apply safe fixes
    Fix(fix::Args),
    /// Show what the editor shows for a name, a quotation or a citation
    Hover(hover::Args),
    /// Show where a quotation, a citation or a name comes from
    Definition(hover::Args),
    /// Show where else a name, a quoted passage or a source appears
    References(hover::Args),
    /// Print a file as onrecord reads it: a web page or a document as text
    Read(read::Args),
    /// List the quotations of documents, with their speakers
    Quotes(quotes::Args),
    /// Find words in a corpus
    Find(find::Args),
    /// List the actors of documents, or show one actor's card
    Actors(actors::Args),
    /// Explain a rule, or list all rules
    Explain(explain::Args),
    /// Update the index of a large corpus, or describe it
    Index(index::Args),
    /// Write a commented onrecord.toml in the current directory
    Init,
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page, for packagers
    #[command(hide = true)]
    Man,
}

/// Runs the command named by the arguments. Exit codes: 0 nothing serious, 1 findings or nothing found, 2 could not
/// run.
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
        Command::Definition(args) => destination::definition(&args),
        Command::References(args) => destination::references(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Find(args) => find::run(&args),
        Command::Actors(args) => actors::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Index(args) => index::run(&args),
        Command::Init => init::run(),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Man => completions::man(Cli::command()),
    };
    done.unwrap_or_else(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            // The reader, `head` for example, has seen enough.
            return ExitCode::SUCCESS;
        }
        terminal::complain(&error.to_string());
        ExitCode::from(2)
    })
}
