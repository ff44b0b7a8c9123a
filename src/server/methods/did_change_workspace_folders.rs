//! `workspace/didChangeWorkspaceFolders`: folders were added to the workspace or removed from it.

use crate::server::convert;
use crate::server::protocol::*;
use crate::server::session::Session;

pub(in crate::server) fn take(session: &Session, params: DidChangeWorkspaceFoldersParams) {
    let gone: Vec<_> =
        params.event.removed.iter().map(|folder| convert::path(&folder.uri)).collect();
    let new = params.event.added.iter().map(|folder| convert::path(&folder.uri));
    session.change(|workspace| {
        let mut roots = workspace.plan().roots;
        roots.retain(|root| !gone.contains(root));
        roots.extend(new.filter(|root| root.is_absolute()));
        workspace.set_roots(roots);
    });
    session.unread.everything();
}
