//! `textDocument/didSave`: the disk may have changed, also where no watcher says so.

use crate::server::session::Session;

pub(in crate::server) fn take(session: &Session) {
    session.reload.notify_one();
}
