//! Compares onrecord with its peers on corpora of several sizes, one after the other in one run.

use crate::figures::{BESIDE, EVERYTHING, FIVE_FILES, Figures, PEAK, SEARCH, TEXTS};
use crate::machine::{program, written};
use crate::{lookups, notes, servers, tantivy};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The number of searches with ripgrep.
const SEARCHES: usize = 10;
/// The size in bytes from which a corpus is indexed; low enough for every size to have an index.
pub const INDEX_FROM: &str = "1000000";

/// Measures with five files: a note and the project's sources.
pub fn five_files(folder: &Path, onrecord: &str, all: &mut Figures) {
    servers::questions(folder, FIVE_FILES, &[onrecord, "lsp"].map(str::to_owned), all);
    notes::measure(folder, FIVE_FILES, all);
}

/// Measures with the corpus in a folder.
pub fn measure(folder: &Path, megabytes: usize, cache: &Path, onrecord: &str, all: &mut Figures) {
    indexing(folder, megabytes, cache, onrecord, all);
    written();
    let mut command: Vec<String> =
        [onrecord, "lsp", "--index-from", INDEX_FROM, "--cache-dir"].map(str::to_owned).to_vec();
    command.push(cache.display().to_string());
    servers::questions(folder, megabytes, &command, all);
    servers::edits(folder, megabytes, "onrecord", &command, false, all);
    if let Some(rumdl) = program("rumdl") {
        servers::edits(folder, megabytes, "rumdl", &[rumdl, "server".to_owned()], true, all);
    }
    if let Some(harper) = program("harper-ls") {
        let command = [harper, "--stdio".to_owned()];
        servers::edits(folder, megabytes, "harper-ls", &command, false, all);
    }
    notes::measure(folder, megabytes, all);
    lookups::measure(folder, megabytes, &cache.with_file_name("cache-of-lookups"), all);
    if let Some(rg) = program("rg") {
        searches(folder, megabytes, &rg, all);
    }
    if let Err(error) = tantivy::measure(folder, megabytes, all) {
        eprintln!("tantivy: {error}");
    }
}

fn indexing(folder: &Path, megabytes: usize, cache: &Path, onrecord: &str, all: &mut Figures) {
    let run = |arguments: &[&str]| {
        let mut command = Command::new("/usr/bin/time");
        command.args(["-f", "%e %U %S %M", onrecord, "index", "--stats"]).args(arguments);
        command.args(["--index-from", INDEX_FROM, "--cache-dir"]).arg(cache).current_dir(folder);
        let output = command.output().expect("/usr/bin/time runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let times = String::from_utf8_lossy(&output.stderr).into_owned();
        let numbers: Vec<f64> = times
            .lines()
            .last()
            .unwrap_or_default()
            .split(' ')
            .filter_map(|n| n.parse().ok())
            .collect();
        (said, numbers)
    };
    let add =
        &mut |measure, value: f64, shown| all.add(megabytes, "onrecord", measure, value, shown);
    // Read the files first, as for tantivy: the first read measures the disk.
    read_once(&folder.join("sources"));
    // The time the system takes to write a gigabyte varies by half between runs.
    let mut rates = [(); 3].map(|()| {
        let (said, numbers) = run(&["--text-only", "--rebuild"]);
        let [_, user, system, _] = numbers[..] else { panic!("no times: {said}") };
        megabytes as f64 / (user + system)
    });
    rates.sort_by(f64::total_cmp);
    add(TEXTS, rates[1], format!("{:.1}", rates[1]));
    let (said, numbers) = run(&["--rebuild"]);
    let [wall, user, system, peak] = numbers[..] else { panic!("no times: {said}") };
    let rate = megabytes as f64 / (user + system);
    add(EVERYTHING, rate, format!("{rate:.1}"));
    add("cold indexing, seconds", wall, format!("{wall:.1}"));
    add(PEAK, peak / 1024.0, format!("{:.0}", peak / 1024.0));
    let beside =
        said.rsplit_once("takes ").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
    let beside: f64 = beside.unwrap_or(f64::NAN);
    add(BESIDE, beside, format!("{beside:.2}"));
    let (_, numbers) = run(&[]);
    add("looking at all files again, seconds", numbers[0], format!("{:.2}", numbers[0]));
}

/// Reads every file below a folder.
fn read_once(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => read_once(&entry.path()),
            _ => drop(std::hint::black_box(std::fs::read(entry.path()))),
        }
    }
}

fn searches(folder: &Path, megabytes: usize, rg: &str, all: &mut Figures) {
    let quotations = lookups::quotations(folder, "exact.txt");
    let times = quotations
        .iter()
        .take(SEARCHES)
        .map(|(_, words)| {
            let began = Instant::now();
            let arguments = ["-F", "-l", words.as_str(), "sources"];
            let _ = Command::new(rg).args(arguments).current_dir(folder).output();
            began.elapsed()
        })
        .collect();
    all.times(megabytes, "ripgrep", SEARCH, times);
}
