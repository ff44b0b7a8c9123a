//! What the server sends on its own initiative, never from inside a handler: logs, requests, refreshes.

use super::output::WeakOutput;
use super::protocol::*;
use serde::Serialize;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

/// How long to wait for the client's answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most log lines queued for a slow client; further ones only go to standard error.
const LOG_LINES: usize = 64;

/// Sends to the client.
#[derive(Debug)]
pub(super) struct Outbox {
    client: Client,
    output: WeakOutput,
    log: mpsc::Sender<(MessageType, String)>,
    pub(super) refreshes: Refreshes,
}

/// What the client can be asked to refresh.
#[derive(Debug)]
pub(super) struct Refreshes {
    pub(super) diagnostics: Refresh,
    pub(super) inlay_hints: Refresh,
    pub(super) code_lenses: Refresh,
    pub(super) semantic_tokens: Refresh,
}

impl Outbox {
    /// Starts the tasks that send the log and the refreshes to this client.
    pub(super) fn new(client: Client, output: WeakOutput) -> Self {
        let (log, mut lines) = mpsc::channel(LOG_LINES);
        let logger = client.clone();
        tokio::spawn(async move {
            while let Some((kind, line)) = lines.recv().await {
                logger.log_message(kind, line).await;
            }
        });
        let refreshes = Refreshes {
            diagnostics: Refresh::new(&client, |c| async move {
                c.workspace_diagnostic_refresh().await
            }),
            inlay_hints: Refresh::new(&client, |c| async move { c.inlay_hint_refresh().await }),
            code_lenses: Refresh::new(&client, |c| async move { c.code_lens_refresh().await }),
            semantic_tokens: Refresh::new(
                &client,
                |c| async move { c.semantic_tokens_refresh().await },
            ),
        };
        Self { client, output, log, refreshes }
    }

    /// The client itself, for tasks that may wait.
    pub(super) fn client(&self) -> Client {
        self.client.clone()
    }

    /// Waits until no answer is due, but not long.
    pub(super) async fn all_answered(&self) {
        self.output.all_answered().await;
    }

    /// Publishes the diagnostics of a document. Waits while too much is queued for the client.
    pub(super) async fn publish(
        &self,
        uri: &Url,
        diagnostics: &[Diagnostic],
        version: Option<i32>,
    ) {
        let params = Published { uri, diagnostics, version };
        let method = "textDocument/publishDiagnostics";
        let Some(output) = self.output.open() else { return };
        output.room().await;
        output.send(&Notification { jsonrpc: "2.0", method, params });
    }

    /// Adds a line to the editor's log. Never waits.
    pub(super) fn log(&self, kind: MessageType, line: impl Into<String>) {
        if let Err(mpsc::error::TrySendError::Full((_, line))) =
            self.log.try_send((kind, line.into()))
        {
            eprintln!("onrecord: {line}");
        }
    }
}

/// A message without an answer.
#[derive(Serialize)]
struct Notification<P> {
    jsonrpc: &'static str,
    method: &'static str,
    params: P,
}

/// `PublishDiagnosticsParams`, borrowed.
#[derive(Serialize)]
struct Published<'a> {
    uri: &'a Url,
    diagnostics: &'a [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

/// A request that the client refresh something. Requests made while the last is unanswered are merged.
#[derive(Debug)]
pub(super) struct Refresh(Arc<Notify>);

impl Refresh {
    fn new<F>(client: &Client, ask: impl Fn(Client) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Answer<()>> + Send + 'static,
    {
        let (client, requested) = (client.clone(), Arc::new(Notify::new()));
        let requests = requested.clone();
        tokio::spawn(async move {
            loop {
                requests.notified().await;
                answer_in_time(ask(client.clone())).await;
            }
        });
        Self(requested)
    }

    /// Requests it. Never waits.
    pub(super) fn request(&self) {
        self.0.notify_one();
    }
}

/// The client's answer, or `None` if it takes too long or is an error. The request itself is never dropped: the
/// transport panics on an answer without a receiver.
pub(super) async fn answer_in_time<T: Send + 'static>(
    request: impl Future<Output = Answer<T>> + Send + 'static,
) -> Option<T> {
    let request = tokio::spawn(request);
    tokio::time::timeout(PATIENCE, request).await.ok()?.ok()?.ok()
}
