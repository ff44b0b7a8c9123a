//! The index of a large corpus: an index of another format version is reported and rebuilt, and unused indexes are removed.

use crate::folder::{Folder, HARBOUR, Outcome, RIGHT, WRONG};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The byte of a header that says the lowest eight bits of the format version.
const VERSION_AT: usize = 16;

/// Which files of an index are of another version.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Files {
    Segment,
    Actors,
    All,
}

/// Runs the program with everything indexed.
fn run(folder: &Folder, cache: &Path, arguments: &[&str]) -> Outcome {
    let indexed = ["--index-from", "1", "--segment-size", "300", "--cache-dir"];
    let mut command = folder.command(arguments);
    command.args(indexed).arg(cache);
    Outcome::of(command)
}

/// What lies in a folder.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn indexed() -> Folder {
    let other = HARBOUR.replace("harbour", "bridge").replace("Ruiz", "Olsen");
    Folder::new()
        .with("seeds/103_bridge.txt", other)
        .with("right.md", RIGHT)
        .with("wrong.md", WRONG)
}

#[test]
fn another_format_version_is_reported_in_one_line_and_rebuilt() {
    let (folder, cache) = (indexed(), TempDir::new().unwrap());
    let answers = || {
        let say = |arguments: &[&str]| {
            let outcome = run(&folder, cache.path(), arguments);
            (outcome.code, outcome.stdout)
        };
        [say(&["check"]), say(&["find", "never close the bridge"]), say(&["actors"])]
    };
    let expected = answers();
    assert_eq!(run(&folder, cache.path(), &["index"]).stderr, "");
    let make_foreign = |files: Files, change: fn(u8) -> u8| {
        let all = inside(&inside(cache.path())[0]).into_iter();
        let is_segment = |path: &PathBuf| path.extension().is_some_and(|e| e == "segment");
        let is_container = |path: &PathBuf| is_segment(path) || path.ends_with("actors");
        let chosen: Vec<PathBuf> = match files {
            Files::Segment => all.filter(is_segment).take(1).collect(),
            Files::Actors => all.filter(|path| path.ends_with("actors")).collect(),
            Files::All => all.filter(is_container).collect(),
        };
        assert_eq!(chosen.len(), if files == Files::All { 3 } else { 1 });
        for file in chosen {
            let mut bytes = fs::read(&file).unwrap();
            bytes[VERSION_AT] = change(bytes[VERSION_AT]);
            // As a new file: the mapped one is unchanged.
            fs::remove_file(&file).unwrap();
            fs::write(file, bytes).unwrap();
        }
    };
    for files in [Files::Segment, Files::Actors, Files::All] {
        for change in [|version: u8| version - 1, |version: u8| version + 1] {
            make_foreign(files, change);
            let outcome = run(&folder, cache.path(), &["index"]);
            let line = "was written by another version: it is rebuilt";
            assert!(outcome.stderr.contains(line), "{outcome:?}");
            assert_eq!((outcome.code, outcome.stderr.lines().count()), (0, 1), "{outcome:?}");
            assert_eq!(run(&folder, cache.path(), &["index"]).stderr, "");
            assert_eq!(answers(), expected);
            make_foreign(files, change);
            assert_eq!(answers(), expected);
        }
    }
}

#[test]
fn unused_indexes_are_removed_and_listed() {
    let (folder, other, gone) = (indexed(), indexed(), indexed());
    let cache = TempDir::new().unwrap();
    let clean = || run(&folder, cache.path(), &["index", "--clean", "--all"]);
    for each in [&folder, &other, &gone] {
        assert_eq!(run(each, cache.path(), &["index"]).code, 0);
    }
    assert!(clean().stdout.contains("nothing was removed"));
    assert_eq!(inside(cache.path()).len(), 3);
    let root = gone.path().to_owned();
    drop(gone);
    let said = clean().stdout;
    assert!(said.starts_with("removed ") && said.contains("which no longer exists"), "{said}");
    assert!(said.contains(&*root.to_string_lossy()), "{said}");
    assert_eq!(inside(cache.path()).len(), 2);
    // As another program left it.
    let left = run(&other, cache.path(), &["index", "--verify"]);
    assert_eq!(left.code, 0, "{left:?}");
    for index in inside(cache.path()) {
        fs::write(index.join("manifest"), "something else\n").unwrap();
    }
    assert_eq!(clean().stdout.lines().count(), 2);
    assert_eq!(inside(cache.path()), [] as [PathBuf; 0]);
    assert_eq!(run(&folder, cache.path(), &["index", "--all"]).code, 2, "only with --clean");
}
