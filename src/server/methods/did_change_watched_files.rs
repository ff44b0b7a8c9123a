//! `workspace/didChangeWatchedFiles`: the client saw files change.

use crate::server::protocol::*;
use crate::server::session::Session;

pub(in crate::server) fn take(session: &Session, params: DidChangeWatchedFilesParams) {
    if !params.changes.is_empty() {
        session.reload.notify_one();
    }
}
