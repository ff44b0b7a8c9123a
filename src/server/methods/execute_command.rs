//! `workspace/executeCommand`: commands that the server runs, since only those work in every editor.

use crate::server::commands::SHOW;
use crate::server::outbox::answer_in_time;
use crate::server::protocol::*;
use crate::server::session::Session;
use serde_json::Value;

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
