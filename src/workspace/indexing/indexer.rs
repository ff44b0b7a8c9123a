//! Brings the index of a large corpus up to date, phase by phase.

use super::segments::{Segment, compared, corpus_of};
use super::stamp::SourceFiles;
use crate::corpus::index::{Builder, IndexSegment, Stamp};
use crate::corpus::{Corpus, Source};
use crate::format::{self, Extraction, Input};
use crate::workspace::actors::UserActors;
use crate::workspace::cache::{Cache, WriteLock};
use crate::workspace::files;
use crate::workspace::plan::{Limits, Plan, extracted};
use crate::workspace::problem::Unreadable;
use crate::workspace::source_file::{Report, faults, key_of};
use std::borrow::Cow;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

/// The documents read at a time, on all threads together.
const BATCH: usize = 32;
/// With more segments, the small ones are merged: each costs every query a look.
const MOST_SEGMENTS: usize = 24;

/// Indexing in progress.
pub(in crate::workspace) struct Indexer<'a> {
    plan: &'a Plan,
    limits: Limits,
    cache: &'a Cache,
    actors: &'a UserActors,
    lock: WriteLock,
    /// The earlier corpus, of which nothing unchanged is read again.
    before: &'a Corpus,
    segments: Vec<Segment>,
    /// The files that are in no segment.
    missing: SourceFiles,
    in_memory: Vec<Arc<Source>>,
    /// The number of documents done.
    done: usize,
    report: &'a mut Report,
    progress: &'a mut dyn FnMut(usize) -> ControlFlow<()>,
}

/// Why there is no corpus.
pub(in crate::workspace) enum Interrupted {
    /// Indexing was stopped. What is in the cache by then stays.
    Stopped,
    /// The cache cannot be written.
    Unwritable(io::Error),
}

impl From<io::Error> for Interrupted {
    fn from(error: io::Error) -> Self {
        Self::Unwritable(error)
    }
}

