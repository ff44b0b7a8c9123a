//! Changes around the documents: `workspace/didChangeConfiguration`, `didChangeWatchedFiles`,
//! `didChangeWorkspaceFolders`, and `window/workDoneProgress/cancel`, by which the user stops reading.

use crate::server::loading::TOKEN;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::{configuration, convert, watching};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Uses settings in the message; without any, asks the client.
pub(in crate::server) fn settings(session: &Arc<Session>, params: DidChangeConfigurationParams) {
    if session.agreed().requests.configuration {
        configuration::pull(session);
    } else {
        configuration::take(session, configuration::settings(Some(params.settings)));
    }
}

/// The client saw files change.
pub(in crate::server) fn files(session: &Session, params: DidChangeWatchedFilesParams) {
    watching::changed(session, params.changes.iter().map(|change| convert::path(&change.uri)));
}

/// Folders were added to the workspace or removed from it.
pub(in crate::server) fn folders(session: &Session, params: DidChangeWorkspaceFoldersParams) {
    let paths = |folders: &[WorkspaceFolder]| -> Vec<_> {
        folders.iter().map(|folder| convert::path(&folder.uri)).collect()
    };
    let (gone, new) = (paths(&params.event.removed), paths(&params.event.added));
    session.change(|workspace| {
        let mut roots = workspace.plan().roots;
        roots.retain(|root| !gone.contains(root));
        roots.extend(new.into_iter().filter(|root| root.is_absolute()));
        workspace.set_roots(roots);
    });
    session.to_reload.everything();
}

/// What is in the index by then stays.
pub(in crate::server) fn stopped(session: &Session, params: WorkDoneProgressCancelParams) {
    if params.token == NumberOrString::String(TOKEN.to_owned()) {
        session.stopped.store(true, Ordering::Relaxed);
    }
}
