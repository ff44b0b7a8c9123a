//! The one task that reads folders, configuration and corpus, while requests are still answered.

use super::debounce::{Pending, READING_DELAY};
use super::outbox::answer_in_time;
use super::protocol::*;
use super::session::Session;
use super::watching;
use crate::workspace::{Readiness, load};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// Rereading is shown to the user only if it takes longer than this; the first reading always is.
const UNSEEN: Duration = Duration::from_millis(500);

/// How long the sources must be unchanged before the actors of a large corpus are persisted: until then the next change
/// costs only what it changes.
const SETTLED: Duration = Duration::from_secs(60);

/// The idle time after which the index pages read for answers are released. The system caches them while it has memory,
/// and returns them within microseconds.
const IDLE: Duration = Duration::from_secs(5);

/// The title of the progress.
pub(super) const TOKEN: &str = "onrecord/indexing";

/// More changes of a large corpus at once than this are read with progress, and can be cancelled.
const MANY: usize = 200;

/// Runs until the process ends.
pub(super) async fn run(session: Arc<Session>) {
    let first = || session.moment().snapshot.readiness == Readiness::Indexing;
    let mut in_memory = false;
    loop {
        let rested =
            session.to_reload.settled(|| if first() { Duration::ZERO } else { READING_DELAY });
        let settled = match in_memory {
            true => timeout(SETTLED, rested).await.is_err(),
            false => {
                rested.await;
                false
            }
        };
        let wanted = session.to_reload.take();
        if !wanted.everything && wanted.paths.is_empty() {
            if settled {
                // A failed write is retried after the next change.
                in_memory = false;
                let session = session.clone();
                let _ = tokio::task::spawn_blocking(move || persist(&session)).await;
            }
            continue;
        }
        let shown_at_once = first();
        // Before the progress is shown, so that a cancellation by the user is not lost.
        session.stopped.store(false, Ordering::Relaxed);
        let (far, seen) = watch::channel(None);
        let reader = session.clone();
        let mut reading = tokio::task::spawn_blocking(move || {
            read(&reader, wanted, &mut |at| far.send_replace(Some(at)))
        });
        let quick = if shown_at_once { None } else { timeout(UNSEEN, &mut reading).await.ok() };
        let done = match quick {
            Some(done) => done,
            None => {
                if session.agreed().requests.progress {
                    tokio::spawn(show(session.outbox.client(), seen));
                }
                reading.await
            }
        };
        if let Err(error) = done {
            let line = format!("reading the corpus failed: {error}");
            session.outbox.log(MessageType::ERROR, line);
        }
        in_memory = session.moment().snapshot.is_to_be_persisted();
    }
}

/// Writes the actors of a large corpus to disk, and releases their memory.
fn persist(session: &Session) {
    let (plan, snapshot) = session.change(|workspace| (workspace.plan(), workspace.snapshot()));
    match load::persist(&plan, &snapshot) {
        Ok(None) => return,
        Ok(Some(persisted)) => {
            session.change(|workspace| workspace.install_persisted(&snapshot.actors, persisted));
        }
        Err(error) => {
            let line = format!("the actors cannot be written to the index: {error}");
            session.outbox.log(MessageType::WARNING, line);
            return;
        }
    }
    drop(snapshot);
    // The index of proposals holds on to the actors it was built from.
    session.completion_index(&session.moment().snapshot.clone());
    load::release();
}

/// Reads what is requested and installs it. The workspace is locked only to make the plan and to install.
fn read(
    session: &Session,
    wanted: Pending,
    told: &mut dyn FnMut(load::Progress) -> Option<load::Progress>,
) {
    let (plan, mut before) = session.change(|workspace| (workspace.plan(), workspace.snapshot()));
    let starting = before.readiness == Readiness::Indexing;
    if starting && let Some(restored) = load::restored(&plan) {
        // While files are checked, requests are answered from the state of the last start.
        before = session.change(|workspace| {
            workspace.install(restored);
            workspace.snapshot()
        });
    }
    // Watch before reading, so that no change is missed in between.
    watching::follow(session, &plan.roots, &[]);
    let indexed = before.corpus.stored().next().is_some();
    let many = indexed && wanted.paths.len() > MANY;
    let loaded = if wanted.everything || many || starting {
        let mut progress = |at| {
            told(at);
            match session.stopped.load(Ordering::Relaxed) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        load::read_early(&plan, &before, &mut progress, &mut |early| {
            // The texts can be searched long before everything else is read.
            if session.moment().snapshot.readiness == Readiness::Indexing {
                session.change(|workspace| workspace.install(early));
            }
        })
    } else {
        let paths: Vec<_> = wanted.paths.into_iter().collect();
        load::update(&plan, &before, &paths)
    };
    if let Some(mut loaded) = loaded {
        for notice in loaded.notices.drain(..) {
            session.outbox.log(MessageType::INFO, notice);
        }
        let folders = loaded.folders.iter();
        let corpora: Vec<PathBuf> = folders.flat_map(load::corpus_folders).collect();
        let above = loaded.folders.iter().filter(|folder| folder.notes_in.is_some());
        let above: Vec<PathBuf> = above.map(|folder| folder.root.clone()).collect();
        session.change(|workspace| workspace.install(loaded));
        // Built here, so that the first keystroke does not wait for it.
        session.completion_index(&session.moment().snapshot.clone());
        watching::follow(session, &[plan.roots.clone(), corpora].concat(), &above);
        if starting {
            // Once, after everything else: a damaged index would lead to false “not found”.
            let wrong = load::verify(&plan);
            if !wrong.is_empty() {
                wrong.into_iter().for_each(|line| session.outbox.log(MessageType::WARNING, line));
                session.to_reload.everything();
            }
        }
    }
}

/// Shows “Indexing” in the editor's status line, until the sender is dropped.
async fn show(client: Client, mut far: watch::Receiver<Option<load::Progress>>) {
    let token = NumberOrString::String(TOKEN.to_owned());
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
        cancellable: Some(true),
        percentage: Some(0),
        ..WorkDoneProgressBegin::default()
    }))
    .await;
    let mut shown = 0;
    while far.changed().await.is_ok() {
        let at = *far.borrow_and_update();
        let Some(load::Progress { done, total }) = at else { continue };
        let percentage = u32::try_from(done * 100 / total.max(1)).unwrap_or(100);
        if percentage > shown {
            shown = percentage;
            send(WorkDoneProgress::Report(WorkDoneProgressReport {
                message: Some(format!("{done} of {total} documents")),
                percentage: Some(percentage),
                ..WorkDoneProgressReport::default()
            }))
            .await;
        }
    }
    send(WorkDoneProgress::End(WorkDoneProgressEnd::default())).await;
}

/// Releases memory while idle. Runs until the process ends.
pub(super) async fn release_when_idle(session: Arc<Session>) {
    let (mut seen, mut released) = (session.asked(), false);
    loop {
        tokio::time::sleep(IDLE).await;
        let asked = session.asked();
        if asked != seen {
            (seen, released) = (asked, false);
        } else if !released {
            load::release();
            released = true;
        }
    }
}
