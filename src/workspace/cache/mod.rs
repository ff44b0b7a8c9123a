//! What was read of a large corpus, kept in the user's cache folder so that it is read once.
//!
//! A manifest names the files that count; each is written under another name, flushed to the disk and renamed, and never
//! changed again. Whatever is off (another version, a torn file, a checksum that disagrees) is deleted and made anew: a
//! bad cache costs time, never truth. One process writes at a time.

mod mapping;
mod owner;

use crate::container::Unusable;
use crate::corpus::index::{Builder, Stored};
use etcetera::BaseStrategy;
use mapping::Mapping;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

/// The list of the files that count.
const MANIFEST: &str = "manifest";
/// The file that whoever writes holds locked.
const LOCK: &str = "lock";
/// So often somebody else may remove everything just as this one begins to write.
const MOST_TRIES: usize = 1_000;
/// The extension of segments.
const SEGMENT: &str = "segment";

/// The cache of one corpus: a folder of its own.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// A segment of the cache.
#[derive(Clone, Debug)]
pub struct Kept {
    name: String,
    /// Its documents.
    pub stored: Arc<Stored>,
}

/// The right to write, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Writing {
    _lock: File,
}

/// A number for this very program: what another one read, it may have read otherwise. A rebuilt program counts as another
/// even when its version is the same.
static BUILD: LazyLock<u64> = LazyLock::new(|| {
    let program = std::env::current_exe().and_then(fs::metadata);
    let stamp = program.ok().map(|m| (m.len(), m.modified().ok()));
    xxh3_64(format!("{} {stamp:?}", env!("CARGO_PKG_VERSION")).as_bytes())
});

/// What the command line says of caches, for the whole process.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The folder they are kept in.
    pub folder: Option<PathBuf>,
    /// From how many bytes of text on a corpus has one.
    pub index_from: Option<u64>,
    /// Bytes of text in a segment.
    pub segment_size: Option<usize>,
}

static CHOSEN: OnceLock<Chosen> = OnceLock::new();

/// Sets what the command line says. Only the first call counts.
pub fn choose(chosen: Chosen) {
    let _ = CHOSEN.set(chosen);
}

/// What the command line said.
pub(super) fn chosen() -> Chosen {
    CHOSEN.get().cloned().unwrap_or_default()
}

