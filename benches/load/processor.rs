//! The CPU time of a thread, since wall-clock time means little on a busy machine.

use std::time::Duration;

/// The CPU time of this thread since it started, with nanosecond resolution. The figures in `/proc` are only updated every few
/// milliseconds.
#[cfg(unix)]
pub(crate) fn spent_by_this_thread() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}

/// The wall-clock time, on systems that do not report CPU time.
#[cfg(not(unix))]
pub(crate) fn spent_by_this_thread() -> Duration {
    static BEGAN: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    BEGAN.elapsed()
}
