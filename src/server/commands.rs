//! Commands: those that the server runs, and the one that it asks the client to run.

use super::protocol::{Command, Location, Url};
use serde_json::json;

/// Shows a place: its argument is a `Location`.
pub(super) const SHOW: &str = "onrecord.show";

/// Opens the file of a source in the program that the system has for it: its argument is the address of the file.
pub(super) const OPEN_ORIGINAL: &str = "onrecord.openOriginal";

/// Shows a list of places. The client runs it: it announces the command under `experimental.commands.commands`, like
/// rust-analyzer's clients. Its arguments are those of VS Code's own: address, position, places.
pub(super) const SHOW_REFERENCES: &str = "onrecord.showReferences";

/// The command that shows a list of places of the thing at `at`.
pub(super) fn show_references(title: String, at: &Location, places: &[Location]) -> Command {
    let arguments = vec![json!(at.uri), json!(at.range.start), json!(places)];
    Command { title, command: SHOW_REFERENCES.to_owned(), arguments: Some(arguments) }
}

/// The command that opens the file of a source.
pub(super) fn open_original(file: &Url) -> Command {
    let arguments = Some(vec![json!(file)]);
    Command { title: "Open the original".to_owned(), command: OPEN_ORIGINAL.to_owned(), arguments }
}

/// The command that shows a place.
pub(super) fn show(title: String, place: &Location) -> Command {
    Command { title, command: SHOW.to_owned(), arguments: Some(vec![json!(place)]) }
}
