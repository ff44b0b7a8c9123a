//! The cache of one corpus: a folder with segments and other files; and the command line's cache options.

use super::manifest::{BUILD, MANIFEST, Manifest};
use super::mapping::Mapping;
use super::owner;
use crate::container::{Bytes, Image, Unusable};
use crate::corpus::index::{Builder, IndexSegment};
use etcetera::BaseStrategy;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

/// The prefix of cache folder names.
pub(super) const PREFIX: &str = "index-";
/// The file that a writer holds locked.
const LOCK: &str = "lock";
/// The most times that another process may remove everything just as this one begins to write.
const MOST_TRIES: usize = 1_000;
/// The extension of segments.
const SEGMENT: &str = "segment";

/// Bytes written at once. For hundreds of megabytes Linux allocates pages so large that it must search for them: seven
/// to ten times the system time for the same file, measured on ext4.
const AT_ONCE: usize = 256 << 10;

/// The suffix of files being written.
const DRAFT: &str = ".draft";

/// The command line's cache options.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder for all caches.
    pub folder: Option<PathBuf>,
    /// The bytes of text from which a corpus is indexed.
    pub index_from: Option<u64>,
    /// The bytes of text in a segment.
    pub segment_size: Option<usize>,
}

static OPTIONS: OnceLock<Options> = OnceLock::new();

/// Sets the command line's options. Only the first call counts.
pub fn set_options(options: Options) {
    let _ = OPTIONS.set(options);
}

/// The command line's options.
pub(in crate::workspace) fn options() -> Options {
    OPTIONS.get().cloned().unwrap_or_default()
}

/// The folder of all caches: `chosen`, else one in the user's cache folder. `None` if there is none.
pub(super) fn base(chosen: Option<&Path>) -> Option<PathBuf> {
    match chosen {
        Some(folder) => std::path::absolute(folder).ok(),
        None => Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("onrecord")),
    }
}

/// The cache of one corpus, in its own folder.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    /// The folders of the workspace.
    roots: Vec<PathBuf>,
}

/// A segment of the cache.
#[derive(Clone, Debug)]
pub struct CachedSegment {
    name: String,
    /// Its documents.
    pub stored: Arc<IndexSegment>,
}

/// The right to write, until it is dropped or the process ends, in whatever way.
#[derive(Debug)]
pub struct WriteLock {
    _lock: File,
}

impl Cache {
    /// The cache for the corpus in these folders, below `chosen` or the user's cache folder. `None` if there is no such
    /// folder, or it is inside one of `roots`: a cache must not end up among the user's documents.
    pub fn of(roots: &[PathBuf], corpora: &[PathBuf], chosen: Option<&Path>) -> Option<Self> {
        let base = base(chosen)?;
        if roots.iter().chain(corpora).any(|root| base.starts_with(root)) {
            return None;
        }
        let name = xxh3_64(format!("{roots:?} {corpora:?}").as_bytes());
        Some(Self { folder: base.join(format!("{PREFIX}{name:016x}")), roots: roots.to_vec() })
    }

