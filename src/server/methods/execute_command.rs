//! `workspace/executeCommand`: commands that the server runs, because only those work in every editor.

use crate::server::outbox::answer_in_time;
use crate::server::protocol::*;
use crate::server::session::Session;
use serde_json::{Value, json};

/// Shows a place: its argument is a `Location`.
pub(in crate::server) const SHOW: &str = "onrecord.show";

/// Shows a list of places. The client runs it: it announces the command under `experimental.commands.commands`, as
/// rust-analyzer's clients do. Its arguments are those of VS Code's own: address, position, places.
pub(in crate::server) const SHOW_REFERENCES: &str = "onrecord.showReferences";

/// The command that shows a list of places of the thing at `at`.
pub(super) fn show_references(title: String, at: &Location, places: &[Location]) -> Command {
    let arguments = vec![json!(at.uri), json!(at.range.start), json!(places)];
    Command { title, command: SHOW_REFERENCES.to_owned(), arguments: Some(arguments) }
}

/// The command that shows a place.
pub(super) fn show(title: String, place: &Location) -> Command {
    Command { title, command: SHOW.to_owned(), arguments: Some(vec![json!(place)]) }
}

pub(in crate::server) fn answer(
    session: &Session,
    mut params: ExecuteCommandParams,
) -> Answer<Option<Value>> {
    if params.command != SHOW || params.arguments.len() != 1 {
        return Err(Error::invalid_params(format!("no such command: {}", params.command)));
    }
    let place: Location = serde_json::from_value(params.arguments.remove(0))
        .map_err(|error| Error::invalid_params(error.to_string()))?;
    let wanted = ShowDocumentParams {
        uri: place.uri,
        external: Some(false),
        take_focus: Some(true),
        selection: Some(place.range),
    };
    let client = session.outbox.client();
    tokio::spawn(answer_in_time(async move { client.show_document(wanted).await }));
    Ok(None)
}
