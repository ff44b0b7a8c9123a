//! From the wire to the handlers and back: order, cancellation, panics, and the end of the process.
//!
//! tower-lsp 0.20 has a transport of its own, which this one replaces for what was measured of it: it lets handlers be
//! overtaken before they start, holds a cancellation back behind four running requests, swallows the answer of a handler
//! that panics, stops for good at the first message that is no JSON, and goes on reading after `exit`. Here a message's
//! future is polled once at the moment the message is read, so that a handler which changes or takes the state before
//! its first `await` does so in the order of the wire; what is not finished then runs as a task of its own.

use super::amendment::amended;
use super::frames::{Frame, read_frame, write_frame};
use super::protocol::{ClientSocket, Error, Id, Message, MessageType, Response, ShowMessageParams};
use super::turns::Turns;
use futures_util::{FutureExt, SinkExt, StreamExt, poll};
use serde::Serialize;
use std::future::Future;
use std::io::{BufReader, BufWriter, Read, Write};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Poll;
use std::thread;
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tower_service::Service;

/// Requests that are not answered yet; when there are more nothing is read until one is.
const MOST_PENDING: usize = 4096;

/// How long requests still running may take to finish when the client said `exit`: it waits for the process to be gone.
const GRACE_AT_EXIT: Duration = Duration::from_secs(1);

/// The same when the input just ended, after which answers are still owed. On a busy machine a thread may not be let run
/// for more than a second.
const GRACE_AT_END: Duration = Duration::from_secs(5);

/// What the server sends.
#[derive(Serialize)]
#[serde(untagged)]
enum Outgoing {
    Answer(Response),
    Request(Message),
}

/// So many bytes may wait for a client that does not read. A client that writes thousands of requests before it reads the
/// first answer must not stop the server from reading; one that never reads must not fill the memory, so beyond this
/// the server reads and says no more until the client has read.
const MOST_WAITING: usize = 32 << 20;

/// The way out. Sending never waits; who may wait calls [`Output::room`] before.
#[derive(Clone)]
pub(super) struct Output {
    bodies: mpsc::UnboundedSender<Vec<u8>>,
    /// Bytes that are sent and not yet written.
    waiting: watch::Sender<usize>,
    /// Messages that are read and not yet dealt with, answers included.
    unanswered: watch::Sender<usize>,
}

/// A message that is read and not yet dealt with.
struct Unanswered(watch::Sender<usize>);

impl Unanswered {
    fn one_of(all: &watch::Sender<usize>) -> Self {
        all.send_modify(|unanswered| *unanswered += 1);
        Self(all.clone())
    }
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        self.0.send_modify(|unanswered| *unanswered -= 1);
    }
}

/// The same for who may not keep the wire open: the session, which lives as long as its tasks.
#[derive(Clone, Debug)]
pub(super) struct WeakOutput {
    bodies: mpsc::WeakUnboundedSender<Vec<u8>>,
    waiting: watch::Sender<usize>,
    unanswered: watch::Sender<usize>,
}

impl WeakOutput {
    /// The way out, as long as there is one.
    pub(super) fn open(&self) -> Option<Output> {
        let (waiting, unanswered) = (self.waiting.clone(), self.unanswered.clone());
        Some(Output { bodies: self.bodies.upgrade()?, waiting, unanswered })
    }

    /// Waits until nobody waits for an answer, but not long: a question takes a millisecond or two, and one that takes its
    /// time must not hold back what waits here.
    pub(super) async fn all_answered(&self) {
        const AT_MOST: Duration = Duration::from_millis(20);
        let mut unanswered = self.unanswered.subscribe();
        let none = unanswered.wait_for(|unanswered| *unanswered == 0);
        drop(tokio::time::timeout(AT_MOST, none).await);
    }
}

impl Output {
    /// The way out for the session.
    pub(super) fn weak(&self) -> WeakOutput {
        let (waiting, unanswered) = (self.waiting.clone(), self.unanswered.clone());
        WeakOutput { bodies: self.bodies.downgrade(), waiting, unanswered }
    }

    /// Sends anything that is a message of the protocol, without the ways and the copies of the library: what is said on
    /// every key.
    pub(super) fn send(&self, message: &impl Serialize) {
        if let Ok(body) = serde_json::to_vec(message) {
            let size = body.len();
            self.waiting.send_modify(|waiting| *waiting += size);
            drop(self.bodies.send(body));
        }
    }

    /// Waits until the client has read so much that there is room for more, or is gone.
    pub(super) async fn room(&self) {
        let mut waiting = self.waiting.subscribe();
        tokio::select! {
            _ = waiting.wait_for(|waiting| *waiting < MOST_WAITING) => {}
            () = self.bodies.closed() => {}
        }
    }
}

