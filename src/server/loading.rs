//! The one task that reads folders, configuration and corpus, while questions go on being answered.

use super::outbox::{Outbox, answer_in_time};
use super::protocol::*;
use super::session::Session;
use crate::workspace::Readiness;
use std::sync::Arc;
use std::time::Duration;

/// A burst of wishes (a checkout, a save of many files) is one.
const GATHER: Duration = Duration::from_millis(50);

/// Reading again is shown to the user only when it takes longer than this; the first reading always is.
const UNSEEN: Duration = Duration::from_millis(500);

/// Runs until the process ends.
pub(super) async fn run(session: Arc<Session>) {
    loop {
        session.reload.notified().await;
        let first = session.moment().snapshot.readiness == Readiness::Indexing;
        if !first {
            tokio::time::sleep(GATHER).await;
        }
        let plan = session.change(|workspace| workspace.plan());
        let mut reading = tokio::task::spawn_blocking(move || plan.read());
        let unseen = if first { Duration::ZERO } else { UNSEEN };
        let read = tokio::select! {
            biased;
            () = tokio::time::sleep(unseen) => {
                let progress = Progress::begin(&session.outbox, session.agreed().progress);
                let read = reading.await;
                progress.end();
                read
            }
            read = &mut reading => read,
        };
        match read {
            Ok(loaded) => session.change(|workspace| workspace.install(loaded)),
            Err(error) => {
                session.outbox.log(MessageType::ERROR, format!("reading the corpus failed: {error}"));
            }
        }
    }
}

/// “Indexing” in the editor's status line, for clients that show it.
struct Progress {
    ended: Option<tokio::sync::oneshot::Sender<()>>,
}

impl Progress {
    fn begin(outbox: &Outbox, shown: bool) -> Self {
        if !shown {
            return Self { ended: None };
        }
        let (ended, end) = tokio::sync::oneshot::channel::<()>();
        let client = outbox.client();
        tokio::spawn(async move {
            let token = NumberOrString::String("onrecord/indexing".to_owned());
            let (asked, create) = (client.clone(), WorkDoneProgressCreateParams { token: token.clone() });
            let created =
                async move { asked.send_request::<request::WorkDoneProgressCreate>(create).await };
            if answer_in_time(created).await.is_none() {
                return;
            }
            let send = |value| {
                let value = ProgressParamsValue::WorkDone(value);
                client.send_notification::<notification::Progress>(ProgressParams {
                    token: token.clone(),
                    value,
                })
            };
            send(WorkDoneProgress::Begin(WorkDoneProgressBegin {
                title: "onrecord: indexing".to_owned(),
                ..WorkDoneProgressBegin::default()
            }))
            .await;
            let _ = end.await;
            send(WorkDoneProgress::End(WorkDoneProgressEnd::default())).await;
        });
        Self { ended: Some(ended) }
    }

    fn end(self) {
        if let Some(ended) = self.ended {
            let _ = ended.send(());
        }
    }
}
