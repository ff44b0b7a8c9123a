//! `workspace/willRenameFiles`: the editor is about to give files other names, and citations follow.

use crate::analysis::{self, Move};
use crate::server::convert;
use crate::server::edits::{Edited, workspace_edit};
use crate::server::protocol::*;
use crate::server::session::{Session, computed};
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
        let edited = changed.iter().filter_map(|document| Edited::of(&snapshot, document));
        (!changed.is_empty()).then(|| workspace_edit(&session, edited))
    })
    .await
}
