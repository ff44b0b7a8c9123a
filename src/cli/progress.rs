//! How far a long run is: one line on standard error that is rewritten, on a terminal only, and gone at the end.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// A run that ends sooner says nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// The line is not rewritten more often.
const PAUSE: Duration = Duration::from_millis(100);

/// Tells how far a run is. Dropping it takes the line away.
#[derive(Debug)]
pub(super) struct Progress {
    /// When to speak next; `None` when nobody looks on.
    next: Option<Instant>,
    spoken: bool,
}

impl Progress {
    /// Begins to count the time.
    pub(super) fn begin() -> Self {
        let looked_at = io::stderr().is_terminal();
        Self { next: looked_at.then(|| Instant::now() + PATIENCE), spoken: false }
    }

    /// So many of so many are done; `what` is a word like `reading`.
    pub(super) fn tell(&mut self, what: &str, done: usize, total: usize) {
        let now = Instant::now();
        if self.next.is_some_and(|next| next <= now) {
            self.next = Some(now + PAUSE);
            self.spoken = true;
            self.write(&format!("{what} {done} of {total}"));
        }
    }

    /// Takes the line away, before anything else is written.
    pub(super) fn end(&mut self) {
        if std::mem::take(&mut self.spoken) {
            self.write("");
        }
    }

    fn write(&self, text: &str) {
        // Back to the beginning of the line, and what is left of the one before erased.
        let _ = write!(io::stderr(), "\r{text}\u{1b}[K").and_then(|()| io::stderr().flush());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
