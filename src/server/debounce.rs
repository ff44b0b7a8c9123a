//! Debouncing: documents that a task has to do again are gathered until their writer rests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

/// How long a document rests before its diagnostics are made, unless the settings say otherwise: long enough not to chase
/// every key, short enough to be there when the writer looks up.
pub(super) const DIAGNOSTICS_DELAY: Duration = Duration::from_millis(250);

/// A burst of changes on the disk (a checkout, a writer in a source) is read once.
pub(super) const READING_DELAY: Duration = Duration::from_millis(100);

/// A writer who never rests is served after this many delays all the same.
const MOST_DELAYS: u32 = 4;

/// The work that waits for one task. Any number of requests for one document is one.
#[derive(Debug, Default)]
pub(super) struct Debouncer {
    pending: Mutex<Pending>,
    woken: Notify,
}

/// What is to be done again.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// These documents.
    pub(super) paths: BTreeSet<PathBuf>,
    /// All of them, because what they depend on changed.
    pub(super) everything: bool,
}

impl Debouncer {
    /// Requests one document. Never waits.
    pub(super) fn document(&self, path: &Path) {
        self.documents([path.to_owned()]);
    }

    /// Requests some documents. Never waits.
    pub(super) fn documents(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.request(|pending| pending.paths.extend(paths));
    }

    /// Requests everything. Never waits.
    pub(super) fn everything(&self) {
        self.request(|pending| pending.everything = true);
    }

    /// Waits for a request, and then until none came for `delay`.
    pub(super) async fn settled(&self, delay: impl Fn() -> Duration) {
        self.woken.notified().await;
        let delay = delay();
        if delay.is_zero() {
            return;
        }
        let last = Instant::now() + delay * MOST_DELAYS;
        loop {
            let quiet = last.min(Instant::now() + delay);
            let more = timeout_at(quiet, self.woken.notified()).await;
            if more.is_err() || Instant::now() >= last {
                return;
            }
        }
    }

    /// Takes what is pending.
    pub(super) fn take(&self) -> Pending {
        std::mem::take(&mut *self.pending.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn request(&self, add: impl FnOnce(&mut Pending)) {
        add(&mut self.pending.lock().unwrap_or_else(PoisonError::into_inner));
        self.woken.notify_one();
    }
}
