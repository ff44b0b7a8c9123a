//! How many questions are worked on at a time: answers that wait for a client which does not read must not fill the memory.

use super::output::Output;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many are worked on at once, each until its answer is on its way. More than a machine has processors for.
const AT_WORK: usize = 32;

/// The turns of one connection.
#[derive(Clone)]
pub(super) struct Turns {
    at_work: Arc<Semaphore>,
    output: Output,
}

/// The turn of one request, once it has one.
#[derive(Clone)]
struct Turn {
    turns: Turns,
    held: Arc<Mutex<Option<OwnedSemaphorePermit>>>,
}

tokio::task_local! {
    static TURN: Turn;
}

impl Turns {
    pub(super) fn of(output: &Output) -> Self {
        Self { at_work: Arc::new(Semaphore::new(AT_WORK)), output: output.clone() }
    }

    /// A request whose work waits for its turn. The turn ends when what the request returns is dropped: its answer with
    /// what keeps the turn.
    pub(super) async fn given<T>(self, request: impl Future<Output = T>) -> (T, impl Drop) {
        let held = Arc::new(Mutex::new(None));
        let turn = Turn { turns: self, held: held.clone() };
        let answer = TURN.scope(turn, request).await;
        (answer, Kept(held))
    }
}

/// A turn that ends when this is dropped.
struct Kept(Arc<Mutex<Option<OwnedSemaphorePermit>>>);

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// Waits until this request may be worked on: there is room for answers, and few others are worked on. Outside of a request
/// nobody waits.
pub(super) async fn mine() {
    let Ok(turn) = TURN.try_with(Clone::clone) else { return };
    let has_one = turn.held.lock().unwrap_or_else(PoisonError::into_inner).is_some();
    if has_one {
        return;
    }
    let Ok(permit) = turn.turns.at_work.clone().acquire_owned().await else { return };
    turn.turns.output.room().await;
    *turn.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(permit);
}
