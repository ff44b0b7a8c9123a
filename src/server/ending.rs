//! How the process ends: by `exit`, even while standard input stays open, or with the end of standard input.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::Notify;

/// How long requests still running may take to finish when nobody can send any more.
const GRACE: Duration = Duration::from_secs(1);

/// What is known of the end.
#[derive(Default)]
pub(super) struct Ending {
    shut_down: AtomicBool,
    exited: AtomicBool,
    closed: Notify,
}

impl Ending {
    /// The client asked for `shutdown`.
    pub(super) fn note_shutdown(&self) {
        self.shut_down.store(true, Ordering::Release);
    }

    /// The client said `exit`: standard input counts as ended from now on.
    pub(super) fn note_exit(&self) {
        self.exited.store(true, Ordering::Release);
        self.closed.notify_one();
    }

    /// Whether the client said `exit`.
    pub(super) fn exited(&self) -> bool {
        self.exited.load(Ordering::Acquire)
    }

    /// 0 when the client had asked for `shutdown` before the end, else 1: what the protocol wants.
    pub(super) fn code(&self) -> u8 {
        u8::from(!self.shut_down.load(Ordering::Acquire))
    }

    /// Resolves a moment after the end, when whatever still runs is given up.
    pub(super) async fn given_up(&self) {
        self.closed.notified().await;
        tokio::time::sleep(GRACE).await;
    }
}

/// Standard input that ends when the client says `exit`, so that the transport empties its queues and stops.
pub(super) struct Input<R> {
    inner: R,
    ending: Arc<Ending>,
}

impl<R> Input<R> {
    pub(super) fn new(inner: R, ending: Arc<Ending>) -> Self {
        Self { inner, ending }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Input<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        if self.ending.exited() {
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.inner).poll_read(cx, buf);
        if matches!(polled, Poll::Ready(Ok(()))) && buf.filled().len() == before {
            self.ending.closed.notify_one();
        }
        polled
    }
}
