//! `workspace/willRenameFiles`: before files are renamed, returns the edits by which citations follow.

use crate::analysis::{self, DocumentEdits, Move};
use crate::server::convert;
use crate::server::edits::{Edited, charset_at_risk, workspace_edit};
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::workspace::Snapshot;

pub(in crate::server) fn answer(
    session: &Session,
    snapshot: &Snapshot,
    params: RenameFilesParams,
) -> Option<WorkspaceEdit> {
    let path = |url: &str| Url::parse(url).ok().map(|url| convert::path(&url));
    let moves = params.files.iter();
    let moves = moves.filter_map(|f| Some(Move { from: path(&f.old_uri)?, to: path(&f.new_uri)? }));
    let changed = analysis::moved_citations(snapshot, &moves.collect::<Vec<_>>());
    let at_risk = |document: &&DocumentEdits| charset_at_risk(snapshot, &document.path).is_some();
    for left in changed.iter().filter(at_risk) {
        let shown = snapshot.shown(&left.path);
        let why =
            "is neither open nor in UTF-8: its citations of the renamed files are not changed";
        session.outbox.log(MessageType::WARNING, format!("{shown} {why}"));
    }
    let edited = changed.iter().filter(|document| !at_risk(document));
    let edited = edited.filter_map(|document| Edited::of(snapshot, document));
    (!changed.is_empty()).then(|| workspace_edit(session, edited))
}
