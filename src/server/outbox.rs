//! What the server says to the client of its own accord, never from inside a handler: logs, requests, refreshes.

use super::output::WeakOutput;
use super::protocol::*;
use serde::Serialize;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

/// How long an answer of the client is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Log lines that may wait for a slow client; more are only written to standard error.
const LOG_LINES: usize = 64;

/// The way to the client.
#[derive(Debug)]
pub(super) struct Outbox {
    client: Client,
    output: WeakOutput,
    log: mpsc::Sender<(MessageType, String)>,
    pub(super) refreshes: Refreshes,
}

/// What the client can be asked to ask for again.
#[derive(Debug)]
pub(super) struct Refreshes {
    pub(super) diagnostics: Refresh,
    pub(super) inlay_hints: Refresh,
    pub(super) code_lenses: Refresh,
    pub(super) semantic_tokens: Refresh,
}

impl Outbox {
    /// The way to this client; starts the tasks that send its log and its refreshes.
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

    /// Waits until nobody waits for an answer, but not long.
    pub(super) async fn all_answered(&self) {
        self.output.all_answered().await;
    }

    /// Publishes the diagnostics of a document. Waits while too much waits for the client.
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

    /// A line for the editor's log. Never waits.
    pub(super) fn log(&self, kind: MessageType, line: impl Into<String>) {
        if let Err(mpsc::error::TrySendError::Full((_, line))) =
            self.log.try_send((kind, line.into()))
        {
            eprintln!("onrecord: {line}");
        }
    }
}

/// A message that wants no answer.
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

/// A request that the client ask for something again. Requests that come while it has not answered the last are one.
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

    /// Asks for it. Never waits.
    pub(super) fn request(&self) {
        self.0.notify_one();
    }
}

/// The client's answer, or `None` when it takes too long or is an error. The request itself is never dropped: the
/// transport panics on an answer that nobody waits for.
pub(super) async fn answer_in_time<T: Send + 'static>(
    request: impl Future<Output = Answer<T>> + Send + 'static,
) -> Option<T> {
    let request = tokio::spawn(request);
    tokio::time::timeout(PATIENCE, request).await.ok()?.ok()?.ok()
}
