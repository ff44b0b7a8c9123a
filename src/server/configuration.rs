//! The editor's settings: sent with `initialize` or a change, or asked of the client.

use super::outbox::answer_in_time;
use super::protocol::*;
use super::session::Session;
use crate::workspace::Settings;
use serde_json::Value;
use std::sync::Arc;

/// Our section of the editor's settings.
const SECTION: &str = "onrecord";

/// The settings in what a client sent, with our section around them or without.
pub(super) fn settings(sent: Option<Value>) -> Settings {
    let sent = sent.unwrap_or_default();
    Settings(match sent.get(SECTION) {
        Some(section) => section.clone(),
        None => sent,
    })
}

/// Applies settings from a client; if they differ, what depends on them is reread.
pub(super) fn take(session: &Session, settings: Settings) {
    if settings.0.is_object() && session.set_settings(settings.clone()) {
        session.change(|workspace| workspace.set_settings(settings));
        session.to_reload.everything();
    }
}

/// Asks the client for its settings. Returns at once.
pub(super) fn pull(session: &Arc<Session>) {
    if !session.agreed().requests.configuration {
        return;
    }
    let session = session.clone();
    tokio::spawn(async move {
        let client = session.outbox.client();
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        let asked = answer_in_time(async move { client.configuration(vec![item]).await });
        if let Some(section) = asked.await.and_then(|sections| sections.into_iter().next()) {
            take(&session, Settings(section));
        }
    });
}
