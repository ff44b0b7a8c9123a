//! `workspace/executeCommand`: commands that the server runs, since only those work in every editor.

use crate::server::commands::{OPEN_ORIGINAL, SHOW};
use crate::server::convert;
use crate::server::outbox::answer_in_time;
use crate::server::protocol::*;
use crate::server::session::Session;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(in crate::server) fn answer(
    session: &Session,
    mut params: ExecuteCommandParams,
) -> Answer<Option<Value>> {
    let unknown = || Error::invalid_params(format!("no such command: {}", params.command));
    let [argument] = params.arguments.as_mut_slice() else { return Err(unknown()) };
    let argument = argument.take();
    let wanted = match params.command.as_str() {
        SHOW => shown(argument)?,
        OPEN_ORIGINAL => original(session, argument)?,
        _ => return Err(unknown()),
    };
    let client = session.outbox.client();
    tokio::spawn(answer_in_time(async move { client.show_document(wanted).await }));
    Ok(None)
}

/// The place of [`SHOW`].
fn shown(argument: Value) -> Answer<ShowDocumentParams> {
    let place: Location = parsed(argument)?;
    Ok(ShowDocumentParams {
        uri: place.uri,
        external: Some(false),
        take_focus: Some(true),
        selection: Some(place.range),
    })
}

/// The file of [`OPEN_ORIGINAL`]. Nothing but a source is opened, whoever asks.
fn original(session: &Session, argument: Value) -> Answer<ShowDocumentParams> {
    let uri: Url = parsed(argument)?;
    let is_source = session.moment().snapshot.source_at(&convert::path(&uri)).is_some();
    if uri.scheme() != "file" || !is_source {
        return Err(Error::invalid_params(format!("no source: {uri}")));
    }
    Ok(ShowDocumentParams { uri, external: Some(true), take_focus: Some(true), selection: None })
}

fn parsed<T: DeserializeOwned>(argument: Value) -> Answer<T> {
    serde_json::from_value(argument).map_err(|error| Error::invalid_params(error.to_string()))
}
