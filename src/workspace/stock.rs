//! Reading a large corpus: what the cache has is taken from there, the rest is read and put there, a segment at a time.

use super::cache::{Cache, CachedSegment, WriteLock};
use super::files;
use super::load::{key_of, source};
use super::people::Known;
use super::plan::extracted;
use super::unreadable::{Unreadable, unreadable};
use super::{Plan, Problem, Unread};
use crate::corpus::index::{Builder, Stamp, Stored};
use crate::corpus::{Corpus, Source};
use crate::format::{self, Input};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use xxhash_rust::xxh3::xxh3_64;

/// When a corpus is large, and how its index is cut. In bytes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A corpus below this is held in memory: there, reading all of it takes no longer than the index would save.
    pub large: u64,
    /// A segment is closed when it has so much: it is the work that a crash may cost, and what must fit into memory
    /// while it is made, a few times over.
    pub segment: usize,
    /// What changed since is held in memory until it is as much as this; then it becomes a segment too.
    pub rest: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { large: 20 << 20, segment: 192 << 20, rest: 1 << 20 }
    }
}

/// Documents that are read at a time, on both threads together.
const BATCH: usize = 32;
/// Threads that read: the editor and the answers need the others.
const THREADS: usize = 2;
/// More segments than this are merged, the small ones: each costs every question a look.
const MOST_SEGMENTS: usize = 24;
/// A file that was written so shortly before it was read may be written again with the same time.
const SETTLED: Duration = Duration::from_secs(2);

/// The source files of a corpus with their stamps.
pub(super) type Files = BTreeMap<PathBuf, Stamp>;

/// What a file's system says of it. Times in the future, as after a clock was set back, do not count.
pub(super) fn stamp(metadata: &std::fs::Metadata) -> Stamp {
    let times = metadata.modified().ok().zip(status_changed(metadata));
    let times = times.and_then(|times| print_of(times, SystemTime::now()));
    Stamp { modified: times.unwrap_or(0), size: metadata.len() }
}

/// A number for the two times of a file; `None` when one is so near to `now`, or behind it, that it may come again.
fn print_of((modified, changed): (SystemTime, SystemTime), now: SystemTime) -> Option<u64> {
    let nanoseconds = |at: SystemTime| {
        now.duration_since(at).ok().filter(|age| *age > SETTLED)?;
        let since = at.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some((since.as_nanos() as u64).to_le_bytes())
    };
    Some(xxh3_64([nanoseconds(modified)?, nanoseconds(changed)?].as_flattened()))
}

/// When anything of a file changed. Copying and unpacking set the time of modification to what they like, not this one.
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

/// Reading under way.
pub(super) struct Stocktaking<'a> {
    pub(super) plan: &'a Plan,
    pub(super) cache: &'a Cache,
    /// The corpus of which nothing is read again that did not change.
    pub(super) before: &'a Corpus,
    pub(super) known: &'a Known,
    pub(super) problems: &'a mut Vec<Problem>,
    pub(super) unread: &'a mut Vec<Unread>,
    pub(super) notices: &'a mut Vec<String>,
    /// Told how many documents are done; may stop the reading. What is in the cache by then stays there.
    pub(super) progress: &'a mut dyn FnMut(usize) -> ControlFlow<()>,
    /// Told the corpus as soon as its texts can be searched, when much is still to be read of them.
    pub(super) early: &'a mut dyn FnMut(Corpus),
}

/// The corpus as the cache has it, without a look at the files themselves; `None` when it has none.
pub(super) fn kept(cache: &Cache) -> Option<Corpus> {
    let mut whole = true;
    let segments = cache.segments(&mut |_| whole = false);
    let stored = segments.into_iter().map(|kept| (kept.stored, FxHashSet::default())).collect();
    let corpus = Corpus::default().stocked(stored, Vec::new());
    (whole && !corpus.is_empty()).then_some(corpus)
}

