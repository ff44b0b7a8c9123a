//! The cost of a keystroke in a note of 20 KB with fifty quotations: parsing the note, corpus and actors, and findings.
//!
//! `cargo bench --bench edit` measures with the seeds. `cargo bench --bench edit -- FOLDER NOTE CACHE` measures with a note of
//! a folder, such as a corpus of `benches/archive`, and the index below CACHE. `-- quotations 10000` measures with a note of
//! that many quotations, and also how long it takes to try the fixes of one finding. Times are means of CPU time, which other
//! load on the machine affects little.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark fails loudly")]

use onrecord::analysis;
use onrecord::text::{Edit, Encoding};
use onrecord::workspace::{Settings, Workspace};
use serde_json::json;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};

#[path = "load/processor.rs"]
mod processor;
#[path = "load/texts.rs"]
mod texts;
#[path = "../tests/support/words.rs"]
mod words;

/// The number of edits of each kind in a note of usual length.
const EDITS: usize = 400;
/// The number of edits of each kind in a note of thousands of quotations.
const FEW_EDITS: usize = 10;
/// The number of findings whose fixes are tried.
const TRIED: usize = 5;
/// The size of the note generated from the seeds, in bytes.
const SIZE: usize = 20_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    // `cargo bench` passes `--bench`. `cargo test --all-targets` does not: then there is nothing to do.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let seeds = tempfile::tempdir().expect("a temporary folder");
    let mut edits = EDITS;
    let (mut workspace, note) = match arguments.as_slice() {
        [what, count] if what == "quotations" => {
            edits = FEW_EDITS;
            of_quotations(seeds.path(), count.parse().expect("a number of quotations"))
        }
        [folder, note, cache] => {
            let folder = Path::new(folder).canonicalize().expect("the folder is there");
            let settings = json!({ "cacheDir": cache, "indexFrom": 1_000_000 });
            (Workspace::holding(&folder, Settings(settings)), folder.join(note))
        }
        _ => of_seeds(seeds.path()),
    };
    let text = std::fs::read_to_string(&note).expect("the note is there");
    let _ = workspace.open(&note, &text, 0);
    let snapshot = workspace.snapshot();
    let entry = snapshot.note(&note).expect("the note is read");
    let findings = analysis::findings(&snapshot, &note);
    println!(
        "{} bytes, {} quotations, {} findings, {} sources",
        text.len(),
        entry.note.quotations.len(),
        findings.len(),
        snapshot.corpus.len()
    );
    println!(
        "{:<40} {:>9} {:>9} {:>9} {:>9}",
        "ms of CPU, mean", "read", "judged", "findings", "all"
    );
    let quotations: Vec<usize> =
        entry.note.quotations.iter().map(|q| q.words.start + q.words.len() / 2).collect();
    let own: Vec<usize> =
        entry.note.quotations.iter().map(|q| q.span.start.saturating_sub(2)).collect();
    measure(&mut workspace, &note, &text, edits, "a letter in a quotation", &quotations);
    measure(&mut workspace, &note, &text, edits, "a letter in the note's own words", &own);
    let snapshot = workspace.snapshot();
    let start = seconds();
    let tried =
        findings.iter().enumerate().filter(|(_, f)| !f.fixes.is_empty()).skip(1).take(TRIED);
    let tried: Vec<usize> = tried.map(|(number, _)| number).collect();
    for number in &tried {
        black_box(analysis::sound_fixes(&snapshot, &note, &findings, &[*number]));
    }
    let each = (seconds() - start) * 1e3 / tried.len().max(1) as f64;
    println!("{:<40} {each:>39.3}", "the fixes of one finding, tried");
}

/// Inserts and deletes a letter at each place in turn, and prints the time of each part.
fn measure(
    workspace: &mut Workspace,
    note: &Path,
    text: &str,
    edits: usize,
    what: &str,
    places: &[usize],
) {
    let mut times = [0.0; 4];
    let mut version = 0;
    for round in 0..edits {
        let mut at = places[round / 2 * 7 % places.len()];
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let lines = workspace.snapshot().lines(note).expect("the note is open");
        let place = |at| lines.position(at, Encoding::Utf8);
        let (range, typed) = match round % 2 {
            0 => ((place(at), place(at)), "x"),
            _ => ((place(at), place(at + 1)), ""),
        };
        let edit = Edit { range: Some(range), text: typed.to_owned() };
        version += 1;
        let start = seconds();
        let _ = workspace.edit(note, &[edit], Encoding::Utf8, version);
        let read = seconds();
        let snapshot = workspace.snapshot();
        let entry = snapshot.note(note).expect("the note is open");
        // Quotations are looked up on demand.
        let said = snapshot.assessment(note, entry);
        for placed in &said.quotations {
            black_box(placed.best());
        }
        let judged = seconds();
        black_box(analysis::findings(&snapshot, note));
        let found = seconds();
        let parts = [read - start, judged - read, found - judged, found - start];
        times.iter_mut().zip(parts).for_each(|(time, part)| *time += part);
    }
    let [read, judged, findings, all] = times.map(|time| time * 1e3 / edits as f64);
    println!("{what:<40} {read:>9.3} {judged:>9.3} {findings:>9.3} {all:>9.3}");
}

/// The CPU time of this thread, in seconds.
fn seconds() -> f64 {
    processor::spent_by_this_thread().as_secs_f64()
}

/// A workspace with a note of this many quotations and their sources.
fn of_quotations(folder: &Path, count: usize) -> (Workspace, PathBuf) {
    texts::sources(&folder.join("sources"), count);
    let note = folder.join("note.md");
    std::fs::write(&note, texts::note(count)).expect("the note is written");
    (Workspace::holding(folder, Settings::default()), note)
}

/// A workspace of the seeds with a note of their quotations, attributed and cited, and
/// sentences of the seeds between them.
fn of_seeds(folder: &Path) -> (Workspace, PathBuf) {
    let to = folder.join("seeds");
    std::fs::create_dir_all(&to).expect("a folder for the seeds");
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for seed in std::fs::read_dir(seeds).expect("the seeds are there").flatten() {
        std::fs::copy(seed.path(), to.join(seed.file_name())).expect("a seed is copied");
    }
    let snapshot = Workspace::holding(folder, Settings::default()).snapshot();
    let mut text = "# A note\n\n".to_owned();
    let sources: Vec<_> = snapshot.corpus.sources().map(|(_, source)| source.clone()).collect();
    let quoted = sources.iter().flat_map(|source| {
        let long = source.reading.quotations.iter().filter(|q| q.words.len() > 24);
        long.filter(|q| q.parent.is_none()).map(move |q| (source, q))
    });
    for (number, (source, quotation)) in quoted.enumerate() {
        if text.len() > SIZE {
            break;
        }
        let words = quotation.words.of(&source.text).replace(['\n', '“', '”', '"'], " ");
        let speaker = quotation.attribution.as_ref().map_or("He", |a| a.named().of(&source.text));
        let key = &source.key;
        let own = source.reading.sentences.iter().skip(number % 20).take(2);
        let own: Vec<&str> = own.map(|s| s.of(&source.text)).collect();
        let own = own.join(" ").replace(['\n', '“', '”', '"'], " ");
        let _ = match number % 3 {
            0 => writeln!(text, "{speaker} said: “{words}” [@{key}]. {own}\n"),
            1 => writeln!(text, "According to {speaker}, “{words}.” {own}\n"),
            _ => writeln!(text, "“{words},” said {speaker}. {own}\n"),
        };
    }
    let note = folder.join("note.md");
    std::fs::write(&note, text).expect("the note is written");
    (Workspace::holding(folder, Settings::default()), note)
}