/// Serves until the client says `exit` or its end of the wire is closed. Returns the exit code that the protocol wants:
/// 0 after `shutdown`, else 1.
pub(super) async fn serve<S>(
    mut service: S,
    socket: ClientSocket,
    input: impl Read + Send + 'static,
    (output, written): (Output, oneshot::Receiver<()>),
) -> u8
where
    S: Service<Message, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let mut input = BufReader::new(input);
    let (mut requests, mut answers) = socket.split();
    let to_client = output.clone();
    let asking = tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            to_client.room().await;
            to_client.send(&Outgoing::Request(request));
        }
    });

    let (mut shut_down, mut exited) = (false, false);
    let turns = Turns::of(&output);
    let pending = Arc::new(Semaphore::new(MOST_PENDING));
    let mut _behind = None;
    // This waits for the client, and nobody waits for this: tasks run on threads of their own. What is read here need not
    // be handed to another thread, which would cost as much as an answer.
    while let Some(frame) = read_frame(&mut input) {
        let unanswered = Unanswered::one_of(&output.unanswered);
        // What came with it is not answered either.
        _behind = (!input.buffer().is_empty()).then(|| Unanswered::one_of(&output.unanswered));
        match frame {
            Frame::Request(message) => {
                shut_down |= message.method() == "shutdown";
                exited = message.method() == "exit";
                let Ok(place) = pending.clone().acquire_owned().await else { break };
                let held = (place, unanswered);
                handle(&mut service, message, &output, turns.clone(), held).await;
            }
            Frame::Answer(answer) => {
                // The library panics when nobody waits for the answer any more. There is nothing to do about it.
                let taken = AssertUnwindSafe(answers.send(answer)).catch_unwind().await;
                drop(taken);
            }
            Frame::Malformed(error) => {
                output.send(&Outgoing::Answer(Response::from_error(Id::Null, error)));
            }
            Frame::TooLarge(error) => {
                // Whose request it was nobody knows, and editors keep quiet about an answer to nobody.
                output.send(&Outgoing::Request(shown(&error)));
                output.send(&Outgoing::Answer(Response::from_error(Id::Null, error)));
            }
        }
        if exited || output.bodies.is_closed() {
            break;
        }
        output.room().await;
    }

    asking.abort();
    // The writer ends when the last running request has dropped its way out.
    drop((output, turns));
    let grace = if exited { GRACE_AT_EXIT } else { GRACE_AT_END };
    drop(tokio::time::timeout(grace, written).await);
    u8::from(!shut_down)
}

/// Lets a handler start, and finish too if it can at once. `held` is let go when it has finished.
async fn handle<S>(
    service: &mut S,
    message: Message,
    output: &Output,
    turns: Turns,
    held: impl Send + 'static,
) where
    S: Service<Message, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let id = message.id().cloned();
    let mut future = Box::pin(turns.given(answered(id, service.call(amended(message)))));
    match poll!(&mut future) {
        Poll::Ready((answer, _turn)) => send(output, answer),
        Poll::Pending => {
            let output = output.clone();
            tokio::spawn(async move {
                let (answer, _turn) = future.await;
                send(&output, answer);
                drop(held);
            });
        }
    }
}

/// An error for the user's eyes.
fn shown(error: &Error) -> Message {
    let params = ShowMessageParams { typ: MessageType::ERROR, message: error.message.to_string() };
    Message::build("window/showMessage").params(serde_json::json!(params)).finish()
}

fn send(output: &Output, answer: Option<Response>) {
    if let Some(answer) = answer {
        output.send(&Outgoing::Answer(answer));
    }
}

/// The answer of a handler, an error when it panics; none to a notification, and none after `exit`.
async fn answered<E>(
    id: Option<Id>,
    handler: impl Future<Output = Result<Option<Response>, E>>,
) -> Option<Response> {
    match AssertUnwindSafe(handler).catch_unwind().await {
        // The library keeps silent about an unknown method that begins with `$/`, which is right for notifications only.
        Ok(Ok(None)) => id.map(|id| Response::from_error(id, Error::method_not_found())),
        Ok(answer) => answer.ok().flatten(),
        Err(_) => id.map(|id| {
            let mut error = Error::internal_error();
            error.message =
                "onrecord failed on this request; the panic is in its standard error".into();
            Response::from_error(id, error)
        }),
    }
}

/// Writes on a thread of its own, so that a client that does not read holds nothing back. The second value resolves when
/// everything is written and nobody can send more, or when the client is gone.
pub(super) fn writer(output: impl Write + Send + 'static) -> (Output, oneshot::Receiver<()>) {
    let (bodies, mut messages) = mpsc::unbounded_channel::<Vec<u8>>();
    let (done, written) = oneshot::channel();
    let waiting = watch::Sender::new(0);
    let left = waiting.clone();
    thread::spawn(move || {
        let mut output = BufWriter::new(output);
        while let Some(body) = messages.blocking_recv() {
            let sent = write_frame(&mut output, &body);
            // What is there already goes out in one piece.
            let flushed = if messages.is_empty() { output.flush() } else { Ok(()) };
            left.send_modify(|waiting| *waiting -= body.len());
            if sent.and(flushed).is_err() {
                break;
            }
        }
        drop(done);
    });
    (Output { bodies, waiting, unanswered: watch::Sender::new(0) }, written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, channel};

    /// A client that reads a piece whenever it is told to.
    struct Reluctant(Receiver<()>);

    impl Write for Reluctant {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.recv().map_err(|_| std::io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// A way out in which as much waits as may.
    fn full() -> (Output, oneshot::Receiver<()>, std::sync::mpsc::Sender<()>) {
        let (read, reads) = channel();
        let (output, written) = writer(Reluctant(reads));
        let mut error = Error::internal_error();
        error.message = "x".repeat(MOST_WAITING / 4).into();
        for _ in 0..4 {
            output.send(&Outgoing::Answer(Response::from_error(Id::Null, error.clone())));
        }
        (output, written, read)
    }

    #[tokio::test]
    async fn a_client_that_does_not_read_is_read_from_again_when_it_does() {
        let (output, written, read) = full();
        assert!(output.room().now_or_never().is_none(), "there is no room");
        // Each answer is a header and a body.
        (0..8).for_each(|_| read.send(()).unwrap());
        output.room().await;
        drop((output, read));
        written.await.unwrap_err();
    }

    #[test]
    fn nobody_waits_when_no_request_is_at_work() {
        let begun = std::time::Instant::now();
        super::super::serve(std::io::empty(), std::io::sink());
        assert!(begun.elapsed() < GRACE_AT_END);
    }

    #[tokio::test]
    async fn nobody_waits_for_a_client_that_is_gone() {
        let (output, _, read) = full();
        drop(read);
        output.room().await;
    }
}
