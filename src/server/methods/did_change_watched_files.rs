//! `workspace/didChangeWatchedFiles`: the client saw files change.

use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::{convert, watching};

pub(in crate::server) fn take(session: &Session, params: DidChangeWatchedFilesParams) {
    watching::changed(session, params.changes.iter().map(|change| convert::path(&change.uri)));
}