impl Stocktaking<'_> {
    /// The corpus of these files. `None` when it was stopped.
    pub(super) fn take(&mut self, files: &Files) -> std::io::Result<Option<Corpus>> {
        let writing = self.cache.write()?;
        let mut kept = {
            let notices = &mut *self.notices;
            self.cache.segments(&mut |line| notices.push(line))
        };
        let mut gone = self.gone(&kept, files);
        let mut missing: Files = files.clone();
        for (segment, gone) in kept.iter().zip(&gone) {
            for number in 0..segment.stored.len() {
                if !gone.contains(&(number as u32))
                    && let Some(head) = segment.stored.head(number)
                {
                    missing.remove(head.path);
                }
            }
        }
        let limits = self.plan.limits();
        let size: u64 = missing.values().map(|stamp| stamp.size).sum();
        if size >= limits.large.max(limits.rest as u64) {
            if self.texts(&writing, &mut missing, &mut kept)?.is_break() {
                return Ok(None);
            }
            gone.resize(kept.len(), FxHashSet::default());
            let stored = kept.iter().map(|kept| kept.stored.clone()).zip(gone.clone()).collect();
            (self.early)(self.before.stocked(stored, Vec::new()));
        }
        let done = self.fill(&writing, &mut kept, &mut gone)?;
        let Some(known) = done else { return Ok(None) };
        let mut held = Vec::new();
        let read = self.read(&writing, &missing, known, &mut kept, &mut held)?;
        if read.is_break() {
            return Ok(None);
        }
        gone.resize(kept.len(), FxHashSet::default());
        self.merge(&writing, &mut kept, &mut gone)?;
        self.cache.keep(&writing, &kept)?;
        let stored = kept.into_iter().map(|kept| kept.stored).zip(gone).collect();
        Ok(Some(self.before.stocked(stored, held)))
    }

    /// For each segment the documents that are no longer what the files have.
    fn gone(&self, kept: &[CachedSegment], files: &Files) -> Vec<FxHashSet<u32>> {
        let mut seen: FxHashSet<&Path> = FxHashSet::default();
        let mut gone = vec![FxHashSet::default(); kept.len()];
        // The newest segment that has a path counts.
        for (segment, gone) in kept.iter().zip(&mut gone).rev() {
            for number in 0..segment.stored.len() {
                let Some(head) = segment.stored.head(number) else { continue };
                let same = files
                    .get(head.path)
                    .is_some_and(|stamp| self.same(&segment.stored, number, head.path, *stamp));
                if !same || !seen.insert(head.path) {
                    gone.insert(number as u32);
                }
            }
        }
        gone
    }

    /// Whether a stored document is what its file or the editor holds now. The file is read only when its stamp does not
    /// tell.
    fn same(&self, stored: &Stored, number: usize, path: &Path, stamp: Stamp) -> bool {
        // A bibliography gave it another key since.
        if stored.head(number).is_some_and(|head| head.key != key_of(path)) {
            return false;
        }
        let known = stored.stamp(number);
        if !self.plan.buffers.contains_key(path) {
            if known == stamp && stamp.modified != 0 {
                return true;
            }
            if known.size != stamp.size {
                return false;
            }
        }
        extracted(self.plan, path).is_ok_and(|now| stored.text(number) == Some(&*now.text))
    }

    /// Puts the texts of documents into segments, so that they can be searched before all of them are read. What the
    /// editor holds, and what cannot be stored, stays among the missing.
    fn texts(
        &mut self,
        writing: &WriteLock,
        missing: &mut Files,
        kept: &mut Vec<CachedSegment>,
    ) -> std::io::Result<ControlFlow<()>> {
        let limits = self.plan.limits();
        let mut builder = Builder::new(self.known.print);
        let mut left = Files::new();
        let mut buffer = Vec::new();
        for (number, (path, stamp)) in std::mem::take(missing).into_iter().enumerate() {
            if number.is_multiple_of(BATCH) && (self.progress)(0).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            if self.plan.buffers.contains_key(&path) {
                left.insert(path, stamp);
                continue;
            }
            let read = files::bytes_into(&path, stamp.size, &mut buffer)
                .and_then(|bytes| Ok(format::extract(&path, Input::Bytes(bytes))?));
            let read = match read {
                Ok(read) => read,
                Err(why) => {
                    self.leave_out(&path, &why);
                    continue;
                }
            };
            if builder.len() >= limits.segment || !builder.has_room(&read.text) {
                self.close(writing, &mut builder, kept)?;
            }
            if !read.is_text_only() || !builder.push_text(&key_of(&path), &path, &read.text, stamp)
            {
                left.insert(path, stamp);
            }
        }
        if !builder.is_empty() {
            self.close(writing, &mut builder, kept)?;
        }
        *missing = left;
        Ok(ControlFlow::Continue(()))
    }

    /// Reads the documents of the segments that have nothing but their texts, and makes these segments anew. How many
    /// documents are known then; `None` when it was stopped.
    fn fill(
        &mut self,
        writing: &WriteLock,
        kept: &mut [CachedSegment],
        gone: &mut [FxHashSet<u32>],
    ) -> std::io::Result<Option<usize>> {
        let whole = kept.iter().zip(gone.iter()).filter(|(kept, _)| !kept.stored.is_text_only());
        let mut done = whole.map(|(kept, gone)| kept.stored.len() - gone.len()).sum();
        let mut builder = Builder::new(self.known.print);
        for at in 0..kept.len() {
            let (Some(old), Some(lost)) = (kept.get(at).cloned(), gone.get_mut(at)) else { break };
            if !old.stored.is_text_only() {
                continue;
            }
            let numbers: Vec<usize> =
                (0..old.stored.len()).filter(|n| !lost.contains(&(*n as u32))).collect();
            // Where words stand is known already, unless documents are to be left out or what is known is damaged.
            let same = lost.is_empty() && old.stored.check().is_ok();
            if same {
                builder.begin_over(old.stored.clone());
            }
            loop {
                if self.read_stored(&old.stored, &numbers, done, &mut builder).is_break() {
                    return Ok(None);
                }
                if builder.is_complete() {
                    break;
                }
                builder.clear();
            }
            done += numbers.len();
            let new = self.cache.add(writing, &mut builder)?;
            lost.clear();
            if let Some(slot) = kept.get_mut(at) {
                *slot = new;
            }
            self.cache.keep(writing, kept)?;
            // Of what was read from it, nothing is needed soon.
            Cache::release();
        }
        Ok(Some(done))
    }

    /// Reads these documents of a segment, of which nothing but the texts is stored, into a new one.
    fn read_stored(
        &mut self,
        stored: &Stored,
        numbers: &[usize],
        mut done: usize,
        builder: &mut Builder,
    ) -> ControlFlow<()> {
        for batch in numbers.chunks(BATCH) {
            (self.progress)(done)?;
            let read = |number: &usize| {
                let source = stored.read(*number)?;
                let people = self.known.names_of(&source);
                Some((stored.stamp(*number), source, people))
            };
            for (stamp, source, people) in on_all_threads(batch, &read).into_iter().flatten() {
                builder.push(&source, stamp, &people);
            }
            done += batch.len();
        }
        ControlFlow::Continue(())
    }

    /// Reads documents into new segments, and the last few into memory.
    fn read(
        &mut self,
        writing: &WriteLock,
        missing: &Files,
        known: usize,
        kept: &mut Vec<CachedSegment>,
        held: &mut Vec<Arc<Source>>,
    ) -> std::io::Result<ControlFlow<()>> {
        let limits = self.plan.limits();
        let files: Vec<(&Path, Stamp)> = missing.iter().map(|(p, s)| (p.as_path(), *s)).collect();
        let mut builder = Builder::new(self.known.print);
        // What is in the builder, as long as it may stay in memory.
        let mut rest: Vec<Arc<Source>> = Vec::new();
        let mut size = 0;
        let mut done = known;
        for batch in files.chunks(BATCH) {
            if (self.progress)(done).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            for ((path, stamp), read) in batch.iter().zip(self.batch(batch)) {
                let (source, people) = match read {
                    Ok((source, people)) => (Arc::new(source), people),
                    Err(why) => {
                        self.leave_out(path, &why);
                        continue;
                    }
                };
                // What the editor holds is not what the disk will have at the next start.
                if self.plan.buffers.contains_key(*path) {
                    held.push(source);
                    continue;
                }
                if !builder.has_room(&source.text) {
                    self.close(writing, &mut builder, kept)?;
                }
                size += source.text.len();
                if !builder.push(&source, *stamp, &people) {
                    held.push(source);
                } else if size < limits.rest {
                    rest.push(source);
                } else {
                    rest.clear();
                }
                if builder.len() >= limits.segment {
                    self.close(writing, &mut builder, kept)?;
                }
            }
            done += batch.len();
        }
        if size < limits.rest {
            held.extend(rest);
        } else if !builder.is_empty() {
            self.close(writing, &mut builder, kept)?;
        }
        Ok(ControlFlow::Continue(()))
    }

    fn leave_out(&mut self, path: &Path, why: &Unreadable) {
        self.problems.push(unreadable(path, why));
        self.unread.push(Unread::because(path.to_owned(), key_of(path), why));
    }

    /// Reads some documents on all threads.
    fn batch(&self, batch: &[(&Path, Stamp)]) -> Vec<Result<(Source, Vec<u8>), Unreadable>> {
        let read = |(path, _): &(&Path, Stamp)| {
            let source = source(path, extracted(self.plan, path)?);
            let people = self.known.names_of(&source);
            Ok((source, people))
        };
        on_all_threads(batch, &read)
    }

    /// Makes a segment of what the builder has, which begins anew. From now on it counts, whatever happens to the rest.
    fn close(
        &self,
        writing: &WriteLock,
        builder: &mut Builder,
        kept: &mut Vec<CachedSegment>,
    ) -> std::io::Result<()> {
        kept.push(self.cache.add(writing, builder)?);
        self.cache.keep(writing, kept)
    }

    /// Merges small segments when there are many, and drops those of which nothing is left. Nothing is read anew.
    fn merge(
        &self,
        writing: &WriteLock,
        kept: &mut Vec<CachedSegment>,
        gone: &mut Vec<FxHashSet<u32>>,
    ) -> std::io::Result<()> {
        let limits = self.plan.limits();
        let alive = |(kept, gone): &(CachedSegment, FxHashSet<u32>)| kept.stored.len() > gone.len();
        let all = std::mem::take(kept).into_iter().zip(std::mem::take(gone));
        let mut all: Vec<(CachedSegment, FxHashSet<u32>)> = all.filter(alive).collect();
        let mostly_gone =
            |(kept, gone): &(CachedSegment, FxHashSet<u32>)| gone.len() * 2 > kept.stored.len();
        if all.len() > MOST_SEGMENTS || all.iter().any(mostly_gone) {
            let small = |one: &(CachedSegment, FxHashSet<u32>)| {
                one.0.stored.sizes().0 * 2 < limits.segment || mostly_gone(one)
            };
            let (merged, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(small);
            all = rest;
            let mut documents: Vec<_> = merged
                .iter()
                .flat_map(|(kept, gone)| {
                    let numbers = (0..kept.stored.len()).filter(|n| !gone.contains(&(*n as u32)));
                    numbers.map(move |n| (kept, n))
                })
                .collect();
            documents
                .sort_by_key(|(kept, n)| kept.stored.head(*n).map(|head| head.path.to_owned()));
            let mut new = Vec::new();
            let mut builder = Builder::new(self.known.print);
            for (from, number) in documents {
                let Some(source) = from.stored.read(number) else { continue };
                if builder.len() >= limits.segment || !builder.has_room(&source.text) {
                    new.push(self.cache.add(writing, &mut builder)?);
                }
                let people = from.stored.extra(number, self.known.print);
                builder.push(&source, from.stored.stamp(number), people.unwrap_or_default());
            }
            if !builder.is_empty() {
                new.push(self.cache.add(writing, &mut builder)?);
            }
            all.extend(new.into_iter().map(|kept| (kept, FxHashSet::default())));
        }
        (*kept, *gone) = all.into_iter().unzip();
        Ok(())
    }
}

/// What a function makes of each of some things, in their order.
fn on_all_threads<T: Sync, R: Send>(things: &[T], made: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    let share = things.len().div_ceil(THREADS).max(1);
    let all = |part: &[T]| part.iter().map(made).collect::<Vec<_>>();
    let mut parts = things.chunks(share);
    let first = parts.next().unwrap_or_default();
    std::thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| (part, scope.spawn(move || all(part)))).collect();
        let mut found = all(first);
        for (part, other) in others {
            // A thread that failed left its part undone.
            found.extend(other.join().unwrap_or_else(|_| all(part)));
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_both_its_times_unless_they_may_come_again() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let known = print_of((at(100), at(200)), at(1_000));
        assert!(known.is_some());
        assert_eq!(print_of((at(100), at(200)), at(2_000)), known);
        // Another text under the old time of writing, as after unpacking.
        assert_ne!(print_of((at(100), at(300)), at(1_000)), known);
        // Just written; from the future, by either time.
        assert_eq!(print_of((at(999), at(999)), at(1_000)), None);
        assert_eq!(print_of((at(100), at(5_000)), at(1_000)), None);
        assert_eq!(print_of((at(5_000), at(100)), at(1_000)), None);
    }
}
