//! The fuzz targets on stable Rust: each replays its kept inputs, then mutates them for a while from a fixed seed.
//!
//! `ONRECORD_FUZZ_SECONDS` sets the time; without it only past failures and a few inputs are run. `tests/fuzz/` has the
//! targets, and programs that search further with libFuzzer.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the targets are a library elsewhere; a test says that something is wrong by panicking"
)]

#[path = "fuzz/src/lib.rs"]
mod fuzz;
#[path = "support/mutation.rs"]
mod mutation;

use fuzz::Target;
use mutation::Mutator;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Number of kept inputs for each target in a run without fuzzing.
const FEW: usize = 4;

/// The time to fuzz each target, if any.
fn seconds() -> Option<Duration> {
    let set = std::env::var("ONRECORD_FUZZ_SECONDS").ok()?;
    Some(Duration::from_secs(set.parse().expect("a number of seconds")))
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

/// The files of a folder, sorted by name.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Runs a target on an input; a failing input is saved and named.
fn tried(target: &Target, what: &str, data: &[u8]) {
    if let Err(failure) = catch_unwind(AssertUnwindSafe(|| (target.run)(data))) {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-failure", target.name));
        fs::write(&kept, data).unwrap();
        eprintln!("{} fails on {what}, which is in {}", target.name, kept.display());
        resume_unwind(failure);
    }
}

fn fuzzed(name: &str) {
    let target = fuzz::target(name);
    for (path, data) in files(&folder("regressions").join(name)) {
        tried(target, &path.display().to_string(), &data);
    }
    let corpus = files(&folder("corpus").join(name));
    assert!(!corpus.is_empty(), "{name} has no inputs to begin with");
    let limit = seconds();
    for (path, data) in corpus.iter().take(if limit.is_some() { usize::MAX } else { FEW }) {
        tried(target, &path.display().to_string(), data);
    }
    let Some(limit) = limit else { return };
    let dictionary = fs::read_to_string(folder("dictionaries").join(target.dictionary)).unwrap();
    let inputs = corpus.into_iter().map(|(_, data)| data).collect();
    let mut mutator = Mutator::new(inputs, &dictionary);
    let (begun, mut count) = (Instant::now(), 0);
    while begun.elapsed() < limit {
        count += 1;
        tried(target, &format!("mutation {count}"), &mutator.next());
    }
    println!("{name}: {count} mutations in {:.0} s", begun.elapsed().as_secs_f64());
}

/// A test per target, so that they run in parallel.
macro_rules! targets {
    ($($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                fuzzed(stringify!($name));
            }
        )*

        #[test]
        fn every_fuzz_target_runs_as_a_test() {
            let tests = [$(stringify!($name)),*];
            let targets: Vec<&str> = fuzz::ALL.iter().map(|target| target.name).collect();
            assert_eq!(tests.as_slice(), targets);
        }
    };
}

targets!(
    folding,
    note,
    prose,
    source,
    html,
    matching,
    rules,
    configuration,
    bibliography,
    actor_import,
    session,
    word,
    open_document,
    rtf,
    epub,
    wire,
);
