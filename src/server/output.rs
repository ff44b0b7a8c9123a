//! The way to the client. A message is written on the thread that has it if the client takes it at once. Otherwise a
//! thread of its own writes it, so that a client that does not read holds nothing up.

use super::frames::framed;
use super::pipes::Outlet;
use serde::Serialize;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError, TryLockError, Weak};
use std::thread;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};

/// The most bytes queued for a client that does not read. A client that sends thousands of requests before it reads the
/// first answer must not stop the server from reading; one that never reads must not fill the memory, so beyond this
/// the server stops reading and writing until the client has read.
const MOST_WAITING: usize = 32 << 20;

/// The way to the client. Sending never waits; callers that may wait call [`Output::room`] first.
#[derive(Clone)]
pub(super) struct Output(Arc<Way>);

/// Resolves when everything is written and no sender is left, or the client is gone.
pub(super) type Written = oneshot::Receiver<()>;

/// What the clones of an [`Output`] share.
struct Way {
    outlet: Arc<Mutex<Outlet>>,
    /// To the thread that writes what the client does not take at once.
    frames: mpsc::UnboundedSender<Vec<u8>>,
    /// Bytes sent to that thread and not yet written.
    waiting: watch::Sender<usize>,
    /// Messages read and not yet handled, including their answers.
    unanswered: watch::Sender<usize>,
}

/// A weak handle for the session, which must not keep the wire open: it lives as long as its tasks.
#[derive(Clone, Debug)]
pub(super) struct WeakOutput(Weak<Way>);

/// A message read and not yet handled.
pub(super) struct Unanswered(watch::Sender<usize>);

impl Drop for Unanswered {
    fn drop(&mut self) {
        self.0.send_modify(|unanswered| *unanswered -= 1);
    }
}

impl WeakOutput {
    /// The way to the client, while there is one.
    pub(super) fn open(&self) -> Option<Output> {
        self.0.upgrade().map(Output)
    }

    /// Waits until no answer is due, but not long: a request takes a millisecond or two, and a slow one must not hold
    /// up what waits here.
    /// time must not hold back what waits here.
    pub(super) async fn all_answered(&self) {
        const AT_MOST: Duration = Duration::from_millis(20);
        let Some(mut unanswered) = self.0.upgrade().map(|way| way.unanswered.subscribe()) else {
            return;
        };
        let none = unanswered.wait_for(|unanswered| *unanswered == 0);
        drop(tokio::time::timeout(AT_MOST, none).await);
    }
}

impl Output {
    /// Opens the way to this end of a wire. The other value resolves when everything is written.
    pub(super) fn to(outlet: Outlet) -> (Self, Written) {
        let outlet = Arc::new(Mutex::new(outlet));
        let (frames, waiting_frames) = mpsc::unbounded_channel();
        let (waiting, unanswered) = (watch::Sender::new(0), watch::Sender::new(0));
        let written = writer(outlet.clone(), waiting_frames, waiting.clone());
        (Self(Arc::new(Way { outlet, frames, waiting, unanswered })), written)
    }

    /// A handle for the session.
    pub(super) fn weak(&self) -> WeakOutput {
        WeakOutput(Arc::downgrade(&self.0))
    }

    /// Sends any protocol message, bypassing the library's channels and copies: for what is sent on every keystroke.
    /// every key.
    pub(super) fn send(&self, message: &impl Serialize) {
        let Some(frame) = framed(message) else { return };
        if !self.0.wrote_at_once(&frame) {
            let size = frame.len();
            self.0.waiting.send_modify(|waiting| *waiting += size);
            drop(self.0.frames.send(frame));
        }
    }

    /// Waits until the client has read enough to make room, or is gone.
    pub(super) async fn room(&self) {
        let mut waiting = self.0.waiting.subscribe();
        tokio::select! {
            _ = waiting.wait_for(|waiting| *waiting < MOST_WAITING) => {}
            () = self.0.frames.closed() => {}
        }
    }

    /// Whether the client is gone.
    pub(super) fn is_closed(&self) -> bool {
        self.0.frames.is_closed()
    }

    /// Counts a message as read, until it is handled.
    pub(super) fn one_unanswered(&self) -> Unanswered {
        self.0.unanswered.send_modify(|unanswered| *unanswered += 1);
        Unanswered(self.0.unanswered.clone())
    }
}

