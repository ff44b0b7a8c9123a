//! `initialized`: from here on the server may speak to the client, so its tasks start.

use crate::server::session::Session;
use crate::server::{configuration, diagnostics, idle, loading, watching};
use std::sync::Arc;

pub(in crate::server) fn take(session: &Arc<Session>) {
    tokio::spawn(diagnostics::run(session.clone()));
    tokio::spawn(loading::run(session.clone()));
    tokio::spawn(idle::run(session.clone()));
    session.unread.everything();
    configuration::pull(session);
    watching::register(session);
    watching::start(session);
}
