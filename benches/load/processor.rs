//! The processor time of a thread: on a busy machine the clock on the wall says little.

use std::time::Duration;

/// What this thread has had of a processor since it began, to the nanosecond. What the system writes in `/proc` is only kept up to
/// date every few milliseconds.
#[cfg(unix)]
pub(crate) fn spent_by_this_thread() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}

/// By the clock on the wall, where the system does not tell.
#[cfg(not(unix))]
pub(crate) fn spent_by_this_thread() -> Duration {
    static BEGAN: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    BEGAN.elapsed()
}
