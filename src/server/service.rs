//! What stands between the wire and the handlers: order, panics, and the end of the process.
//!
//! tower-lsp 0.20 hands the future of each message to a queue, where any of them may be polled first, lets a panic
//! swallow the answer, and goes on reading after `exit`. Here each future is polled once at the moment its message is
//! read, so that handlers which change or take the state before their first `await` do so in the order of the wire, and
//! a `$/cancelRequest` counts at once, however many requests are running.

use super::capabilities;
use super::ending::Ending;
use super::protocol::{Error, Id, Message, Response};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, ready};
use futures_util::task::noop_waker_ref;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower_service::Service;

/// A service whose handlers start in the order of the wire and whose panics become answers.
pub(super) struct InOrder<S> {
    inner: S,
    ending: Arc<Ending>,
}

impl<S> InOrder<S> {
    pub(super) fn new(inner: S, ending: Arc<Ending>) -> Self {
        Self { inner, ending }
    }
}

/// What a message comes to: an answer, or nothing for a notification.
type Outcome<E> = Result<Option<Response>, E>;

impl<S> Service<Message> for InOrder<S>
where
    S: Service<Message, Response = Option<Response>>,
    S::Error: Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = BoxFuture<'static, Outcome<S::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        // An error here would make the transport stop without closing its queues, and the process linger: after
        // `exit` messages are dropped below instead.
        if self.ending.exited() { Poll::Ready(Ok(())) } else { self.inner.poll_ready(cx) }
    }

    fn call(&mut self, message: Message) -> Self::Future {
        if self.ending.exited() {
            return ready(Ok(None)).boxed();
        }
        let id = message.id().cloned();
        let message = match message.method() {
            "initialize" => capabilities::amended(message),
            "shutdown" => {
                self.ending.note_shutdown();
                message
            }
            "exit" => {
                self.ending.note_exit();
                message
            }
            _ => message,
        };
        let called = catch_unwind(AssertUnwindSafe(|| self.inner.call(message)));
        let Ok(future) = called else { return ready(Ok(failed(id))).boxed() };
        let mut guarded = Guarded { id, future: Box::pin(future) };
        // The waker does nothing, and need not: the transport polls what is not finished here at once again.
        match Pin::new(&mut guarded).poll(&mut Context::from_waker(noop_waker_ref())) {
            Poll::Ready(outcome) => ready(outcome).boxed(),
            Poll::Pending => guarded.boxed(),
        }
    }
}

/// A handler's future that answers with an error when the handler panics.
struct Guarded<F> {
    id: Option<Id>,
    future: Pin<Box<F>>,
}

impl<F, E> Future for Guarded<F>
where
    F: Future<Output = Outcome<E>>,
{
    type Output = Outcome<E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let polled = catch_unwind(AssertUnwindSafe(|| this.future.as_mut().poll(cx)));
        polled.unwrap_or_else(|_| Poll::Ready(Ok(failed(this.id.take()))))
    }
}

/// The answer to a request whose handler panicked (the panic itself is on standard error); none to a notification.
fn failed(id: Option<Id>) -> Option<Response> {
    let mut error = Error::internal_error();
    error.message = "onrecord failed on this request; the panic is in its standard error".into();
    id.map(|id| Response::from_error(id, error))
}
