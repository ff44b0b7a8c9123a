//! Whether a file changed since it was read, as far as that shows without reading it.

use crate::corpus::index::Stamp;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use xxhash_rust::xxh3::xxh3_64;

/// A file written this shortly before it was read may be written again with the same time.
const SETTLED: Duration = Duration::from_secs(2);

/// The source files of a corpus with their stamps.
pub(in crate::workspace) type SourceFiles = BTreeMap<PathBuf, Stamp>;

/// The stamp from a file's metadata. Times in the future, as after a clock was set back, do not count.
pub(in crate::workspace) fn stamp(metadata: &std::fs::Metadata) -> Stamp {
    let times = metadata.modified().ok().zip(status_changed(metadata));
    let times = times.and_then(|times| fingerprint(times, SystemTime::now()));
    Stamp { modified: times.unwrap_or(0), size: metadata.len() }
}

/// A number for the two times of a file; `None` when one is so close to `now`, or after it, that it may repeat.
fn fingerprint((modified, changed): (SystemTime, SystemTime), now: SystemTime) -> Option<u64> {
    let nanoseconds = |at: SystemTime| {
        now.duration_since(at).ok().filter(|age| *age > SETTLED)?;
        let since = at.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some((since.as_nanos() as u64).to_le_bytes())
    };
    Some(xxh3_64([nanoseconds(modified)?, nanoseconds(changed)?].as_flattened()))
}

/// The time of the last change of any kind. Copying and unpacking set the modification time freely, but not this one.
#[cfg(unix)]
fn status_changed(metadata: &std::fs::Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, rest) = (metadata.ctime(), metadata.ctime_nsec());
    let since = Duration::new(u64::try_from(seconds).ok()?, u32::try_from(rest).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(since)
}

#[cfg(not(unix))]
fn status_changed(metadata: &std::fs::Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_both_its_times_unless_they_may_come_again() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let known = fingerprint((at(100), at(200)), at(1_000));
        assert!(known.is_some());
        assert_eq!(fingerprint((at(100), at(200)), at(2_000)), known);
        // Another text with an old modification time, as after unpacking.
        assert_ne!(fingerprint((at(100), at(300)), at(1_000)), known);
        // Just written; from the future, by either time.
        assert_eq!(fingerprint((at(999), at(999)), at(1_000)), None);
        assert_eq!(fingerprint((at(100), at(5_000)), at(1_000)), None);
        assert_eq!(fingerprint((at(5_000), at(100)), at(1_000)), None);
    }
}
