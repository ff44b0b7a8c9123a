//! From the wire to the handlers and back: order, cancellation, panics, and the end of the process.
//!
//! tower-lsp 0.20 has a transport of its own, which this one replaces for what was measured of it: it lets handlers be
//! overtaken before they start, holds a cancellation back behind four running requests, swallows the answer of a handler
//! that panics, stops for good at the first message that is no JSON, and goes on reading after `exit`. Here a message's
//! future is polled once at the moment the message is read, so that a handler which changes or takes the state before
//! its first `await` does so in the order of the wire; what is not finished then runs as a task of its own.

use super::amendment::amended;
use super::frames::{Frame, read_frame, write_frame};
use super::protocol::{ClientSocket, Error, Id, Message, Response};
use futures_util::{FutureExt, SinkExt, StreamExt, poll};
use serde::Serialize;
use std::future::Future;
use std::io::{BufReader, BufWriter, Read, Write};
use std::panic::AssertUnwindSafe;
use std::task::Poll;
use std::thread;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tower_service::Service;

/// Messages read ahead of the handlers; more wait in the pipe.
const READ_AHEAD: usize = 256;

/// How long requests still running may take to finish when no more can come.
const GRACE: Duration = Duration::from_secs(1);

/// What the server sends.
#[derive(Serialize)]
#[serde(untagged)]
enum Outgoing {
    Answer(Response),
    Request(Message),
}

/// The way out. Never waits and has no bound: each answer was asked for by the client, and one that writes a thousand
/// requests before it reads the first answer must not stop the server from reading.
type Output = mpsc::UnboundedSender<Outgoing>;

/// Serves until the client says `exit` or its end of the wire is closed. Returns the exit code that the protocol wants:
/// 0 after `shutdown`, else 1.
pub(super) async fn serve<S>(
    mut service: S,
    socket: ClientSocket,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> u8
where
    S: Service<Message, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let mut frames = reader(input);
    let (output, written) = writer(output);
    let (mut requests, mut answers) = socket.split();
    let to_client = output.clone();
    let asking = tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            if to_client.send(Outgoing::Request(request)).is_err() {
                break;
            }
        }
    });

    let (mut shut_down, mut exited) = (false, false);
    while let Some(frame) = frames.recv().await {
        match frame {
            Frame::Request(message) => {
                shut_down |= message.method() == "shutdown";
                exited = message.method() == "exit";
                handle(&mut service, message, &output).await;
            }
            Frame::Answer(answer) => {
                // The library panics when nobody waits for the answer any more. There is nothing to do about it.
                let taken = AssertUnwindSafe(answers.send(answer)).catch_unwind().await;
                drop(taken);
            }
            Frame::Malformed(error) => {
                drop(output.send(Outgoing::Answer(Response::from_error(Id::Null, error))));
            }
        }
        if exited || output.is_closed() {
            break;
        }
    }

    asking.abort();
    // The writer ends when the last running request has dropped its way out.
    drop(output);
    drop(tokio::time::timeout(GRACE, written).await);
    u8::from(!shut_down)
}

/// Lets a handler start, and finish too if it can at once.
async fn handle<S>(service: &mut S, message: Message, output: &Output)
where
    S: Service<Message, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let id = message.id().cloned();
    let mut future = Box::pin(answered(id, service.call(amended(message))));
    match poll!(&mut future) {
        Poll::Ready(answer) => send(output, answer),
        Poll::Pending => {
            let output = output.clone();
            tokio::spawn(async move { send(&output, future.await) });
        }
    }
}

fn send(output: &Output, answer: Option<Response>) {
    if let Some(answer) = answer {
        drop(output.send(Outgoing::Answer(answer)));
    }
}

/// The answer of a handler, an error when it panics; none to a notification, and none after `exit`.
async fn answered<E>(
    id: Option<Id>,
    handler: impl Future<Output = Result<Option<Response>, E>>,
) -> Option<Response> {
    match AssertUnwindSafe(handler).catch_unwind().await {
        Ok(answer) => answer.ok().flatten(),
        Err(_) => id.map(|id| {
            let mut error = Error::internal_error();
            error.message =
                "onrecord failed on this request; the panic is in its standard error".into();
            Response::from_error(id, error)
        }),
    }
}

/// Reads on a thread of its own, because a blocking read cannot be interrupted. Ends with the input.
fn reader(input: impl Read + Send + 'static) -> mpsc::Receiver<Frame> {
    let (send, frames) = mpsc::channel(READ_AHEAD);
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        while let Some(frame) = read_frame(&mut input) {
            if send.blocking_send(frame).is_err() {
                break;
            }
        }
    });
    frames
}

/// Writes on a thread of its own, so that a client that does not read holds nothing back. The second value resolves when
/// everything is written and nobody can send more, or when the client is gone.
fn writer(output: impl Write + Send + 'static) -> (Output, oneshot::Receiver<()>) {
    let (send, mut messages) = mpsc::unbounded_channel();
    let (done, written) = oneshot::channel();
    thread::spawn(move || {
        let mut output = BufWriter::new(output);
        while let Some(message) = messages.blocking_recv() {
            let sent = write_frame(&mut output, &message);
            // What is there already goes out in one piece.
            let flushed = if messages.is_empty() { output.flush() } else { Ok(()) };
            if sent.and(flushed).is_err() {
                break;
            }
        }
        drop(done);
    });
    (send, written)
}
