//! Percentiles of measured times.

use std::time::Duration;

/// The time, in milliseconds, that a share of all times does not exceed: `0.99` for the 99th percentile.
pub(crate) fn percentile(times: &mut [Duration], share: f64) -> f64 {
    times.sort();
    let index = (times.len().saturating_sub(1) as f64 * share) as usize;
    times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}
