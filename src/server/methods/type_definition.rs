//! `textDocument/typeDefinition`: whom a name means, where the corpus introduces them; also inside a quotation, where going to
//! the definition leads to the source.

use super::definition;
use crate::analysis;
use crate::server::protocol::*;
use crate::server::session::Session;
use std::sync::Arc;

pub(in crate::server) async fn answer(
    session: Arc<Session>,
    params: GotoDefinitionParams,
) -> Answer<Option<GotoDefinitionResponse>> {
    definition::places(session, params, analysis::introduction).await
}
