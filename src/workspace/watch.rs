//! Watches folders for changes, so that no editor and no restart is needed to notice them.

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Events on one file within this time are one: an editor that saves writes, renames and touches.
const REST: Duration = Duration::from_millis(100);

/// Watches folders until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    watched: BTreeSet<PathBuf>,
}

/// Why folders cannot be watched.
fn described(error: notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system's limit of watches is reached (on Linux: fs.inotify.max_user_watches)"
                .into()
        }
        _ => error.to_string(),
    }
}

impl Watcher {
    /// A watcher that calls `changed`, on its own thread, with the paths that were created, written, renamed or
    /// removed. It does not watch anything yet.
    pub fn new(changed: impl Fn(Vec<PathBuf>) + Send + 'static) -> Result<Self, String> {
        let tell = move |result: DebounceEventResult| {
            let paths = match result {
                Ok(events) => events
                    .into_iter()
                    .filter(|event| !event.kind.is_access())
                    .flat_map(|event| event.event.paths)
                    .collect::<BTreeSet<_>>(),
                // Events were lost: what the error names may have changed.
                Err(errors) => errors.into_iter().flat_map(|error| error.paths).collect(),
            };
            if !paths.is_empty() {
                changed(paths.into_iter().collect());
            }
        };
        let debouncer = new_debouncer(REST, None, tell).map_err(described)?;
        Ok(Self { debouncer, watched: BTreeSet::new() })
    }

    /// Watches these folders with everything below them that `.gitignore` and `.onrecordignore` do not exclude, the
    /// files directly in the `flat` ones, and no others. Call it again when folders are created. Watches what it can,
    /// even if it returns an error about the rest.
    pub fn follow(&mut self, folders: &[PathBuf], flat: &[PathBuf]) -> Result<(), String> {
        let mut wanted = if one_by_one() { below(folders) } else { outermost(folders) };
        let deep = wanted.clone();
        wanted.extend(flat.iter().filter(|folder| folder.is_dir()).cloned());
        for gone in self.watched.difference(&wanted) {
            // A removed folder has already lost its watch.
            let _ = self.debouncer.unwatch(gone);
        }
        self.watched.retain(|path| wanted.contains(path));
        let mut failed = Ok(());
        for path in wanted {
            if self.watched.contains(&path) {
                continue;
            }
            let mode = match deep.contains(&path) && !one_by_one() {
                true => RecursiveMode::Recursive,
                false => RecursiveMode::NonRecursive,
            };
            match self.debouncer.watch(&path, mode) {
                Ok(()) => drop(self.watched.insert(path)),
                Err(error) => failed = Err(described(error)),
            }
        }
        failed
    }
}

/// Whether the system needs a watch for each folder. Linux does, so that ignored ones (build output, package folders)
/// cost nothing; elsewhere one watch covers everything below.
fn one_by_one() -> bool {
    cfg!(any(target_os = "linux", target_os = "android"))
}

fn below(folders: &[PathBuf]) -> BTreeSet<PathBuf> {
    let walk = |root: &PathBuf| {
        let mut walk = ignore::WalkBuilder::new(root);
        walk.add_custom_ignore_filename(".onrecordignore").follow_links(false);
        walk.filter_entry(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
        walk.build().filter_map(Result::ok).map(ignore::DirEntry::into_path)
    };
    folders.iter().filter(|root| root.is_dir()).flat_map(walk).collect()
}

fn outermost(folders: &[PathBuf]) -> BTreeSet<PathBuf> {
    let inside = |path: &Path| folders.iter().any(|other| other != path && path.starts_with(other));
    folders.iter().filter(|path| path.is_dir() && !inside(path)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::sync::mpsc;

    /// Waits until the watcher reports a path.
    fn wait_for(events: &mpsc::Receiver<Vec<PathBuf>>, wanted: &Path) {
        while !events.recv_timeout(Duration::from_secs(20)).unwrap().iter().any(|p| p == wanted) {}
    }

    #[test]
    fn tells_what_is_made_renamed_and_removed_but_not_what_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        fs::create_dir_all(root.join("seeds/deep")).unwrap();
        fs::create_dir_all(root.join("build")).unwrap();
        fs::write(root.join(".gitignore"), "build\n").unwrap();
        let (send, events) = mpsc::channel();
        let mut watcher = Watcher::new(move |paths| drop(send.send(paths))).unwrap();
        watcher.follow(std::slice::from_ref(&root), &[]).unwrap();
        if one_by_one() {
            assert!(!watcher.watched.contains(&root.join("build")));
        }

        let (a, b) = (root.join("seeds/deep/a.txt"), root.join("seeds/b.txt"));
        fs::write(&a, "one").unwrap();
        wait_for(&events, &a);
        fs::rename(&a, &b).unwrap();
        wait_for(&events, &b);
        fs::remove_file(&b).unwrap();
        wait_for(&events, &b);
        let made = root.join("more");
        fs::create_dir(&made).unwrap();
        wait_for(&events, &made);
        watcher.follow(std::slice::from_ref(&root), &[]).unwrap();
        fs::write(made.join("c.txt"), "two").unwrap();
        wait_for(&events, &made.join("c.txt"));
    }
}