impl<'a> Indexer<'a> {
    /// Waits for the right to write, and compares the cache with these files. `progress` gets the number of documents
    /// done, and may stop the indexing.
    pub(in crate::workspace) fn begin(
        (plan, cache, actors): (&'a Plan, &'a Cache, &'a UserActors),
        before: &'a Corpus,
        files: &SourceFiles,
        report: &'a mut Report,
        progress: &'a mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Self, Interrupted> {
        let (lock, limits, mut missing) = (cache.write()?, plan.limits(), files.clone());
        let cached = cache.segments(&mut |line| report.notices.push(line));
        let segments = compared(cached, &mut missing, plan);
        let (in_memory, done) = (Vec::new(), 0);
        Ok(Self {
            plan,
            limits,
            cache,
            actors,
            lock,
            before,
            segments,
            missing,
            in_memory,
            done,
            report,
            progress,
        })
    }

    /// Brings the cache to exactly these files and returns the corpus. If much has to be read, `early` gets the corpus
    /// as soon as its texts can be searched.
    pub(in crate::workspace) fn run(
        mut self,
        early: &mut dyn FnMut(Corpus),
    ) -> Result<Corpus, Interrupted> {
        let size: u64 = self.missing.values().map(|stamp| stamp.size).sum();
        if size >= self.limits.large.max(self.limits.rest as u64) {
            self.index_texts()?;
            early(corpus_of(self.before, self.segments.iter().cloned(), Vec::new()));
        }
        self.read_indexed_texts()?;
        self.read_missing()?;
        self.merge()?;
        self.keep()?;
        Ok(corpus_of(self.before, self.segments.into_iter(), self.in_memory))
    }

    /// Puts the texts of documents into segments, so that they can be searched before all of them are read. Open
    /// documents, and those that cannot be stored, stay among the missing.
    fn index_texts(&mut self) -> Result<(), Interrupted> {
        let mut builder = Builder::new(self.actors.fingerprint);
        let mut left = SourceFiles::new();
        let mut buffer = Vec::new();
        for (number, (path, stamp)) in std::mem::take(&mut self.missing).into_iter().enumerate() {
            if number.is_multiple_of(BATCH) {
                self.tell()?;
            }
            // A converted text is not searched without its blocks: it is read once, later.
            if self.plan.buffers.contains_key(&path) || format::converts(&path) {
                left.insert(path, stamp);
                continue;
            }
            let read = files::bytes_into(&path, stamp.size, &mut buffer)
                .and_then(|bytes| Ok(format::extract(&path, Input::Bytes(bytes))?));
            let read = match read {
                Ok(read) => read,
                Err(why) => {
                    self.report.leave_out(&path, &why);
                    continue;
                }
            };
            if builder.len() >= self.limits.segment || !builder.has_room(&read.text) {
                self.add(&mut builder)?;
            }
            let key = key_of(&path);
            if read.is_text_only() && builder.push_text(&key, &path, &read.text, stamp) {
                self.report.problems.extend(faults(&path, &read));
            } else {
                left.insert(path, stamp);
            }
        }
        self.add(&mut builder)?;
        self.missing = left;
        Ok(())
    }

    /// Reads the documents of text-only segments, and rebuilds these segments.
    fn read_indexed_texts(&mut self) -> Result<(), Interrupted> {
        let whole = self.segments.iter().filter(|each| !each.stored().is_text_only());
        self.done = whole.map(Segment::left).sum();
        let mut builder = Builder::new(self.actors.fingerprint);
        for at in 0..self.segments.len() {
            let Some(old) = self.segments.get(at).filter(|each| each.stored().is_text_only())
            else {
                continue;
            };
            let (texts, numbers) = (old.cached.stored.clone(), old.numbers().collect::<Vec<_>>());
            // The index of words is reused, unless documents are gone or it is damaged.
            if old.gone.is_empty() && texts.check().is_ok() {
                builder.begin_over(texts.clone());
            }
            loop {
                self.read_stored(&texts, &numbers, &mut builder)?;
                if builder.is_complete() {
                    break;
                }
                builder.clear();
            }
            self.done += numbers.len();
            let new = Segment::whole(self.cache.add(&self.lock, &mut builder)?);
            if let Some(slot) = self.segments.get_mut(at) {
                *slot = new;
            }
            self.keep()?;
            // Nothing read from it is needed soon.
            Cache::release();
        }
        Ok(())
    }

    /// Reads these documents of a text-only segment into a new one.
    fn read_stored(
        &mut self,
        texts: &IndexSegment,
        numbers: &[usize],
        builder: &mut Builder,
    ) -> Result<(), Interrupted> {
        for (before, batch) in (0..).step_by(BATCH).zip(numbers.chunks(BATCH)) {
            self.tell_of(self.done + before)?;
            let read = |number: &usize| {
                let text = Cow::Borrowed(texts.text(*number)?);
                let read = Extraction { text, ..Extraction::default() };
                let (source, actors) = self.actors.read_stored(texts.head(*number)?.path, read);
                Some((texts.stamp(*number), source, actors))
            };
            for (stamp, source, actors) in on_all_threads(batch, &read).into_iter().flatten() {
                builder.push(&source, stamp, &actors);
            }
        }
        Ok(())
    }

    /// Reads the missing documents into new segments, and the last few into memory.
    fn read_missing(&mut self) -> Result<(), Interrupted> {
        let files: Vec<_> = std::mem::take(&mut self.missing).into_iter().collect();
        let mut builder = Builder::new(self.actors.fingerprint);
        // The content of the builder, while it may stay in memory.
        let mut rest: Vec<Arc<Source>> = Vec::new();
        let mut size = 0;
        for batch in files.chunks(BATCH) {
            self.tell()?;
            let read = |(path, _): &(PathBuf, Stamp)| {
                let read = extracted(self.plan, path)?;
                let faults = faults(path, &read);
                let (source, actors) = self.actors.read_stored(path, read);
                Ok::<_, Unreadable>((Arc::new(source), actors, faults))
            };
            for ((path, stamp), read) in batch.iter().zip(on_all_threads(batch, &read)) {
                let (source, actors, faults) = match read {
                    Ok(read) => read,
                    Err(why) => {
                        self.report.leave_out(path, &why);
                        continue;
                    }
                };
                self.report.problems.extend(faults);
                // A buffer is not what the disk will have at the next start.
                if self.plan.buffers.contains_key(path) {
                    self.in_memory.push(source);
                    continue;
                }
                if !builder.has_room(&source.text) {
                    self.add(&mut builder)?;
                }
                size += source.text.len();
                if !builder.push(&source, *stamp, &actors) {
                    self.in_memory.push(source);
                } else if size < self.limits.rest {
                    rest.push(source);
                } else {
                    rest.clear();
                }
                if builder.len() >= self.limits.segment {
                    self.add(&mut builder)?;
                }
            }
            self.done += batch.len();
        }
        if size < self.limits.rest {
            self.in_memory.extend(rest);
            return Ok(());
        }
        self.add(&mut builder)
    }

    /// Merges small segments when there are many, and drops empty ones. Reads nothing again.
    fn merge(&mut self) -> Result<(), Interrupted> {
        self.segments.retain(|each| each.left() > 0);
        let are_many = self.segments.len() > MOST_SEGMENTS;
        if !are_many && !self.segments.iter().any(Segment::is_mostly_gone) {
            return Ok(());
        }
        let limit = self.limits.segment;
        let is_small =
            |each: &mut Segment| each.is_mostly_gone() || each.stored().sizes().0 * 2 < limit;
        let merged: Vec<Segment> = self.segments.extract_if(.., is_small).collect();
        let mut documents: Vec<_> = merged
            .iter()
            .flat_map(|each| each.numbers().map(|number| (each.stored(), number)))
            .collect();
        documents.sort_by_key(|(from, number)| from.head(*number).map(|h| h.path.to_owned()));
        let mut new = Vec::new();
        let mut builder = Builder::new(self.actors.fingerprint);
        for (from, number) in documents {
            let Some(source) = from.read(number) else { continue };
            if builder.len() >= self.limits.segment || !builder.has_room(&source.text) {
                new.push(self.cache.add(&self.lock, &mut builder)?);
            }
            let actors = from.attachment(number, self.actors.fingerprint).unwrap_or_default();
            builder.push(&source, from.stamp(number), actors);
        }
        if !builder.is_empty() {
            new.push(self.cache.add(&self.lock, &mut builder)?);
        }
        self.segments.extend(new.into_iter().map(Segment::whole));
        Ok(())
    }

    /// Makes a segment of the builder's content, if any, and clears it. The segment counts from now on, whatever
    /// happens to the rest.
    fn add(&mut self, builder: &mut Builder) -> Result<(), Interrupted> {
        if builder.is_empty() {
            return Ok(());
        }
        self.segments.push(Segment::whole(self.cache.add(&self.lock, builder)?));
        self.keep()
    }

    /// Makes the current segments count.
    fn keep(&self) -> Result<(), Interrupted> {
        Ok(self.cache.keep(&self.lock, self.segments.iter().map(|each| &each.cached))?)
    }

    fn tell(&mut self) -> Result<(), Interrupted> {
        self.tell_of(self.done)
    }

    fn tell_of(&mut self, done: usize) -> Result<(), Interrupted> {
        match (self.progress)(done) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Interrupted::Stopped),
        }
    }
}

/// The threads that read: the editor and the answers need the others.
const THREADS: usize = 2;

/// Applies a function to each item on several threads, keeping the order.
fn on_all_threads<T: Sync, R: Send>(things: &[T], made: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    let share = things.len().div_ceil(THREADS).max(1);
    let all = |part: &[T]| part.iter().map(made).collect::<Vec<_>>();
    let mut parts = things.chunks(share);
    let first = parts.next().unwrap_or_default();
    std::thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| (part, scope.spawn(move || all(part)))).collect();
        let mut found = all(first);
        for (part, other) in others {
            // A thread that failed did not do its part.
            found.extend(other.join().unwrap_or_else(|_| all(part)));
        }
        found
    })
}
