//! From the wire to the handlers and back: order, cancellation, panics, and the end of the process.
//!
//! This replaces the transport of tower-lsp 0.20, for measured reasons: it lets handlers be overtaken before they
//! start, holds a cancellation back behind four running requests, drops the answer of a handler that panics, stops for
//! good at the first message that is not JSON, and goes on reading after `exit`. Here a message's future is polled once
//! when the message is read, so that a handler which changes or takes the state before its first `await` does so in the
//! order of the wire; if it is not finished then, it continues as a task of its own.

use super::frames::Frame;
use super::output::{Output, Written};
use super::pipes::Inlet;
use super::protocol::{ClientSocket, Error, Id, Message, MessageType, Response, ShowMessageParams};
use super::quirks::patched;
use super::slots::Slots;
use futures_util::{FutureExt, SinkExt, StreamExt, poll};
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_service::Service;

/// The most unanswered requests; beyond that, nothing is read until one is answered.
const MOST_PENDING: usize = 4096;

/// How long running requests may take to finish after `exit`: the client waits for the process to end.
const GRACE_AT_EXIT: Duration = Duration::from_secs(1);

/// The same when the input just ended, after which answers are still due. On a busy machine a thread may be suspended
/// for more than a second.
pub(super) const GRACE_AT_END: Duration = Duration::from_secs(5);

/// Serves until the client sends `exit` or closes its end. Returns the protocol's exit code: 0 after `shutdown`, else
/// 1.
pub(super) async fn serve<S>(
    mut service: S,
    socket: ClientSocket,
    mut inlet: Inlet,
    (output, written): (Output, Written),
) -> u8
where
    S: Service<Message, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let (mut requests, mut answers) = socket.split();
    let to_client = output.clone();
    let asking = tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            to_client.room().await;
            to_client.send(&request);
        }
    });

    let (mut shut_down, mut exited) = (false, false);
    let slots = Slots::of(&output);
    let pending = Arc::new(Semaphore::new(MOST_PENDING));
    // Counts what is being handled here; a request not answered at once counts by itself until it is.
    let mut _in_hand = None;
    // This task waits for the client, and nothing waits for it: other tasks run on their own threads. So messages need
    // not be handed to another thread, which would cost as much as an answer.
    while let Some(frame) = inlet.frame() {
        _in_hand = Some(output.one_unanswered());
        match frame {
            Frame::Request(message) => {
                shut_down |= message.method() == "shutdown";
                exited = message.method() == "exit";
                let Ok(place) = pending.clone().acquire_owned().await else { break };
                let held = (place, output.one_unanswered());
                handle(&mut service, message, &output, slots.clone(), held).await;
            }
            Frame::Answer(answer) => {
                // The library panics if nobody waits for the answer any more, and that cannot be avoided.
                let taken = AssertUnwindSafe(answers.send(answer)).catch_unwind().await;
                drop(taken);
            }
            Frame::Malformed(error) => {
                output.send(&Response::from_error(Id::Null, error));
            }
            Frame::TooLarge(error) => {
                // It is unknown whose request it was, and editors ignore an answer to nobody.
                output.send(&shown(&error));
                output.send(&Response::from_error(Id::Null, error));
            }
        }
        if exited || output.is_closed() {
            break;
        }
        output.room().await;
        // Input has arrived meanwhile that is not answered yet: a request right after an edit.
        if !inlet.has_more() {
            _in_hand = None;
        }
    }

    asking.abort();
    // The writer ends when the last running request has dropped its output.
    drop((output, slots));
    let grace = if exited { GRACE_AT_EXIT } else { GRACE_AT_END };
    drop(tokio::time::timeout(grace, written).await);
    u8::from(!shut_down)
}

/// Lets a handler start, and finish if it can at once. `held` is dropped when it has finished.
async fn handle<S>(
    service: &mut S,
    message: Message,
    output: &Output,
    slots: Slots,
    held: impl Send + 'static,
) where
    S: Service<Message, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let id = message.id().cloned();
    let mut future = Box::pin(slots.scoped(answered(id, service.call(patched(message)))));
    match poll!(&mut future) {
        Poll::Ready((answer, _slot)) => send(output, answer),
        Poll::Pending => {
            let output = output.clone();
            tokio::spawn(async move {
                let (answer, _slot) = future.await;
                send(&output, answer);
                drop(held);
            });
        }
    }
}

/// An error for the user.
fn shown(error: &Error) -> Message {
    let params = ShowMessageParams { typ: MessageType::ERROR, message: error.message.to_string() };
    Message::build("window/showMessage").params(serde_json::json!(params)).finish()
}

fn send(output: &Output, answer: Option<Response>) {
    if let Some(answer) = answer {
        output.send(&answer);
    }
}

/// The answer of a handler; an error if it panics; none for a notification, and none after `exit`.
async fn answered<E>(
    id: Option<Id>,
    handler: impl Future<Output = Result<Option<Response>, E>>,
) -> Option<Response> {
    match AssertUnwindSafe(handler).catch_unwind().await {
        // The library ignores unknown methods that begin with `$/`, which is only right for notifications.
        Ok(Ok(None)) => id.map(|id| Response::from_error(id, Error::method_not_found())),
        Ok(answer) => answer.ok().flatten(),
        Err(_) => id.map(|id| {
            let message = "onrecord failed on this request; the panic is in its standard error";
            let error = Error { message: message.into(), ..Error::internal_error() };
            Response::from_error(id, error)
        }),
    }
}