impl Cache {
    /// The cache for the corpus of these folders, below `chosen` or the user's cache folder. `None` where there is no such
    /// folder, or where it lies inside one of `roots`: a cache is no part of anybody's work.
    pub fn of(roots: &[PathBuf], corpora: &[PathBuf], chosen: Option<&Path>) -> Option<Self> {
        let base = match chosen {
            Some(folder) => std::path::absolute(folder).ok()?,
            None => etcetera::choose_base_strategy().ok()?.cache_dir().join("onrecord"),
        };
        if roots.iter().chain(corpora).any(|root| base.starts_with(root)) {
            return None;
        }
        let name = xxh3_64(format!("{roots:?} {corpora:?}").as_bytes());
        Some(Self { folder: base.join(format!("index-{name:016x}")) })
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits until nobody else writes. An error when the folder is somebody else's, or a link.
    pub fn write(&self) -> io::Result<Writing> {
        let path = self.folder.join(LOCK);
        let open = || {
            owner::make_private(&self.folder)?;
            File::options().write(true).create(true).truncate(false).open(&path)
        };
        let mut tries = 0;
        loop {
            tries += 1;
            let lock = match open() {
                // Somebody removed everything just now, or did while this one waited: see `clean`.
                Err(error) if error.kind() == io::ErrorKind::NotFound && tries < MOST_TRIES => {
                    continue;
                }
                lock => lock?,
            };
            lock.lock()?;
            if owner::is_at(&lock, &path) {
                return Ok(Writing { _lock: lock });
            }
        }
    }

    /// The segments that count and can be used. What cannot is told to `notice`, and is not among those that
    /// [`Cache::keep`] leaves.
    pub fn segments(&self, notice: &mut dyn FnMut(String)) -> Vec<Kept> {
        if let Err(why) = owner::is_private(&self.folder) {
            notice(format!("the index in {} is not used: {why}", self.folder.display()));
            return Vec::new();
        }
        let names = match self.manifest() {
            Ok(Some(names)) => names,
            Ok(None) => return Vec::new(),
            Err(why) => {
                notice(format!("the index in {} {why}: it is made anew", self.folder.display()));
                return Vec::new();
            }
        };
        let mut kept = Vec::new();
        for name in names {
            match self.open(&name) {
                Ok(segment) => kept.push(segment),
                Err(why) => {
                    let path = self.folder.join(&name);
                    notice(format!("{} {why}: it is made anew", path.display()));
                }
            }
        }
        kept
    }

    /// Whether everything in a segment agrees with its checksums. Reads the whole file, and through a buffer, so that the
    /// memory does not fill with it.
    pub fn is_whole(&self, kept: &Kept) -> bool {
        let checked = || -> io::Result<bool> {
            let mut file = File::open(self.folder.join(&kept.name))?;
            let mut buffer = vec![0; 1 << 20];
            for (range, sum) in kept.stored.sections() {
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

    /// Writes a segment of what a builder has, which then begins anew. It counts from the next [`Cache::keep`] on.
    pub fn add(&self, _: &Writing, builder: &mut Builder) -> io::Result<Kept> {
        let image = builder.finish(*BUILD);
        let name = format!("{:016x}.{SEGMENT}", image.id());
        self.put(&name, image.pieces())?;
        builder.clear();
        self.open(&name).map_err(|why| io::Error::other(why.to_string()))
    }

    /// From now on exactly these segments count; the files of others are removed.
    pub fn keep(&self, _: &Writing, kept: &[Kept]) -> io::Result<()> {
        let mut manifest = format!("onrecord index {:016x}\n", *BUILD);
        for segment in kept {
            manifest.push_str(&segment.name);
            manifest.push('\n');
        }
        manifest.push_str(&format!("{:016x}\n", xxh3_64(manifest.as_bytes())));
        self.put(MANIFEST, [manifest.as_bytes()])?;
        for entry in fs::read_dir(&self.folder)?.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let segment = name.ends_with(SEGMENT) && !kept.iter().any(|k| k.name == *name);
            if segment || name.ends_with(DRAFT) {
                // Others may still have it mapped; the system keeps it for them. On systems that do not let it go, the
                // next writer tries again.
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }

    /// A file beside the segments, mapped.
    pub fn load(&self, name: &str) -> Option<Arc<dyn AsRef<[u8]> + Send + Sync>> {
        owner::is_private(&self.folder).ok()?;
        Some(Mapping::of(&self.folder.join(name)).ok()?)
    }

    /// Writes a file beside the segments.
    pub fn save(&self, _: &Writing, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.put(name, [bytes])
    }

    /// Removes a file beside the segments.
    pub fn remove(&self, _: &Writing, name: &str) -> io::Result<()> {
        fs::remove_file(self.folder.join(name))
    }

    /// Gives back the memory that what was read of caches takes, after somebody went through everything.
    pub fn release() {
        Mapping::release_all();
    }

    /// Removes everything.
    pub fn clean(&self) -> io::Result<()> {
        let writing = match fs::exists(&self.folder)? {
            true => self.write()?,
            false => return Ok(()),
        };
        for entry in fs::read_dir(&self.folder)?.flatten().filter(|e| e.file_name() != LOCK) {
            fs::remove_file(entry.path())?;
        }
        // Last, because others may wait for it; they then make it anew, and the folder with it.
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
        drop(writing);
        Ok(())
    }

    /// Bytes on the disk.
    pub fn size(&self) -> u64 {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|m| m.len()).sum()
    }

    /// A number for the program that writes and reads here.
    pub fn build() -> u64 {
        *BUILD
    }

    fn manifest(&self) -> Result<Option<Vec<String>>, Unusable> {
        let text = match fs::read_to_string(self.folder.join(MANIFEST)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            // Text that is no text is damage; what cannot be read now may be whole.
            Err(error) if error.kind() != io::ErrorKind::InvalidData => {
                return Err(Unusable::Closed);
            }
            Err(_) => return Err(Unusable::Damaged),
        };
        let end = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
        let (said, sum) = text.split_at(end);
        if u64::from_str_radix(sum.trim_end(), 16) != Ok(xxh3_64(said.as_bytes())) {
            return Err(Unusable::Damaged);
        }
        let mut lines = said.lines();
        if lines.next() != Some(format!("onrecord index {:016x}", *BUILD).as_str()) {
            return Err(Unusable::Foreign);
        }
        Ok(Some(lines.map(str::to_owned).collect()))
    }

    fn open(&self, name: &str) -> Result<Kept, Unusable> {
        let mapping = Mapping::of(&self.folder.join(name)).map_err(|_| Unusable::Damaged)?;
        let stored = Arc::new(Stored::open(mapping, *BUILD)?);
        Ok(Kept { name: name.to_owned(), stored })
    }

    /// Writes a file whole or not at all.
    fn put<'a>(&self, name: &str, pieces: impl IntoIterator<Item = &'a [u8]>) -> io::Result<()> {
        let draft = self.folder.join(format!("{name}{DRAFT}"));
        // Of a process that was killed.
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
            // A full disk: half a file only makes it fuller.
            let _ = fs::remove_file(&draft);
        }
        written?;
        // The name must reach the disk too. Not every system lets a folder be opened.
        if let Ok(folder) = File::open(&self.folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

/// Bytes written at once. Of a hundred megabytes Linux makes pages so large that it must look for them: seven to ten times the
/// system's time for the same file, measured on ext4.
const AT_ONCE: usize = 256 << 10;

/// What the names of files end with that are being written.
const DRAFT: &str = ".draft";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Source;
    use crate::corpus::index::Stamp;

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
    fn what_counts_is_what_was_kept() {
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
    fn what_is_off_is_told_and_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let cache = cache(folder.path());
        let writing = cache.write().unwrap();
        let kept = cache.add(&writing, &mut segment("Nobody came to the harbour.")).unwrap();
        cache.keep(&writing, std::slice::from_ref(&kept)).unwrap();
        let told = |cache: &Cache| {
            let mut lines = Vec::new();
            let segments = cache.segments(&mut |line| lines.push(line));
            assert!(segments.is_empty());
            assert_eq!(lines.len(), 1, "{lines:?}");
            lines.remove(0)
        };
        let path = cache.folder().join(&kept.name);
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
