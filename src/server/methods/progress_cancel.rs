//! `window/workDoneProgress/cancel`: reading the corpus is stopped; what is in the index by then stays there.

use crate::server::loading::TOKEN;
use crate::server::protocol::*;
use crate::server::session::Session;
use std::sync::atomic::Ordering;

pub(in crate::server) fn take(session: &Session, params: WorkDoneProgressCancelParams) {
    if params.token == NumberOrString::String(TOKEN.to_owned()) {
        session.stopped.store(true, Ordering::Relaxed);
    }
}