    /// The cache in a folder, without its workspace.
    pub(super) fn at(folder: PathBuf) -> Self {
        Self { folder, roots: Vec::new() }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits until nobody else is writing. Fails when the folder belongs to someone else, or is a link.
    pub fn write(&self) -> io::Result<WriteLock> {
        let path = self.folder.join(LOCK);
        let mut tries = 0;
        loop {
            tries += 1;
            let lock = match self.open_lock() {
                // Another process removed everything just now, or while this one waited: see `clean`.
                Err(error) if error.kind() == io::ErrorKind::NotFound && tries < MOST_TRIES => {
                    continue;
                }
                lock => lock?,
            };
            lock.lock()?;
            if owner::is_at(&lock, &path) {
                return Ok(WriteLock { _lock: lock });
            }
        }
    }

    fn open_lock(&self) -> io::Result<File> {
        owner::make_private(&self.folder)?;
        let path = self.folder.join(LOCK);
        File::options().write(true).create(true).truncate(false).open(path)
    }

    /// The current segments that can be used. Reports the others to `notice`; they are not among those that
    /// [`Cache::keep`] keeps.
    pub fn segments(&self, notice: &mut dyn FnMut(String)) -> Vec<CachedSegment> {
        if let Err(why) = owner::is_private(&self.folder) {
            notice(format!("the index in {} is not used: {why}", self.folder.display()));
            return Vec::new();
        }
        let made_anew =
            |why| format!("the index in {} {why}: it is rebuilt", self.folder.display());
        let names = match Manifest::read(&self.folder) {
            Ok(Some(manifest)) => manifest.segments,
            Ok(None) => return Vec::new(),
            Err(why) => {
                notice(made_anew(why));
                return Vec::new();
            }
        };
        let mut segments = Vec::new();
        let mut foreign = false;
        for name in names {
            match self.open(&name) {
                Ok(segment) => segments.push(segment),
                // Usually all of them are, so report it once.
                Err(Unusable::Foreign) => foreign = true,
                Err(why) => {
                    let path = self.folder.join(&name);
                    notice(format!("{} {why}: it is rebuilt", path.display()));
                }
            }
        }
        if foreign {
            notice(made_anew(Unusable::Foreign));
        }
        segments
    }

    /// Whether everything in a segment passes its checksums. Reads the whole file through a buffer, so that it does not
    /// fill the memory.
    pub fn is_whole(&self, segment: &CachedSegment) -> bool {
        let checked = || -> io::Result<bool> {
            let mut file = File::open(self.folder.join(&segment.name))?;
            let mut buffer = vec![0; 1 << 20];
            for (range, sum) in segment.stored.sections() {
                file.seek(SeekFrom::Start(range.start as u64))?;
                let mut left = range.len();
                let mut hash = Xxh3Default::new();
                while left > 0 {
                    let wanted = left.min(buffer.len());
                    let chunk = buffer.get_mut(..wanted).unwrap_or_default();
                    file.read_exact(chunk)?;
                    hash.update(chunk);
                    left -= wanted;
                }
                if hash.digest() != sum {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        checked().unwrap_or(false)
    }

    /// Writes the content of a builder as a segment, and clears the builder. The segment counts from the next
    /// [`Cache::keep`] on.
    pub fn add(&self, _: &WriteLock, builder: &mut Builder) -> io::Result<CachedSegment> {
        let image = builder.finish(*BUILD);
        let name = format!("{:016x}.{SEGMENT}", image.id());
        self.put(&name, image.pieces())?;
        builder.clear();
        self.open(&name).map_err(|why| io::Error::other(why.to_string()))
    }

    /// Makes exactly these segments count, and removes the files of others.
    pub fn keep<'s>(
        &self,
        _: &WriteLock,
        segments: impl IntoIterator<Item = &'s CachedSegment>,
    ) -> io::Result<()> {
        let names = segments.into_iter().map(|segment| segment.name.clone()).collect();
        let manifest = Manifest::new(&self.roots, names);
        self.put(MANIFEST, [manifest.text()?.as_bytes()])?;
        for entry in fs::read_dir(&self.folder)?.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let counts = manifest.segments.iter().any(|segment| *segment == *name);
            if (name.ends_with(SEGMENT) && !counts) || name.ends_with(DRAFT) {
                // Another process may still have it mapped; the system keeps it until then. On systems that do not
                // allow removing it, the next writer tries again.
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }

    /// Maps a file beside the segments.
    pub fn load(&self, name: &str) -> Option<Bytes> {
        owner::is_private(&self.folder).ok()?;
        Some(Mapping::of(&self.folder.join(name)).ok()?)
    }

    /// Writes a file beside the segments.
    pub fn save(&self, _: &WriteLock, name: &str, image: &Image<'_>) -> io::Result<()> {
        self.put(name, image.pieces())
    }

    /// Removes a file beside the segments.
    pub fn remove(&self, _: &WriteLock, name: &str) -> io::Result<()> {
        fs::remove_file(self.folder.join(name))
    }

    /// Releases the memory of what was read from caches, after going through everything.
    pub fn release() {
        Mapping::release_all();
    }

    /// Removes everything.
    pub fn clean(&self) -> io::Result<()> {
        match fs::exists(&self.folder)? {
            true => self.remove_all(self.write()?),
            false => Ok(()),
        }
    }

    /// Removes everything, unless another process is writing. Returns whether it did.
    pub(super) fn clean_if_free(&self) -> io::Result<bool> {
        let lock = self.open_lock()?;
        match lock.try_lock() {
            Ok(()) => self.remove_all(WriteLock { _lock: lock }).map(|()| true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn remove_all(&self, lock: WriteLock) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)?.flatten().filter(|e| e.file_name() != LOCK) {
            fs::remove_file(entry.path())?;
        }
        // Last, since others may be waiting for it; they then recreate it and the folder.
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
        drop(lock);
        Ok(())
    }

    /// Bytes on the disk.
    pub fn size(&self) -> u64 {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|m| m.len()).sum()
    }

    /// Identifies the program that writes and reads here.
    pub fn build() -> u64 {
        *BUILD
    }

    fn open(&self, name: &str) -> Result<CachedSegment, Unusable> {
        let mapping = Mapping::of(&self.folder.join(name)).map_err(|_| Unusable::Damaged)?;
        let stored = Arc::new(IndexSegment::open(mapping, *BUILD)?);
        Ok(CachedSegment { name: name.to_owned(), stored })
    }

    /// Writes a file completely or not at all.
    fn put<'a>(&self, name: &str, pieces: impl IntoIterator<Item = &'a [u8]>) -> io::Result<()> {
        let draft = self.folder.join(format!("{name}{DRAFT}"));
        // Left by a killed process.
        let _ = fs::remove_file(&draft);
        let written = (|| {
            let mut file = File::create_new(&draft)?;
            for piece in pieces.into_iter().flat_map(|piece| piece.chunks(AT_ONCE)) {
                file.write_all(piece)?;
            }
            file.sync_all()?;
            drop(file);
            fs::rename(&draft, self.folder.join(name))
        })();
        if written.is_err() {
            // Probably a full disk: do not leave half a file.
            let _ = fs::remove_file(&draft);
        }
        written?;
        // The name must reach the disk too. Not every system can open a folder.
        if let Ok(folder) = File::open(&self.folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Source;
    use crate::corpus::index::Stamp;
    use crate::workspace::cache::remove_unused;

    fn segment(text: &str) -> Builder {
        let mut builder = Builder::default();
        let source = Source::read("a".to_owned(), PathBuf::from("/c/a.txt"), text.to_owned());
        builder.push(&source, Stamp::default(), &[]);
        builder
    }

    fn cache(folder: &Path) -> Cache {
        Cache::of(&[PathBuf::from("/w")], &[], Some(folder)).unwrap()
    }

    #[test]
    fn only_kept_segments_count() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(folder.path());
        let notice = &mut |line| panic!("{line}");
        assert!(cache.segments(notice).is_empty());
        let writing = cache.write().unwrap();
        let one = cache.add(&writing, &mut segment("Nobody came to the harbour.")).unwrap();
        assert!(cache.segments(notice).is_empty(), "not kept yet");
        cache.keep(&writing, std::slice::from_ref(&one)).unwrap();
        assert_eq!(cache.segments(notice).len(), 1);
        let two = cache.add(&writing, &mut segment("Everybody came.")).unwrap();
        cache.keep(&writing, std::slice::from_ref(&two)).unwrap();
        assert_eq!(cache.segments(notice)[0].stored.text(0), Some("Everybody came."));
        assert_eq!(one.stored.text(0), Some("Nobody came to the harbour."), "removed, but mapped");
        drop(writing);
        cache.clean().unwrap();
        assert!(!cache.folder().exists());
    }

    #[test]
    fn unusable_segments_are_reported_and_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(folder.path());
        let writing = cache.write().unwrap();
        let segment = cache.add(&writing, &mut segment("Nobody came to the harbour.")).unwrap();
        cache.keep(&writing, std::slice::from_ref(&segment)).unwrap();
        let told = |cache: &Cache| {
            let mut lines = Vec::new();
            let segments = cache.segments(&mut |line| lines.push(line));
            assert!(segments.is_empty());
            assert_eq!(lines.len(), 1, "{lines:?}");
            lines.remove(0)
        };
        let path = cache.folder().join(&segment.name);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        assert!(told(&cache).contains("is damaged"));
        fs::remove_file(&path).unwrap();
        assert!(told(&cache).contains("is damaged"));
        let manifest = cache.folder().join(MANIFEST);
        fs::write(&manifest, "onrecord index 0\n").unwrap();
        assert!(told(&cache).contains("is damaged"));
    }

    #[test]
    fn segments_of_other_programs_and_orphans_are_removed() {
        let (base, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let cache_of = |root: &Path| Cache::of(&[root.to_owned()], &[], Some(base.path())).unwrap();
        let kept = |root: &Path| {
            let cache = cache_of(root);
            let lock = cache.write().unwrap();
            let segment = cache.add(&lock, &mut segment("Nobody came.")).unwrap();
            cache.keep(&lock, &[segment]).unwrap();
            cache
        };
        let (foreign, gone) = (root.path().join("foreign"), root.path().join("gone"));
        fs::create_dir(&foreign).unwrap();
        let (used, foreign, gone) = (kept(root.path()), kept(&foreign), kept(&gone));
        let old = "onrecord index 0123456789abcdef\n";
        let sum = xxh3_64(old.as_bytes());
        fs::write(foreign.folder().join(MANIFEST), format!("{old}{sum:016x}\n")).unwrap();
        let written_now = cache_of(&root.path().join("now"));
        let lock = written_now.write().unwrap();
        let mut removed = Vec::new();
        let mut remove = || {
            let tell = &mut |one: Result<crate::workspace::cache::Removed, _>| {
                let one = one.unwrap();
                removed.push((one.folder, one.size > 0, one.why));
            };
            remove_unused(base.path(), tell).unwrap();
            std::mem::take(&mut removed)
        };
        let mut expected = vec![
            (foreign.folder().to_owned(), true, "was written by another version".to_owned()),
            (
                gone.folder().to_owned(),
                true,
                format!(
                    "belongs to {}, which no longer exists",
                    root.path().join("gone").display()
                ),
            ),
        ];
        expected.sort();
        assert_eq!(remove(), expected);
        assert_eq!(used.segments(&mut |line| panic!("{line}")).len(), 1);
        drop(lock);
        assert_eq!(remove().len(), 1, "never finished");
        assert_eq!(remove(), []);
    }

    #[test]
    fn a_cache_never_lies_in_the_workspace() {
        let roots = [PathBuf::from("/w")];
        assert!(Cache::of(&roots, &[], Some(Path::new("/w/.cache"))).is_none());
        assert!(
            Cache::of(&roots, &[PathBuf::from("/data/corpus")], Some(Path::new("/data/corpus/x")))
                .is_none()
        );
        assert!(Cache::of(&roots, &[], Some(Path::new("/elsewhere"))).is_some());
    }
}
