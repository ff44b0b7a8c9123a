//! `workspace/textDocumentContent`: the text of a readable document. New in version 3.18 of the protocol, which the
//! library does not know.

use crate::server::protocol::*;
use crate::server::readable;
use crate::server::session::Session;
use crate::workspace::Snapshot;
use serde::{Deserialize, Serialize};

/// The method.
pub(in crate::server) const CONTENT: &str = "workspace/textDocumentContent";

/// `TextDocumentContentParams`.
#[derive(Debug, Deserialize)]
pub(in crate::server) struct ContentParams {
    uri: Url,
}

/// `TextDocumentContentResult`.
#[derive(Debug, Serialize)]
pub(in crate::server) struct Content {
    text: String,
}

/// Empty if there is no such source any more.
pub(in crate::server) fn answer(
    _: &Session,
    snapshot: &Snapshot,
    params: ContentParams,
) -> Content {
    let source = readable::source_of(&params.uri);
    let text = source.and_then(|source| readable::content(snapshot, &source));
    Content { text: text.unwrap_or_default() }
}
