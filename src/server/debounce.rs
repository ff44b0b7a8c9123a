//! Work that waits for a task: documents to be done again, gathered until their writer rests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

/// A writer who never rests is served after this many delays all the same.
const DELAYS_AT_MOST: u32 = 4;

/// What one task is asked to do. Any number of wishes for one document is one.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    wanted: Mutex<Wanted>,
    woken: Notify,
}

/// The wishes at one moment.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// These documents.
    pub(super) paths: BTreeSet<PathBuf>,
    /// All of them, because what they depend on changed.
    pub(super) everything: bool,
}

impl Wishes {
    /// One document. Never waits.
    pub(super) fn document(&self, path: &Path) {
        self.documents([path.to_owned()]);
    }

    /// Some documents. Never waits.
    pub(super) fn documents(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.change(|wanted| wanted.paths.extend(paths));
    }

    /// Everything. Never waits.
    pub(super) fn everything(&self) {
        self.change(|wanted| wanted.everything = true);
    }

    /// Waits for a wish, and then until none came for `delay`.
    pub(super) async fn rested(&self, delay: impl Fn() -> Duration) {
        self.woken.notified().await;
        let delay = delay();
        if delay.is_zero() {
            return;
        }
        let last = Instant::now() + delay * DELAYS_AT_MOST;
        loop {
            let quiet = last.min(Instant::now() + delay);
            let more = timeout_at(quiet, self.woken.notified()).await;
            if more.is_err() || Instant::now() >= last {
                return;
            }
        }
    }

    /// Takes the wishes there are.
    pub(super) fn take(&self) -> Wanted {
        std::mem::take(&mut *self.wanted.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: impl FnOnce(&mut Wanted)) {
        change(&mut self.wanted.lock().unwrap_or_else(PoisonError::into_inner));
        self.woken.notify_one();
    }
}