impl Way {
    /// Writes a message here and now if nothing is queued before it and the client takes it without blocking. Waking
    /// the writer thread would take longer than most answers.
    fn wrote_at_once(&self, frame: &[u8]) -> bool {
        let mut outlet = match self.outlet.try_lock() {
            Ok(outlet) => outlet,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return false,
        };
        // Queued bytes are counted until they are written, and written under the same lock. The writer thread notices a
        // client that is gone.
        *self.waiting.borrow() == 0
            && outlet.takes(frame.len())
            && outlet.write_all(frame).and_then(|()| outlet.flush()).is_ok()
    }
}

/// Writes what the client did not take at once, on a thread of its own.
fn writer(
    outlet: Arc<Mutex<Outlet>>,
    mut frames: mpsc::UnboundedReceiver<Vec<u8>>,
    waiting: watch::Sender<usize>,
) -> Written {
    let (done, written) = oneshot::channel();
    thread::spawn(move || {
        while let Some(frame) = frames.blocking_recv() {
            let mut outlet = outlet.lock().unwrap_or_else(PoisonError::into_inner);
            let sent = outlet.write_all(&frame);
            // Everything queued so far goes out in one piece.
            let flushed = if frames.is_empty() { outlet.flush() } else { Ok(()) };
            drop(outlet);
            waiting.send_modify(|waiting| *waiting -= frame.len());
            if sent.and(flushed).is_err() {
                break;
            }
        }
        drop((outlet, done));
    });
    written
}

#[cfg(test)]
mod tests {
    use super::super::protocol::{Error, Id, Response};
    use super::*;
    use futures_util::FutureExt;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{Receiver, Sender, channel};

    /// A client that reads a piece when told to.
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

    /// An output with a full queue.
    fn full() -> (Output, Written, Sender<()>) {
        let (read, reads) = channel();
        let (output, written) = Output::to(Outlet::any(Reluctant(reads)));
        let mut error = Error::internal_error();
        error.message = "x".repeat(MOST_WAITING / 4).into();
        for _ in 0..4 {
            output.send(&Response::from_error(Id::Null, error.clone()));
        }
        (output, written, read)
    }

    #[tokio::test]
    async fn a_client_that_does_not_read_is_read_from_again_when_it_does() {
        let (output, written, read) = full();
        assert!(output.room().now_or_never().is_none(), "there is no room");
        (0..4).for_each(|_| read.send(()).unwrap());
        output.room().await;
        drop((output, read));
        written.await.unwrap_err();
    }

    #[tokio::test]
    async fn nobody_waits_for_a_client_that_is_gone() {
        let (output, _, read) = full();
        drop(read);
        output.room().await;
    }

    /// A client that takes everything, and records what was written on which thread.
    struct Told(Sender<(thread::ThreadId, Vec<u8>)>);

    impl Write for Told {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.send((thread::current().id(), bytes.to_vec())).unwrap();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn what_is_taken_at_once_is_written_by_whoever_has_it_in_one_piece() {
        let (told, pieces) = channel();
        let (output, _) = Output::to(Outlet::new(Told(told), |bytes| bytes < 1_000));
        output.send(&"short");
        let here = thread::current().id();
        assert_eq!(pieces.recv().unwrap(), (here, b"Content-Length: 7\r\n\r\n\"short\"".to_vec()));
        output.send(&"long".repeat(1_000));
        assert_ne!(pieces.recv().unwrap().0, here);
    }

    #[tokio::test]
    async fn messages_go_out_in_the_order_they_were_sent_in() {
        // Sometimes the client takes a message at once, sometimes not.
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        let takes = |_| !ASKED.fetch_add(1, Ordering::Relaxed).is_multiple_of(3);
        let (told, pieces) = channel();
        let (output, written) = Output::to(Outlet::new(Told(told), takes));
        let sent: Vec<usize> = (0..20_000).collect();
        sent.iter().for_each(|number| output.send(number));
        drop(output);
        written.await.unwrap_err();
        let all: Vec<u8> = pieces.iter().flat_map(|(_, piece)| piece).collect();
        let expected: Vec<u8> = sent.iter().filter_map(framed).flatten().collect();
        assert!(all == expected, "some message overtook another");
    }
}
