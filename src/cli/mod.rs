//! The command line: a second consumer of the answers, which keeps the core honest. One file for each command.

mod actors;
mod card;
mod check;
mod completions;
mod destination;
mod document;
mod excerpt;
mod explain;
mod find;
mod fix;
mod hover;
mod index;
mod init;
mod loading;
mod markdown;
mod page;
mod place;
mod progress;
mod quotes;
mod read;
mod replacement;
mod report;
mod run;
mod selection;
mod sources;
mod terminal;

pub use run::{Cli, run};
