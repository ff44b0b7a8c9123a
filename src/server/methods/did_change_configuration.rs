//! `workspace/didChangeConfiguration`: settings in the message count; without them the client is asked.

use crate::server::configuration;
use crate::server::protocol::*;
use crate::server::session::Session;
use std::sync::Arc;

pub(in crate::server) fn take(session: &Arc<Session>, params: DidChangeConfigurationParams) {
    if session.agreed().requests.configuration {
        configuration::pull(session);
    } else {
        configuration::take(session, configuration::settings(Some(params.settings)));
    }
}
