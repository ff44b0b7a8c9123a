//! The state of a session at one moment.

use crate::workspace::Snapshot;
use std::sync::Arc;

/// A snapshot with a number that shows whether anything but a note has changed since another.
#[derive(Debug, Default)]
pub(super) struct Moment {
    pub(super) snapshot: Arc<Snapshot>,
    /// Raised when corpus, actors or configuration change: results for notes made before are invalid.
    pub(super) world: u64,
}

impl Moment {
    /// The moment after this one.
    pub(super) fn next(&self, snapshot: Arc<Snapshot>) -> Self {
        let changed = !same_world(&self.snapshot, &snapshot);
        Self { snapshot, world: self.world + u64::from(changed) }
    }
}

/// Whether two snapshots differ only in their notes.
fn same_world(a: &Snapshot, b: &Snapshot) -> bool {
    a.readiness == b.readiness
        && Arc::ptr_eq(&a.corpus, &b.corpus)
        && Arc::ptr_eq(&a.actors, &b.actors)
        && Arc::ptr_eq(&a.folders, &b.folders)
        && Arc::ptr_eq(&a.problems, &b.problems)
        && Arc::ptr_eq(&a.unsupported, &b.unsupported)
}
