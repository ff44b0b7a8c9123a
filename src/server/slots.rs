//! Limits the requests in progress: answers waiting for a client that does not read must not fill the memory.

use super::output::Output;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The most requests in progress, each until its answer is sent. More than a machine has processors for.
const MOST_AT_WORK: usize = 32;

/// The slots of one connection.
#[derive(Clone)]
pub(super) struct Slots {
    semaphore: Arc<Semaphore>,
    output: Output,
}

/// The slot of one request: empty until [`acquire_slot`], and released when dropped.
type Slot = Arc<Mutex<Option<OwnedSemaphorePermit>>>;

tokio::task_local! {
    static SLOT: (Slots, Slot);
}

impl Slots {
    pub(super) fn of(output: &Output) -> Self {
        Self { semaphore: Arc::new(Semaphore::new(MOST_AT_WORK)), output: output.clone() }
    }

    /// A request whose work waits for a slot. Dropping what this returns beside the answer releases the slot.
    pub(super) async fn scoped<T>(self, request: impl Future<Output = T>) -> (T, Slot) {
        let slot = Slot::default();
        (SLOT.scope((self, slot.clone()), request).await, slot)
    }
}

/// Waits until this request may run: there is room for answers, and few others are running. Outside of a request it
/// does not wait.
/// nobody waits.
pub(super) async fn acquire_slot() {
    let Ok((slots, slot)) = SLOT.try_with(Clone::clone) else { return };
    let held = || slot.lock().unwrap_or_else(PoisonError::into_inner);
    if held().is_some() {
        return;
    }
    let Ok(permit) = slots.semaphore.clone().acquire_owned().await else { return };
    slots.output.room().await;
    *held() = Some(permit);
}
