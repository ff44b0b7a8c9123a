//! Debouncing: collects the documents that a task has to process again until the writer pauses.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

/// How long a document must be unchanged before its diagnostics are made, unless configured: long enough not to run on
/// every keystroke, short enough to be there when the writer looks up.
pub(super) const DIAGNOSTICS_DELAY: Duration = Duration::from_millis(250);

/// A burst of changes on disk (a checkout, edits of a source) is read once.
pub(super) const READING_DELAY: Duration = Duration::from_millis(100);

/// Without a pause, run anyway after this many delays.
const MOST_DELAYS: u32 = 4;

/// The pending work of one task. Several requests for one document count as one.
#[derive(Debug, Default)]
pub(super) struct Debouncer {
    pending: Mutex<Pending>,
    woken: Notify,
}

/// What to process again.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// These documents.
    pub(super) paths: BTreeSet<PathBuf>,
    /// All of them, since what they depend on has changed.
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

    /// Waits for a request, and then until none has come for `delay`.
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
