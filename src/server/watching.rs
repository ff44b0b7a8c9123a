//! Watching the folders: the server's own watcher for every editor, and the client's events if it sends them.

use super::methods::text_document_content::CONTENT;
use super::outbox::answer_in_time;
use super::protocol::*;
use super::readable;
use super::session::Session;
use crate::workspace::watch::Watcher;
use crate::workspace::{Snapshot, load};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

/// Asks the client to report changes of files and settings, and to ask for the content of readable documents, if it
/// can. Returns at once.
pub(super) fn register(session: &Session) {
    let agreed = session.agreed();
    let mut wanted = Vec::new();
    if agreed.requests.registers_files {
        wanted.push(Registration {
            id: "onrecord/files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!({ "watchers": [{ "globPattern": "**/*" }] })),
        });
    }
    if agreed.requests.registers_configuration {
        wanted.push(Registration {
            id: "onrecord/settings".to_owned(),
            method: "workspace/didChangeConfiguration".to_owned(),
            register_options: Some(json!({ "section": "onrecord" })),
        });
    }
    if agreed.requests.contents {
        wanted.push(Registration {
            id: "onrecord/contents".to_owned(),
            method: CONTENT.to_owned(),
            register_options: Some(json!({ "schemes": [readable::SCHEME] })),
        });
    }
    if wanted.is_empty() {
        return;
    }
    let client = session.outbox.client();
    tokio::spawn(answer_in_time(async move { client.register_capability(wanted).await }));
}

/// Files changed on disk: rereads the relevant ones.
pub(super) fn changed(session: &Session, paths: impl IntoIterator<Item = PathBuf>) {
    let snapshot = session.moment().snapshot.clone();
    let matters = |path: &PathBuf| {
        let held = session.open.contains_key(path) && snapshot.source_at(path).is_none();
        // For open documents the disk counts only after `didClose`, which rereads them.
        !held && concerns(&snapshot, path)
    };
    let mattering: Vec<PathBuf> = paths.into_iter().filter(matters).collect();
    if !mattering.is_empty() {
        session.to_reload.documents(mattering);
    }
}

/// Whether a change at `path` may affect what was read.
fn concerns(snapshot: &Snapshot, path: &Path) -> bool {
    let extension = path.extension();
    load::kind_of(&snapshot.folders, path).is_some()
        || load::is_beside_sources(&snapshot.folders, path)
        || snapshot.source_at(path).is_some()
        || snapshot.note(path).is_some()
        || snapshot.bibliographies().any(|bibliography| bibliography.path == path)
        // Configuration and actors files.
        || extension.is_some_and(|extension| extension == "toml")
        // Folders, including deleted ones.
        || path.is_dir()
        || (extension.is_none() && !path.exists())
}

/// Starts watching what the workspace reads.
pub(super) fn start(session: &Arc<Session>) {
    // The watcher's thread must not keep anything alive: it holds the session weakly, and the session holds the
    // watcher.
    let weak = Arc::downgrade(session);
    let watcher = Watcher::new(move |paths| {
        if let Some(session) = weak.upgrade() {
            changed(&session, paths);
        }
    });
    match watcher {
        Ok(it) => *session.watcher.lock().unwrap_or_else(PoisonError::into_inner) = Some(it),
        Err(why) => session.outbox.log(MessageType::WARNING, format!("cannot watch files: {why}")),
    }
}

/// Watches these folders with everything below them, the files directly in the `flat` ones, and no others. Reads the
/// disk: not for handlers.
pub(super) fn follow(session: &Session, folders: &[PathBuf], flat: &[PathBuf]) {
    let mut watcher = session.watcher.lock().unwrap_or_else(PoisonError::into_inner);
    let failed = watcher.as_mut().and_then(|watcher| watcher.follow(folders, flat).err());
    if let Some(error) = failed {
        session.outbox.log(MessageType::WARNING, format!("not all folders are watched: {error}"));
    }
}
