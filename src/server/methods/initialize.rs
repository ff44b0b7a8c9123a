//! `initialize`: agrees on capabilities and answers at once, without reading the disk. `initialized`: from here on the
//! server may send requests, so its tasks start.

use crate::server::agreed::Agreed;
use crate::server::protocol::*;
use crate::server::session::Session;
use crate::server::{capabilities, configuration, convert, diagnostics, loading, watching};
use crate::workspace::Workspace;
use std::path::PathBuf;
use std::sync::Arc;

pub(in crate::server) fn answer(session: &Session, params: InitializeParams) -> InitializeResult {
    let agreed = Agreed::with(&params);
    session.agree(agreed);
    let roots = roots(&params);
    let settings = configuration::settings(params.initialization_options);
    session.set_settings(settings.clone());
    session.change(|workspace| *workspace = Workspace::new(roots, settings));
    InitializeResult {
        capabilities: capabilities::offered(&agreed),
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

pub(in crate::server) fn done(session: &Arc<Session>) {
    tokio::spawn(diagnostics::run(session.clone()));
    tokio::spawn(loading::run(session.clone()));
    tokio::spawn(loading::release_when_idle(session.clone()));
    session.to_reload.everything();
    configuration::pull(session);
    watching::register(session);
    watching::start(session);
}

/// The folders to work in: the workspace's, else the root that older clients send. A single file has none.
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let mut roots: Vec<PathBuf> = folders.map(convert::path).collect();
    if roots.is_empty() {
        roots.extend(params.root_uri.as_ref().map(convert::path));
    }
    #[allow(deprecated, reason = "clients older than 3.0 of the protocol send nothing else")]
    if roots.is_empty() {
        roots.extend(params.root_path.as_ref().map(PathBuf::from));
    }
    roots.retain(|root| root.is_absolute());
    roots
}
