//! Progress of a long run: a bar on standard error, on a terminal only, removed at the end.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// A shorter run shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// The bar: `reading ████████░░░░ 120 of 840`.
const TEMPLATE: &str = "{msg} {bar:30} {pos} of {len}";

/// Shows progress. Dropping it removes the bar.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    /// Starts the timer.
    pub(super) fn begin() -> Self {
        // Draws nothing if standard error is not a terminal.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("█▓░"));
        }
        Self { bar, begun: Instant::now() }
    }

    /// Reports progress; `what` is a word like `reading`.
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
