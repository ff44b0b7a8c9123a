//! A server over a long day: its memory, threads and file handles, and the times of its answers.
//!
//! `cargo bench --bench soak` sends 20,000 edits, hovers and completions as fast as possible. `cargo bench --bench soak -- day
//! 60` types for 60 minutes at a writer's pace, with all other requests of an editor, and reports every minute. Both work on a
//! copy of the seeds.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark fails loudly"
)]

#[path = "../tests/support/client.rs"]
mod client;
#[path = "soak/day.rs"]
mod day;
#[path = "../tests/support/editor.rs"]
mod editor;
#[path = "../tests/support/soak.rs"]
mod soak;

use client::{Client, uri};
use serde_json::json;
use std::path::Path;
use std::time::Instant;

const ROUNDS: usize = 20_000;
const NOTE: &str = "\n\nYang Jiechi held that “the issue needs to be handled and resolved through dialogue and consultation” [@000].\n";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    // `cargo bench` passes `--bench`. `cargo test --all-targets` does not: then there is nothing to do.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    std::fs::create_dir(folder.path().join("seeds")).expect("a folder");
    for file in std::fs::read_dir(seeds).expect("the seeds").flatten() {
        let to = folder.path().join("seeds").join(file.file_name());
        std::fs::copy(file.path(), to).expect("a copy");
    }
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => as_fast_as_it_goes(folder.path()),
        ["day", minutes] => day::day(folder.path(), minutes.parse().expect("minutes")),
        other => panic!("nothing or `day MINUTES`, not {other:?}"),
    }
}

fn as_fast_as_it_goes(folder: &Path) {
    let mut client = Client::start();
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    client.initialize(folder, capabilities, json!({ "diagnosticsDelay": 0 }));
    client.indexed();
    let note = uri(&folder.join("note.md"));
    client.open(&note, 1, NOTE);
    let begun = Instant::now();
    let mut first = None;
    for thousand in 0..ROUNDS / 1_000 {
        soak::rounds(&mut client, &note, thousand * 1_000, 1_000);
        let now = client.resident();
        let first = *first.get_or_insert(now);
        println!(
            "{:>6} edits, hovers and completions: {:>7} KiB, {:+.1} % of what it was after the first 1,000 ({:.0} s)",
            (thousand + 1) * 1_000,
            now,
            (now as f64 / first as f64 - 1.0) * 100.0,
            begun.elapsed().as_secs_f64()
        );
    }
}
