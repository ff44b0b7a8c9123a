//! The arguments of the command line; each command's own are in its file.

use super::{actors, check, completions, explain, find, fix, hover, index, quotes};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord check notes                  what is wrong in the notes of a folder
  onrecord check --profile release      the same, before a note leaves the house
  onrecord hover notes/visit.md:3:14    the card or the source of what stands there
  onrecord explain misquote             what a rule sees, why, and how to silence it

Exit codes:
  0  nothing that weighs as much as a warning
  1  findings; what was asked for stands nowhere
  2  could not run: no note, bad configuration, or quotations and not one source that can be read";

/// Who said it, where it stands, and whether the note has it right.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, about, after_help = EXAMPLES)]
pub struct Cli {
    /// Keep the indexes of large corpora below this folder instead of the user's cache folder
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(super) cache_dir: Option<PathBuf>,
    /// From how many bytes of text on a corpus is indexed
    #[arg(long, global = true, hide = true, value_name = "BYTES")]
    pub(super) index_from: Option<u64>,
    /// How many bytes of text a part of an index has
    #[arg(long, global = true, hide = true, value_name = "BYTES")]
    pub(super) segment_size: Option<usize>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run the language server on standard input and output
    Lsp {
        /// Accepted for editors that insist on it; standard input and output are always used
        #[arg(long)]
        stdio: bool,
    },
    /// Check notes: quotations, speakers and citations against the corpus
    Check(check::Args),
    /// Apply the fixes that need no asking
    Fix(fix::Args),
    /// Show what the editor shows for a name, a quotation or a citation
    Hover(hover::Args),
    /// Show where a quotation, a citation or a name comes from
    Definition(hover::Args),
    /// Show where else a name, a quoted passage or a source appears
    References(hover::Args),
    /// List the quotations of documents, with their speakers
    Quotes(quotes::Args),
    /// Find where words stand in a corpus
    Find(find::Args),
    /// List the actors of documents, or show one actor's card
    Actors(actors::Args),
    /// Explain a rule, or list all rules
    Explain(explain::Args),
    /// Bring the index of a large corpus up to date, or tell about it
    Index(index::Args),
    /// Write a commented onrecord.toml in the current directory
    Init,
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page, for packagers
    #[command(hide = true)]
    Man,
}
