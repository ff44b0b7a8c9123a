//! How far a long run is: a bar on standard error, on a terminal only, and gone at the end.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// A run that ends sooner says nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// What the bar looks like: `reading ████████░░░░ 120 of 840`.
const TEMPLATE: &str = "{msg} {bar:30} {pos} of {len}";

/// Tells how far a run is. Dropping it takes the bar away.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    /// Begins to count the time.
    pub(super) fn begin() -> Self {
        // Draws nothing when standard error is no terminal.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("█▓░"));
        }
        Self { bar, begun: Instant::now() }
    }

    /// So many of so many are done; `what` is a word like `reading`.
    pub(super) fn tell(&mut self, what: &'static str, done: usize, total: usize) {
        if self.begun.elapsed() >= PATIENCE {
            self.bar.set_message(what);
            self.bar.set_length(total as u64);
            self.bar.set_position(done as u64);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
