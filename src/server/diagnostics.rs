//! The one task that owns diagnostics: it waits for a document to rest, makes them on a snapshot, and publishes them.
//!
//! Because nobody else publishes, an older result never follows a newer one. For a client that pulls, this task only
//! says when it is time to pull again; configuration files, which no client opens by itself, are published to all.

use super::diagnose::diagnose;
use super::diagnosis::Diagnosis;
use super::moment::Moment;
use super::protocol::*;
use super::session::Session;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Runs until the process ends.
pub(super) async fn run(session: Arc<Session>) {
    let mut task = Task { session, published: BTreeMap::new() };
    loop {
        let session = &task.session;
        session.stale.settled(|| session.diagnostics_delay()).await;
        // Who asked right behind an edit waits for an answer; findings may come after it. Those who pull ask for them.
        if !session.agreed().diagnostics.pulls {
            session.outbox.all_answered().await;
        }
        task.round().await;
    }
}

struct Task {
    session: Arc<Session>,
    /// What the client shows for each document because it was published.
    published: BTreeMap<PathBuf, (Url, Arc<Diagnosis>)>,
}

impl Task {
    async fn round(&mut self) {
        let wanted = self.session.stale.take();
        let pulls = self.session.agreed().diagnostics.pulls;
        let moment = self.session.moment().clone();
        let mut paths = wanted.paths;
        if wanted.everything {
            self.session.diagnoses.keep_only(&moment.snapshot);
            paths.extend(self.session.open.iter().map(|open| open.key().clone()));
            paths.extend(moment.snapshot.wrong().map(Path::to_owned));
            paths.extend(self.published.keys().cloned());
        }
        for path in paths {
            let problem = moment.snapshot.is_wrong(&path);
            let open = self.session.open.contains_key(&path);
            if problem || (open && !pulls) {
                self.publish(&moment, path).await;
            } else if let Some((url, _)) = self.published.remove(&path) {
                self.session.outbox.publish(&url, &[], None).await;
            }
        }
        if wanted.everything {
            let (agreed, refreshes) =
                (self.session.agreed().refreshes, &self.session.outbox.refreshes);
            let stale = [
                (pulls, &refreshes.diagnostics),
                (agreed.inlay_hints, &refreshes.inlay_hints),
                (agreed.semantic_tokens, &refreshes.semantic_tokens),
                (agreed.code_lenses, &refreshes.code_lenses),
            ];
            let stale = stale.into_iter().filter(|(supported, _)| *supported);
            stale.for_each(|(_, refresh)| refresh.request());
        }
        self.session.rounds.send_modify(|rounds| *rounds += 1);
    }

    async fn publish(&mut self, moment: &Arc<Moment>, path: PathBuf) {
        // Right here, because a thread of its own would have to be woken first: `block_in_place` lets another one do what
        // this one would.
        let made = || diagnose(&self.session, moment, &path);
        let made = tokio::task::block_in_place(|| catch_unwind(AssertUnwindSafe(made)));
        let Ok(diagnosis) = made else {
            return failed(&self.session, "a rule panicked");
        };
        let version = self.session.open.get(&path).map(|open| open.version);
        let held = moment.snapshot.version(&path).is_some();
        if held && version != diagnosis.version {
            // Edited meanwhile: that edit has made the document stale again, its own round follows.
            return;
        }
        if self.published.get(&path).is_some_and(|(_, shown)| Arc::ptr_eq(shown, &diagnosis)) {
            return;
        }
        let Some(url) = self.session.url(&path) else { return };
        self.session.outbox.publish(&url, &diagnosis.items, version).await;
        self.published.insert(path, (url, diagnosis));
    }
}

/// A document's diagnosis, made on a thread that may take its time. `None` when a rule panicked: the document keeps
/// what it has.
pub(super) async fn diagnosis(
    session: &Arc<Session>,
    moment: &Arc<Moment>,
    path: &Path,
) -> Option<Arc<Diagnosis>> {
    let (session, moment, path) = (session.clone(), moment.clone(), path.to_owned());
    let outbox = session.clone();
    let made = tokio::task::spawn_blocking(move || diagnose(&session, &moment, &path)).await;
    if let Err(error) = &made {
        failed(&outbox, &error.to_string());
    }
    made.ok()
}

fn failed(session: &Session, why: &str) {
    session.outbox.log(MessageType::ERROR, format!("diagnostics failed: {why}"));
}
