//! The same folder gives the same bytes: whatever order its files were created in, on one core or all, in memory or from an
//! index.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The queries, each in its machine-readable form.
const QUESTIONS: &[&[&str]] = &[
    &["check", "--exit-zero", "--format", "text"],
    &["check", "--exit-zero", "--format", "sarif", "--profile", "release"],
    &["actors", "--format", "jsonl"],
];

/// Files of this project that make up a workspace: the sample notes with their sources, and more sources.
fn files() -> Vec<(PathBuf, PathBuf)> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for (from, to) in [
        ("seeds", "sources"),
        ("tests/notes", "notes"),
        ("tests/note_takers/scored", "sources/deep"),
    ] {
        for entry in fs::read_dir(project.join(from)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md" || extension == "txt") {
                let name = path.file_name().unwrap();
                files.push((path.clone(), Path::new(to).join(name)));
            }
        }
    }
    files.sort();
    files
}

/// A workspace with these files, created in this order.
fn desk(files: &[&(PathBuf, PathBuf)]) -> TempDir {
    let desk = TempDir::new().unwrap();
    for (from, to) in files {
        let to = desk.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
    desk
}

/// The answers to all queries; the command prefix selects the cores.
fn answers(desk: &Path, before: &[&str], options: &[&str]) -> Vec<String> {
    let answer = |question: &&[&str]| {
        let mut words = before.to_vec();
        words.push(env!("CARGO_BIN_EXE_onrecord"));
        words.extend(*question);
        words.extend(options);
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).current_dir(desk).stdin(Stdio::null());
        let output = command.output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        // SARIF names the folder, which differs between runs.
        String::from_utf8(output.stdout).unwrap().replace(desk.to_str().unwrap(), "/desk")
    };
    QUESTIONS.iter().map(answer).collect()
}

#[track_caller]
fn assert_same(ours: &[String], expected: &[String], what: &str) {
    for ((ours, expected), question) in ours.iter().zip(expected).zip(QUESTIONS) {
        assert!(!expected.is_empty(), "{question:?} says nothing");
        let differs = ours.lines().zip(expected.lines()).find(|(a, b)| a != b);
        assert!(ours == expected, "{question:?} {what}: {differs:#?}");
    }
}

#[test]
fn output_does_not_depend_on_file_order() {
    let files = files();
    let in_order: Vec<_> = files.iter().collect();
    let expected = answers(desk(&in_order).path(), &[], &[]);
    let backwards: Vec<_> = files.iter().rev().collect();
    assert_same(&answers(desk(&backwards).path(), &[], &[]), &expected, "backwards");
    // Every seventh file, then the next of each.
    let mut mixed: Vec<_> = files.iter().enumerate().collect();
    mixed.sort_by_key(|(number, _)| (number % 7, *number));
    let mixed: Vec<_> = mixed.into_iter().map(|(_, file)| file).collect();
    assert_same(&answers(desk(&mixed).path(), &[], &[]), &expected, "mixed");
}

#[test]
fn output_does_not_depend_on_threads_or_index() {
    let files = files();
    let desk = desk(&files.iter().collect::<Vec<_>>());
    let expected = answers(desk.path(), &[], &[]);
    let cache = TempDir::new().unwrap();
    let cached = cache.path().to_str().unwrap();
    let indexed = ["--index-from", "1", "--segment-size", "9000", "--cache-dir", cached];
    assert_same(&answers(desk.path(), &[], &indexed), &expected, "with an index made now");
    assert_same(&answers(desk.path(), &[], &indexed), &expected, "with an index that was there");
    let alone = ["taskset", "--cpu-list", "0"];
    if Command::new(alone[0]).arg("--version").output().is_ok() {
        assert_same(&answers(desk.path(), &alone, &[]), &expected, "on one processor");
        let fresh = TempDir::new().unwrap();
        let indexed = ["--index-from", "1", "--cache-dir", fresh.path().to_str().unwrap()];
        assert_same(&answers(desk.path(), &alone, &indexed), &expected, "on one, with an index");
    }
}
