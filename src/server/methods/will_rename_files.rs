//! `workspace/willRenameFiles`: the editor is about to give files other names, and citations follow.

use crate::analysis::{self, DocumentEdits, Move};
use crate::server::convert;
use crate::server::edits::{Edited, is_at_risk, workspace_edit};
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::work::computed;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: RenameFilesParams,
) -> Answer<Option<WorkspaceEdit>> {
    let snapshot = session.moment().snapshot.clone();
    let path = |url: &str| Url::parse(url).ok().map(|url| convert::path(&url));
    let moves: Vec<Move> = params
        .files
        .iter()
        .filter_map(|file| Some(Move { from: path(&file.old_uri)?, to: path(&file.new_uri)? }))
        .collect();
    computed(move || {
        let changed = analysis::moved_citations(&snapshot, &moves);
        let at_risk = |document: &&DocumentEdits| is_at_risk(&snapshot, &document.path);
        for left in changed.iter().filter(at_risk) {
            let shown = snapshot.shown(&left.path);
            let why =
                "is not in UTF-8 and not open: its citations of what was renamed stay as they are";
            session.outbox.log(MessageType::WARNING, format!("{shown} {why}"));
        }
        let edited = changed.iter().filter(|document| !at_risk(document));
        let edited = edited.filter_map(|document| Edited::of(&snapshot, document));
        (!changed.is_empty()).then(|| workspace_edit(&session, edited))
    })
    .await
}
