//! Requests that exist only in builds with debug assertions, for tests of the wire: to be slow, to panic, to ask the
//! client something, to report the text.

use crate::server::convert;
use crate::server::document::DocumentSnapshot;
use crate::server::outbox::answer_in_time;
use crate::server::protocol::*;
use crate::server::session::Session;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// A slow question about a document.
#[derive(Debug, Deserialize)]
pub(in crate::server) struct Sleep {
    uri: Url,
    milliseconds: u64,
}

/// The version and length in bytes of the document when the request was read.
#[derive(Debug, Serialize)]
pub(in crate::server) struct Seen {
    version: Option<i32>,
    length: usize,
}

pub(in crate::server) async fn sleep(session: &Arc<Session>, params: Sleep) -> Answer<Seen> {
    let version = session.open.get(&convert::path(&params.uri)).map(|open| open.version);
    let length =
        DocumentSnapshot::of(session, &params.uri).map_or(0, |document| document.lines.len());
    tokio::time::sleep(Duration::from_millis(params.milliseconds)).await;
    Ok(Seen { version, length })
}

#[allow(clippy::panic, reason = "that is what it is for")]
pub(in crate::server) async fn panic() -> Answer<()> {
    tokio::task::yield_now().await;
    panic!("asked to");
}

/// Asks the client for its settings, without waiting.
pub(in crate::server) fn ask(session: &Session) {
    let client = session.outbox.client();
    tokio::spawn(answer_in_time(async move { client.workspace_folders().await }));
}

pub(in crate::server) fn text(session: &Arc<Session>, url: &Url) -> Option<String> {
    DocumentSnapshot::of(session, url).map(|document| document.lines.to_string())
}
